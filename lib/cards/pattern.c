#include "cards/pattern.h"

#include "base/bytes.h"
#include "base/span.h"

#include <string.h>

enum {
	SYMBOL_BLANK = 16,
	MASK_DIGITS = 0xFFFF,
	MASK_BLANK = 1 << SYMBOL_BLANK,
	MASK_ANY = MASK_DIGITS | MASK_BLANK,
	COUNT_MAX = 255,
};

bool pattern_is_repeat(char c)
{
	return c == '*' || c == '+' || c == '?' || c == '{';
}

static bool fail(struct pattern_walk *walk, enum pattern_status status, size_t at)
{
	walk->status = status;
	walk->at = at;
	return false;
}

/* Adds the symbols from digit low to the digit after the "-" at walk->at. */
static bool read_range(struct pattern_walk *walk, int low, uint32_t *mask)
{
	size_t at = walk->at + 1;
	int high = at < walk->length ? hex_digit(walk->text[at]) : -1;

	if (high < low)
		return fail(walk, PATTERN_RANGE, walk->at);
	walk->at = at + 1;
	*mask |= (2u << high) - (1u << low);
	return true;
}

/* Reads the symbols between "[" and "]". */
static bool read_set(struct pattern_walk *walk, uint32_t *mask)
{
	size_t open = walk->at++;
	bool negated = walk->at < walk->length && walk->text[walk->at] == '^';

	walk->at += negated;
	*mask = 0;
	while (walk->at < walk->length && walk->text[walk->at] != ']') {
		char c = walk->text[walk->at];
		int digit = hex_digit(c);

		if (digit >= 0)
			*mask |= 1u << digit;
		else if (is_blank(c))
			*mask |= MASK_BLANK;
		else if (c != ',')
			return fail(walk, PATTERN_UNKNOWN, walk->at);
		walk->at++;
		bool range = digit >= 0 && walk->at < walk->length && walk->text[walk->at] == '-';
		if (range && !read_range(walk, digit, mask))
			return false;
	}
	if (walk->at == walk->length)
		return fail(walk, PATTERN_OPEN, open);
	walk->at++;
	bool empty = *mask == 0;
	if (negated)
		*mask ^= MASK_ANY;
	return (!empty && *mask != 0) || fail(walk, PATTERN_EMPTY_SET, open);
}

static enum pattern_status meaningless(char c)
{
	if (pattern_is_repeat(c))
		return PATTERN_REPEAT;
	return c == '(' || c == ')' || c == '|' ? PATTERN_GROUP : PATTERN_UNKNOWN;
}

static bool read_symbols(struct pattern_walk *walk, uint32_t *mask)
{
	char c = walk->text[walk->at];
	int digit = hex_digit(c);

	if (c == '[') {
		walk->wild = true;
		return read_set(walk, mask);
	}
	if (digit >= 0)
		*mask = 1u << digit;
	else if (c == '.')
		*mask = MASK_ANY;
	else if (is_blank(c))
		*mask = MASK_BLANK;
	else
		return fail(walk, meaningless(c), walk->at);
	walk->wild = walk->wild || c == '.';
	walk->at++;
	return true;
}

/* Reads one number of a "{2,3}"; returns false if there is none or it is too large. */
static bool read_number(struct pattern_walk *walk, unsigned *number)
{
	size_t start = walk->at;

	for (*number = 0; walk->at < walk->length && *number <= COUNT_MAX; walk->at++) {
		char c = walk->text[walk->at];

		if (c < '0' || c > '9')
			break;
		*number = *number * 10 + (unsigned)(c - '0');
	}
	return walk->at > start && *number <= COUNT_MAX;
}

static bool skip_char(struct pattern_walk *walk, char c)
{
	bool is = walk->at < walk->length && walk->text[walk->at] == c;

	walk->at += is;
	return is;
}

/* Reads the numbers after "{". */
static bool read_counts(struct pattern_walk *walk)
{
	size_t open = walk->at - 1;
	unsigned most = 0;
	bool good = read_number(walk, &walk->once);

	if (good && skip_char(walk, ',')) {
		walk->star = walk->at < walk->length && walk->text[walk->at] == '}';
		good = walk->star || (read_number(walk, &most) && most >= walk->once);
		walk->maybe = walk->star ? 0 : most - walk->once;
	}
	return (good && skip_char(walk, '}')) || fail(walk, PATTERN_COUNT, open);
}

/* Reads how often the previous atom may occur. */
static bool read_repeat(struct pattern_walk *walk)
{
	char sign = walk->at < walk->length ? walk->text[walk->at] : '\0';

	walk->once = 1;
	walk->maybe = 0;
	walk->star = false;
	if (!pattern_is_repeat(sign))
		return true;
	walk->wild = true;
	walk->at++;
	if (sign == '{')
		return read_counts(walk);
	walk->once = sign == '+';
	walk->maybe = sign == '?';
	walk->star = sign != '?';
	return true;
}

