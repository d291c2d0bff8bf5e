#include "cards/pattern_explain.h"

#include "cards/pattern.h"

#include <stdlib.h>
#include <string.h>

enum {
	SYMBOL_BLANK = 16,
	TEXT_MAX = 3 * PATTERN_ATR_MAX,
};

/* An atom and the characters of the ATR's text that it matched. */
struct matched {
	struct pattern_atom atom;
	uint16_t from, to;
};

struct explanation {
	struct matched matched[PATTERN_ATOMS_MAX];
	size_t count;
	uint8_t text[TEXT_MAX]; /* the text of the ATR, as symbols */
	size_t end;
	/* places[i][at] is 1 if the first i atoms can match the text up to at. */
	uint8_t places[PATTERN_ATOMS_MAX + 1][TEXT_MAX + 1];
};

static bool read_atoms(struct explanation *it, const char *pattern, size_t length)
{
	struct pattern_walk walk = {.text = pattern, .length = length};
	struct pattern_atom atom;

	it->count = 0;
	while (pattern_next(&walk, &atom)) {
		if (it->count == PATTERN_ATOMS_MAX)
			return false;
		it->matched[it->count++].atom = atom;
	}
	return walk.status == PATTERN_OK;
}

static void write_text(struct explanation *it, const uint8_t *atr, size_t length)
{
	it->end = 3 * length - 1;
	for (size_t at = 0; at < it->end; at++) {
		uint8_t byte = atr[at / 3];
		const uint8_t symbols[] = {byte >> 4, byte & 15, SYMBOL_BLANK};

		it->text[at] = symbols[at % 3];
	}
}

static bool takes(const struct explanation *it, size_t atom, size_t at)
{
	return (it->matched[atom].atom.mask >> it->text[at] & 1) != 0;
}

static void go_forward(struct explanation *it)
{
	memset(it->places[0], 0, it->end + 1);
	it->places[0][0] = 1;
	for (size_t i = 0; i < it->count; i++) {
		const uint8_t *before = it->places[i];
		uint8_t *after = it->places[i + 1];
		enum pattern_times times = it->matched[i].atom.times;

		after[0] = times != PATTERN_ONCE && before[0];
		for (size_t at = 0; at < it->end; at++) {
			bool moved =
				(times == PATTERN_STAR ? after : before)[at] && takes(it, i, at);

			after[at + 1] = moved || (times != PATTERN_ONCE && before[at + 1]);
		}
	}
}

/* Starting from the end, gives each optional or repeated atom as little text as possible, so that
 * the first ones match the most. */
static void go_back(struct explanation *it)
{
	size_t at = it->end;

	for (size_t i = it->count; i-- > 0;) {
		it->matched[i].to = (uint16_t)at;
		if (it->matched[i].atom.times == PATTERN_ONCE)
			at--;
		else
			while (!it->places[i][at])
				at--;
		it->matched[i].from = (uint16_t)at;
	}
}

/* The parts found so far. */
struct parts {
	struct pattern_part *items;
	size_t count;
	size_t next;   /* the first byte after the part added last */
	bool repeated; /* the last part is whole bytes matched by one atom, and may be extended */
};

static void add_part(struct parts *parts, const struct matched *matched, size_t byte, uint8_t count)
{
	parts->items[parts->count++] =
		(struct pattern_part){matched->atom.at, matched->atom.length, (uint8_t)byte, count};
	parts->next = byte + count;
}

static void extend_part(struct parts *parts, const struct matched *matched)
{
	struct pattern_part *last = &parts->items[parts->count - 1];

	last->length = matched->atom.at + matched->atom.length - last->at;
}

/* Handles an atom that matched nothing: within a byte it has no part of its own. */
static void add_nothing(struct parts *parts, const struct matched *matched)
{
	const struct pattern_part *last = parts->count > 0 ? &parts->items[parts->count - 1] : NULL;
	size_t byte = (matched->from + 1u) / 3;

	if (matched->from % 3 == 1)
		return;
	if (last != NULL && last->count == 0 && last->first == byte)
		extend_part(parts, matched);
	else
		add_part(parts, matched, byte, 0);
}

static void add_bytes(struct parts *parts, const struct matched *matched)
{
	/* A blank before the first digit does not belong to a byte. */
	size_t first = (matched->from + 1u) / 3, end = (matched->to - 1u) / 3 + 1;

	parts->repeated = false;
	for (size_t byte = first; byte < end; byte++) {
		bool whole = matched->from <= 3 * byte && matched->to >= 3 * byte + 2;

		if (byte < parts->next) {
			extend_part(parts, matched);
		} else if (whole && parts->repeated) {
			parts->items[parts->count - 1].count++;
			parts->next++;
		} else {
			add_part(parts, matched, byte, 1);
			parts->repeated = whole;
		}
	}
}

static size_t make_parts(const struct explanation *it, struct pattern_part *items)
{
	struct parts parts = {.items = items};

	for (size_t i = 0; i < it->count; i++) {
		const struct matched *matched = &it->matched[i];
		bool blank = matched->to == matched->from + 1 && matched->from % 3 == 2;

		if (matched->from == matched->to)
			add_nothing(&parts, matched);
		else if (!blank)
			add_bytes(&parts, matched);
	}
	return parts.count;
}

bool pattern_explain(struct pattern_part *parts, size_t *count, const char *pattern, size_t length,
                     const uint8_t *atr, size_t atr_length)
{
	*count = 0;
	if (atr_length == 0 || atr_length > PATTERN_ATR_MAX)
		return true;
	struct explanation *it = malloc(sizeof *it);
	if (it == NULL)
		return false;
	if (read_atoms(it, pattern, length)) {
		write_text(it, atr, atr_length);
		go_forward(it);
		if (it->places[it->count][it->end]) {
			go_back(it);
			*count = make_parts(it, parts);
		}
	}
	free(it);
	return true;
}
