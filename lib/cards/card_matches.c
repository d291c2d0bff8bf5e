#include "cards/card_matches.h"

#include "base/array.h"
#include "cards/pattern_explain.h"

#include <stdlib.h>
#include <string.h>

static void forget_parts(struct card_matches *matches)
{
	for (size_t i = 0; i < matches->parts_count; i++)
		free(matches->parts[i]);
	free(matches->parts);
	matches->parts = NULL;
	matches->parts_count = 0;
	matches->explained = false;
}

void card_matches_free(struct card_matches *matches)
{
	forget_parts(matches);
	free(matches->items);
	span_map_free(&matches->seen);
	free(matches->other_names);
	*matches = (struct card_matches){0};
}

void card_matches_clear(struct card_matches *matches)
{
	free(matches->other_names);
	matches->other_names = NULL;
	matches->count = 0;
	matches->failed = false;
	if (matches->explained)
		forget_parts(matches);
}

void card_matches_add(struct card_matches *matches, const struct card_match *match)
{
	struct card_match *items =
		array_room(matches->items, matches->count, &matches->size, sizeof *items);

	if (items == NULL) {
		matches->failed = true;
		return;
	}
	matches->items = items;
	matches->items[matches->count++] = *match;
}

bool card_name(struct span *names, struct span *name)
{
	struct span line;

	while (span_line(names, &line)) {
		*name = span_trim(line);
		if (!span_starts(line, "#") && name->length > 0)
			return true;
	}
	return false;
}

bool card_is_url(struct span name)
{
	for (size_t i = 0; i < name.length; i++)
		if (is_blank(name.text[i]))
			return false;
	return (name.length > 8 && memcmp(name.text, "https://", 8) == 0) ||
		(name.length > 7 && memcmp(name.text, "http://", 7) == 0);
}

static int compare(const void *left, const void *right)
{
	const struct card_match *a = left, *b = right;

	if (a->exact != b->exact)
		return a->exact ? -1 : 1;
	if (!a->exact && a->specificity != b->specificity)
		return a->specificity > b->specificity ? -1 : 1;
	if (a->source != b->source)
		return a->source < b->source ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

static size_t count_names(const struct card_matches *matches)
{
	struct span name;
	size_t count = 0;

	for (size_t i = 0; i < matches->count; i++)
		for (struct span names = matches->items[i].names; card_name(&names, &name);)
			count++;
	return count;
}

/* Returns true if no earlier match has the name. */
static bool first_seen(struct card_matches *matches, struct span name)
{
	if (span_map_find(&matches->seen, name) != NULL)
		return false;
	matches->failed = matches->failed || !span_map_add(&matches->seen, name, 0);
	return true;
}

/* Copies the names of match that no earlier match has to out; returns the end of the copy. */
static char *copy_new_names(struct card_matches *matches, struct card_match *match, char *out)
{
	struct span names = match->names, name;
	char *start = out;
	bool all = true;

	while (card_name(&names, &name)) {
		if (!first_seen(matches, name)) {
			all = false;
			continue;
		}
		*out++ = '\t';
		memcpy(out, name.text, name.length);
		out += name.length;
		*out++ = '\n';
	}
	if (all)
		return start;
	match->names = (struct span){start, (size_t)(out - start)};
	return out;
}

void card_matches_finish(struct card_matches *matches)
{
	size_t count = count_names(matches), characters = 0;

	if (matches->count > 1)
		qsort(matches->items, matches->count, sizeof *matches->items, compare);
	if (count < 2)
		return;
	/* Each name is preceded by a TAB and followed by a newline. */
	for (size_t i = 0; i < matches->count; i++)
		characters += matches->items[i].names.length;
	char *out = matches->other_names = malloc(characters + 2 * count);
	matches->failed = matches->failed || out == NULL;
	span_map_clear(&matches->seen);
	for (size_t i = 0; i < matches->count && !matches->failed; i++)
		out = copy_new_names(matches, &matches->items[i], out);
}

static void explain(struct card_matches *matches, struct card_match *match, const uint8_t *atr,
                    size_t length)
{
	struct pattern_part *parts = malloc(PATTERN_PARTS_MAX * sizeof *parts);

	if (parts == NULL ||
	    !pattern_explain(parts, &match->part_count, match->pattern.text, match->pattern.length,
	                     atr, length)) {
		matches->failed = true;
		free(parts);
		return;
	}
	/* Shrink it: a malicious list may contain a great many matching patterns. */
	struct pattern_part *own = realloc(parts, (match->part_count + 1) * sizeof *parts);
	match->parts = matches->parts[matches->parts_count++] = own != NULL ? own : parts;
}

void card_matches_explain(struct card_matches *matches, const uint8_t *atr, size_t length)
{
	matches->explained = true;
	matches->parts = calloc(matches->count + 1, sizeof *matches->parts);
	if (matches->parts == NULL)
		matches->failed = true;
	for (size_t i = 0; i < matches->count && !matches->failed; i++)
		if (!matches->items[i].exact)
			explain(matches, &matches->items[i], atr, length);
}