/* Reads an atom with its repeat. */
static bool read_atom(struct pattern_walk *walk)
{
	struct pattern_atom *atom = &walk->atom;

	atom->at = walk->at;
	if (!read_symbols(walk, &atom->mask))
		return false;
	bool set = walk->text[atom->at] == '[';
	size_t end = walk->at;
	if (!read_repeat(walk))
		return false;
	atom->length = walk->at - atom->at;
	bool blank = atom->mask == MASK_BLANK && !set && walk->at == end;
	if (blank && walk->after_blank)
		walk->once = 0;
	walk->after_blank = blank;
	return true;
}

/* Skips "^" and "$", which change nothing: patterns are always anchored. */
static void skip_anchors(struct pattern_walk *walk)
{
	if (walk->at == 0 && skip_char(walk, '^'))
		walk->wild = true;
	if (walk->at > 0 && walk->at + 1 == walk->length && skip_char(walk, '$'))
		walk->wild = true;
}

bool pattern_next(struct pattern_walk *walk, struct pattern_atom *atom)
{
	while (walk->once == 0 && walk->maybe == 0 && !walk->star) {
		skip_anchors(walk);
		if (walk->at == walk->length || !read_atom(walk))
			return false;
	}
	*atom = walk->atom;
	if (walk->once > 0) {
		walk->once--;
		atom->times = PATTERN_ONCE;
	} else if (walk->maybe > 0) {
		walk->maybe--;
		atom->times = PATTERN_MAYBE;
	} else {
		walk->star = false;
		atom->times = PATTERN_STAR;
	}
	return true;
}

void pattern_subject(struct pattern_subject *subject, const uint8_t *atr, size_t length)
{
	subject->words = 0;
	subject->end = 0;
	if (length > PATTERN_ATR_MAX)
		return;
	subject->end = length > 0 ? 3 * length - 1 : 0;
	subject->words = subject->end / 64 + 1;
	for (size_t symbol = 0; symbol < PATTERN_SYMBOLS; symbol++)
		memset(subject->is[symbol], 0, subject->words * sizeof subject->is[symbol][0]);
	memset(subject->any, 0, subject->words * sizeof subject->any[0]);
	for (size_t at = 0; at < subject->end; at++) {
		uint8_t byte = atr[at / 3];
		const unsigned symbols[] = {byte >> 4, byte & 15u, SYMBOL_BLANK};

		subject->is[symbols[at % 3]][at / 64] |= (uint64_t)1 << at % 64;
		subject->any[at / 64] |= (uint64_t)1 << at % 64;
	}
}

/* Returns a bit for each character of the subject that the mask matches; computed in room if not
 * precomputed. */
static const uint64_t *characters_of(const struct pattern_subject *subject, uint32_t mask,
                                     uint64_t *room)
{
	unsigned symbol = 0;

	if (mask == MASK_ANY)
		return subject->any;
	if (mask == MASK_BLANK)
		return subject->is[SYMBOL_BLANK];
	while ((mask >> symbol & 1) == 0)
		symbol++;
	if (mask >> symbol == 1)
		return subject->is[symbol];
	for (size_t w = 0; w < subject->words; w++) {
		room[w] = 0;
		for (symbol = 0; symbol < PATTERN_SYMBOLS; symbol++)
			if ((mask >> symbol & 1) != 0)
				room[w] |= subject->is[symbol][w];
	}
	return room;
}

/* Moves each place whose character matches on by one. */
static uint64_t step(const uint64_t *taken, uint64_t *places, size_t words)
{
	uint64_t carry = 0, any = 0;

	for (size_t w = 0; w < words; w++) {
		uint64_t moving = places[w] & taken[w];

		places[w] = moving << 1 | carry;
		carry = moving >> 63;
		any |= places[w];
	}
	return any;
}

/* Keeps each place, and adds those it can reach through the run of matching characters where it is:
 * adding the place to the run carries to the end of the run and inverts all bits on the way. */
static uint64_t repeat(const uint64_t *taken, uint64_t *places, size_t words)
{
	uint64_t carry = 0, any = 0;

	for (size_t w = 0; w < words; w++) {
		uint64_t sum = taken[w] + (places[w] & taken[w]);
		uint64_t over = sum < taken[w];

		sum += carry;
		over |= sum < carry;
		carry = over;
		places[w] |= sum ^ taken[w];
		any |= places[w];
	}
	return any;
}

/* Keeps each place, and adds the next one if its character matches. */
static uint64_t move_optional(const uint64_t *taken, uint64_t *places, size_t words)
{
	uint64_t carry = 0, any = 0;

	for (size_t w = 0; w < words; w++) {
		uint64_t moving = places[w] & taken[w];

		places[w] |= moving << 1 | carry;
		carry = moving >> 63;
		any |= places[w];
	}
	return any;
}

