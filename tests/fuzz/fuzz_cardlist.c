/* A card list of any bytes, in which an ATR is looked up: the first byte is the ATR's length.
 * Reading the list once and the index must give the same result. */
#include "cards/card_nearest.h"
#include "cards/card_search.h"
#include "cards/cardindex.h"
#include "cards/cardlist.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct told {
	unsigned long count, sum;
};

static void tell(void *self, unsigned line, unsigned column, const struct problem *problem)
{
	struct told *told = self;

	told->count++;
	told->sum += line * 31u + column + (unsigned long)problem->kind->code[0];
}

static void compare(const struct card_matches *a, const struct card_matches *b)
{
	if (a->count != b->count)
		abort();
	for (size_t i = 0; i < a->count; i++) {
		const struct card_match *x = &a->items[i], *y = &b->items[i];
		struct span p = x->names, q = y->names, name, other;

		if (x->exact != y->exact || x->line != y->line ||
		    x->specificity != y->specificity || x->pattern.text != y->pattern.text ||
		    x->pattern.length != y->pattern.length)
			abort();
		while (card_name(&p, &name))
			if (!card_name(&q, &other) || name.length != other.length ||
			    memcmp(name.text, other.text, name.length) != 0)
				abort();
		if (card_name(&q, &other))
			abort();
	}
}

/* The nearest entries come first, and each has plausible values. */
static void come_close(const char *list, size_t length, const uint8_t *bytes, size_t count)
{
	static struct card_nearest nearest;
	static struct atr atr;

	atr_parse(&atr, bytes, count);
	nearest.wanted = 1 + count % CARD_NEAREST_MAX;
	nearest.count = 0;
	card_nearest_scan(&nearest, &atr, list, length, "list", 0);
	card_nearest_finish(&nearest, &atr);
	for (size_t i = 0; i < nearest.count; i++)
		if (nearest.items[i].score > 10000 ||
		    (i > 0 && nearest.items[i].score > nearest.items[i - 1].score))
			abort();
}

/* Without a word each entry is found, and a name finds its entry. */
static void search(const char *list, size_t length)
{
	struct cardlist_walk walk = cardlist_start(list, length), again;
	struct card_found found, same;
	char word[256];
	const char *const words[] = {word};

	while (card_search_next(&walk, NULL, 0, &found)) {
		struct span names = found.names, name;

		if (!card_name(&names, &name) || name.length >= sizeof word ||
		    memchr(name.text, 0, name.length) != NULL)
			continue;
		memcpy(word, name.text, name.length);
		word[name.length] = '\0';
		again = cardlist_start(list, length);
		do
			if (!card_search_next(&again, words, 1, &same))
				abort();
		while (same.line != found.line);
	}
}

enum { SEARCHED_MAX = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct told told = {0}, told_too = {0};
	struct cardlist_report report = {&told, tell}, report_too = {&told_too, tell};
	struct card_matches scan = {0}, found = {0};

	if (size < 1 || size < 1u + data[0] % 34)
		return 0;
	const uint8_t *atr = data + 1;
	size_t length = data[0] % 34;
	const char *list = (const char *)atr + length;
	size_t count = size - 1 - length;

	cardlist_scan(list, count, atr, length, "list", 0, &scan, &report);
	card_matches_finish(&scan);
	struct cardindex *index = cardindex_new();
	if (!cardindex_add(index, list, count, "list", 0, &report_too))
		abort();
	cardindex_find(index, atr, length, &found);
	card_matches_finish(&found);
	compare(&scan, &found);
	if (told.count != told_too.count || told.sum != told_too.sum)
		abort();
	come_close(list, count, atr, length);
	if (count <= SEARCHED_MAX) /* searches from the start for each entry */
		search(list, count);
	cardindex_free(&index);
	card_matches_free(&scan);
	card_matches_free(&found);
	return 0;
}
