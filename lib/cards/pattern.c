#include "cards/pattern.h"

#include "base/bytes.h"

#include <string.h>

enum {
	SYMBOL_BLANK = 16,
	MASK_DIGITS = 0xFFFF,
	MASK_BLANK = 1 << SYMBOL_BLANK,
	MASK_ANY = MASK_DIGITS | MASK_BLANK,
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static bool fail(struct pattern_walk *walk, enum pattern_status status, size_t at)
{
	walk->status = status;
	walk->at = at;
	return false;
}

/* The symbols from digit low to the digit after the "-" at walk->at. */
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

/* What stands between "[" and "]". */
static bool read_set(struct pattern_walk *walk, uint32_t *mask)
{
	size_t open = walk->at++;

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
	return *mask != 0 || fail(walk, PATTERN_EMPTY_SET, open);
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
		return fail(walk, c == '*' ? PATTERN_REPEAT : PATTERN_UNKNOWN, walk->at);
	walk->wild = walk->wild || c == '.';
	walk->at++;
	return true;
}

/* The next atom; false at the end, and where the status is no longer PATTERN_OK. */
static bool next_atom(struct pattern_walk *walk, struct pattern_atom *atom)
{
	for (;;) {
		if (walk->at == walk->length)
			return false;
		atom->at = walk->at;
		bool set = walk->text[walk->at] == '[';
		if (!read_symbols(walk, &atom->mask))
			return false;
		atom->star = walk->at < walk->length && walk->text[walk->at] == '*';
		if (atom->star) {
			walk->wild = true;
			walk->at++;
		}
		bool blank = atom->mask == MASK_BLANK && !set && !atom->star;
		bool again = blank && walk->after_blank;
		walk->after_blank = blank;
		if (!again)
			return true;
	}
}

bool pattern_next(struct pattern_walk *walk, struct pattern_atom *atom)
{
	if (!next_atom(walk, atom))
		return false;
	atom->length = walk->at - atom->at;
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
		unsigned symbols[] = {byte >> 4, byte & 15u, SYMBOL_BLANK};

		subject->is[symbols[at % 3]][at / 64] |= (uint64_t)1 << at % 64;
		subject->any[at / 64] |= (uint64_t)1 << at % 64;
	}
}

/* The characters of the subject that the mask takes; made in room where they are not there. */
static const uint64_t *characters_of(const struct pattern_subject *subject, uint32_t mask,
                                     uint64_t *room)
{
	unsigned symbol = 0;

	if (mask == MASK_ANY)
		return subject->any;
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

/* Each place whose character is taken moves on by one. */
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

/* Each place stays, and moves on through the run of taken characters that it stands in: adding it
 * to the run carries to the run's end and turns over all bits between. */
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

/* places: where in the subject's text the atoms read so far can have come to, a bit each. */
bool pattern_match(const char *pattern, size_t length, const struct pattern_subject *subject)
{
	struct pattern_walk walk = {.text = pattern, .length = length};
	uint64_t places[PATTERN_WORDS] = {1}, room[PATTERN_WORDS];
	struct pattern_atom atom;

	if (subject->words == 0)
		return false;
	while (next_atom(&walk, &atom)) {
		const uint64_t *taken = characters_of(subject, atom.mask, room);
		uint64_t any = atom.star ? repeat(taken, places, subject->words) :
					   step(taken, places, subject->words);
		if (any == 0)
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

	while (next_atom(&walk, &atom)) {
		if (atom.star) {
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

/* The digit that an atom stands for, or -1 where it takes anything else than just one. */
static int one_digit(const struct pattern_atom *atom)
{
	if (atom->star || digits_left_out(atom->mask) != 15 || (atom->mask & MASK_BLANK) != 0)
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
		int high = next_atom(&walk, &atom) ? one_digit(&atom) : -1;
		int low = high >= 0 && next_atom(&walk, &atom) ? one_digit(&atom) : -1;

		if (low < 0)
			break;
		out[count++] = (uint8_t)(high << 4 | low);
		if (!next_atom(&walk, &atom) || atom.star || atom.mask != MASK_BLANK)
			break;
	}
	return count;
}

/* The text of an ATR repeats digit, digit, blank and ends after a second digit. */
enum { FIRST_DIGIT = 1, SECOND_DIGIT = 2, AFTER_BYTE = 4 };

/* Where in it an atom's character can have led to, from where the text was; a bit each. */
static unsigned lead(const struct pattern_atom *atom, unsigned places)
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
	unsigned places = FIRST_DIGIT;
	struct pattern_atom atom;

	while (next_atom(&walk, &atom)) {
		if (!atom.star) {
			places = lead(&atom, places);
			continue;
		}
		for (unsigned round = 0; round < 3; round++)
			places |= lead(&atom, places);
	}
	return walk.status == PATTERN_OK && (places & AFTER_BYTE) != 0;
}
