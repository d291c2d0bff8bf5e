/* A card list of any bytes: --fix leaves nothing that it could fix, and loses no ATR, text or
 * comment. */
#include "cards/lint/cardlist_lint.h"
#include "cards/lint/list_key.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Returns the number of findings that can be fixed. */
static void count(void *self, unsigned line, unsigned column, const struct problem *problem)
{
	char text[200];

	if (line == 0 || column == 0 || problem_text(problem, text, sizeof text) == 0)
		abort();
	*(unsigned long *)self += list_problem_is_fixable(problem->kind);
}

static unsigned long mendable(const char *text, size_t length)
{
	unsigned long found = 0;
	struct cardlist_report report = {&found, count};

	if (!cardlist_lint(text, length, &report))
		abort();
	return found;
}

static uint64_t hash(const char *text, size_t length, uint64_t sum)
{
	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (uint8_t)text[i]) * 1099511628211u;
	return sum;
}

/* What must be preserved: comments, and each pair of an ATR and one of its texts, in any order. */
struct content {
	uint64_t *pairs;
	size_t count;
	uint64_t comments;
};

static int compare(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void read_content(struct content *content, const char *text, size_t length)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct cardlist_line line;
	struct cardlist_atr atr;
	struct text room = {0};
	struct span_store store = {0};
	struct span key = {0};

	*content = (struct content){.pairs = calloc(length + 1, sizeof *content->pairs)};
	while (cardlist_next_line(&walk, &line)) {
		if (line.kind == LINE_COMMENT)
			content->comments += hash(line.start, line.content, 7);
		if (line.kind == LINE_ATR) {
			cardlist_read(&line.text, &atr);
			key = list_key(&line, &atr, &room, &store);
		}
		if (line.kind == LINE_TEXT && !list_is_wordless(line.text))
			content->pairs[content->count++] = hash(line.text.text, line.text.length,
			                                        hash(key.text, key.length, 11));
		if (line.kind == LINE_ATR)
			content->pairs[content->count++] = hash(key.text, key.length, 13);
	}
	text_free(&room);
	span_store_free(&store);
	qsort(content->pairs, content->count, sizeof *content->pairs, compare);
	size_t kept = 0;
	for (size_t i = 0; i < content->count; i++)
		if (kept == 0 || content->pairs[kept - 1] != content->pairs[i])
			content->pairs[kept++] = content->pairs[i];
	content->count = kept;
}

static void hold_content(const char *before, size_t before_length, const struct text *after)
{
	struct content a, b;

	read_content(&a, before, before_length);
	read_content(&b, after->data != NULL ? after->data : "", after->length);
	if (a.comments != b.comments || a.count != b.count ||
	    memcmp(a.pairs, b.pairs, a.count * sizeof *a.pairs) != 0)
		abort();
	free(a.pairs);
	free(b.pairs);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	unsigned long found = mendable(text, size);
	struct text once = {0}, twice = {0};

	if (!cardlist_fix(text, size, &once))
		abort();
	const char *fixed = once.data != NULL ? once.data : "";
	bool same = once.length == size && (size == 0 || memcmp(fixed, text, size) == 0);
	if (same != (found == 0))
		abort();
	if (mendable(fixed, once.length) != 0)
		abort();
	if (!cardlist_fix(fixed, once.length, &twice) || twice.length != once.length ||
	    (once.length > 0 && memcmp(fixed, twice.data, once.length) != 0))
		abort();
	hold_content(text, size, &once);
	text_free(&once);
	text_free(&twice);
	return 0;
}
