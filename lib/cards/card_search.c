#include "cards/card_search.h"

#include "base/escape.h"

#include <string.h>

/* The small letter of a character. U+0000 to U+017F: capitals stand 32 before their small letters
 * up to U+00DE (but U+00D7, a sign), then next to them. */
static uint32_t small(uint32_t point)
{
	if ((point >= 'A' && point <= 'Z') || (point >= 0xC0 && point <= 0xDE && point != 0xD7))
		return point + 32;
	if (point == 0x178)
		return 0xFF;
	bool odd_capitals =
		(point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17E);
	bool even_capitals =
		(point >= 0x100 && point <= 0x137 && point != 0x130 && point != 0x131) ||
		(point >= 0x14A && point <= 0x177);
	if ((odd_capitals && point % 2 == 1) || (even_capitals && point % 2 == 0))
		return point + 1;
	return point;
}

/* Takes a character, made small, from text; a byte that is no UTF-8 is one of its own. */
static uint32_t take(struct span *text)
{
	uint32_t point = 0;
	size_t length = utf8_next(text->text, text->length, &point);

	if (length == 0) {
		point = 0x110000u + (unsigned char)*text->text;
		length = 1;
	}
	text->text += length;
	text->length -= length;
	return small(point);
}

static bool starts_with(struct span text, struct span word)
{
	while (word.length > 0)
		if (text.length == 0 || take(&text) != take(&word))
			return false;
	return true;
}

static bool has(struct span text, const char *word)
{
	struct span wanted = {word, strlen(word)};

	for (; text.length > 0; take(&text))
		if (starts_with(text, wanted))
			return true;
	return wanted.length == 0;
}

/* One of the names has the word. */
static bool named(struct span names, const char *word)
{
	struct span name;

	while (card_name(&names, &name))
		if (has(name, word))
			return true;
	return false;
}

static bool named_all(struct span names, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!named(names, words[i]))
			return false;
	return true;
}

bool card_search_next(struct cardlist_walk *walk, const char *const *words, size_t count,
                      struct card_found *found)
{
	struct cardlist_line line;

	while (cardlist_next(walk, &line)) {
		found->names = cardlist_names(walk);
		if (!named_all(found->names, words, count))
			continue;
		cardlist_read(&line.text, &found->atr);
		if (found->atr.kind == CARDLIST_UNREADABLE)
			continue;
		found->pattern = line.text;
		found->line = line.line;
		return true;
	}
	return false;
}