static uint64_t move(enum pattern_times times, const uint64_t *taken, uint64_t *places,
                     size_t words)
{
	switch (times) {
	case PATTERN_ONCE:
		return step(taken, places, words);
	case PATTERN_MAYBE:
		return move_optional(taken, places, words);
	case PATTERN_STAR:
		break;
	}
	return repeat(taken, places, words);
}

/* places: a bit for each position in the subject's text that the atoms read so far may end at. */
bool pattern_match(const char *pattern, size_t length, const struct pattern_subject *subject)
{
	struct pattern_walk walk = {.text = pattern, .length = length};
	uint64_t places[PATTERN_WORDS] = {1}, room[PATTERN_WORDS];
	struct pattern_atom atom;

	if (subject->words == 0)
		return false;
	while (pattern_next(&walk, &atom)) {
		const uint64_t *taken = characters_of(subject, atom.mask, room);

		if (move(atom.times, taken, places, subject->words) == 0)
			return false;
	}
	return walk.status == PATTERN_OK &&
		(places[subject->end / 64] >> subject->end % 64 & 1) != 0;
}

static uint32_t digits_left_out(uint32_t mask)
{
	uint32_t count = 16;

	for (mask &= MASK_DIGITS; mask != 0; mask &= mask - 1)
		count--;
	return count;
}

struct pattern_check pattern_check(const char *pattern, size_t length)
{
	struct pattern_walk walk = {.text = pattern, .length = length};
	struct pattern_check check = {.fixed = true};
	struct pattern_atom atom;

	while (pattern_next(&walk, &atom)) {
		if (atom.times != PATTERN_ONCE) {
			check.fixed = false;
			continue;
		}
		check.characters++;
		if ((atom.mask & MASK_DIGITS) != 0 && check.specificity < UINT32_MAX / 2)
			check.specificity += digits_left_out(atom.mask);
	}
	check.status = walk.status;
	check.at = walk.at;
	check.wild = walk.wild;
	check.specificity += check.fixed;
	return check;
}

/* Returns the digit that an atom matches; -1 if it may match anything else. */
static int one_digit(const struct pattern_atom *atom)
{
	if (atom->times != PATTERN_ONCE || digits_left_out(atom->mask) != 15 ||
	    (atom->mask & MASK_BLANK) != 0)
		return -1;
	int digit = 0;
	while ((atom->mask >> digit & 1) == 0)
		digit++;
	return digit;
}

size_t pattern_head(const char *pattern, size_t length, uint8_t *out, size_t max)
{
	struct pattern_walk walk = {.text = pattern, .length = length};
	struct pattern_atom atom;
	size_t count = 0;

	while (count < max) {
		int high = pattern_next(&walk, &atom) ? one_digit(&atom) : -1;
		int low = high >= 0 && pattern_next(&walk, &atom) ? one_digit(&atom) : -1;

		if (low < 0)
			break;
		out[count++] = (uint8_t)(high << 4 | low);
		if (!pattern_next(&walk, &atom) || atom.times != PATTERN_ONCE ||
		    atom.mask != MASK_BLANK)
			break;
	}
	return count;
}

/* Positions in the text of an ATR, which repeats digit, digit, blank and ends after a second
 * digit. */
enum { FIRST_DIGIT = 1, SECOND_DIGIT = 2, AFTER_BYTE = 4 };

/* Returns the positions, a bit each, that one character of the atom can lead to from these
 * positions. */
static unsigned places_after(const struct pattern_atom *atom, unsigned places)
{
	unsigned after = 0;

	if ((atom->mask & MASK_DIGITS) != 0)
		after |= (places & FIRST_DIGIT) << 1 | (places & SECOND_DIGIT) << 1;
	if ((atom->mask & MASK_BLANK) != 0 && (places & AFTER_BYTE) != 0)
		after |= FIRST_DIGIT;
	return after;
}

bool pattern_possible(const char *pattern, size_t length)
{
	struct pattern_walk walk = {.text = pattern, .length = length};
	/* Number of rounds after which a repeat reaches no further position. */
	static const unsigned rounds[] = {
		[PATTERN_ONCE] = 0, [PATTERN_MAYBE] = 1, [PATTERN_STAR] = 3};
	unsigned places = FIRST_DIGIT;
	struct pattern_atom atom;

	while (pattern_next(&walk, &atom)) {
		if (atom.times == PATTERN_ONCE)
			places = places_after(&atom, places);
		for (unsigned round = 0; round < rounds[atom.times]; round++)
			places |= places_after(&atom, places);
	}
	return walk.status == PATTERN_OK && (places & AFTER_BYTE) != 0;
}
