#include "list_update/survey.h"

#include "base/array.h"
#include "base/span_store.h"

#include <stdlib.h>
#include <string.h>

static int compare(const void *left, const void *right)
{
	const struct survey_entry *a = left, *b = right;

	return span_compare(a->atr, b->atr);
}

/* Returns whether the first line that is not blank is a comment or an ATR. */
static bool begins_well(const char *text, size_t length)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct cardlist_line line;
	struct cardlist_atr atr;

	do {
		if (!cardlist_next_line(&walk, &line))
			return false;
	} while (line.kind == LINE_BLANK);
	if (line.kind != LINE_ATR)
		return line.kind == LINE_COMMENT;
	cardlist_read(&line.text, &atr);
	return atr.kind != CARDLIST_UNREADABLE;
}

static bool append(struct survey *survey, size_t *size, const struct survey_entry *entry)
{
	struct survey_entry *entries =
		array_room(survey->entries, survey->count, size, sizeof *entries);

	if (entries == NULL)
		return false;
	survey->entries = entries;
	survey->entries[survey->count++] = *entry;
	return true;
}

bool survey_take(struct survey *survey, const char *text, size_t length)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct cardlist_line line;
	struct cardlist_atr atr;
	size_t size = 0;

	*survey = (struct survey){.begins_well = begins_well(text, length)};
	while (cardlist_next(&walk, &line)) {
		cardlist_read(&line.text, &atr);
		if (atr.kind == CARDLIST_UNREADABLE) {
			survey->unreadable++;
			continue;
		}
		struct survey_entry entry = {.atr = line.text, .names = cardlist_names(&walk)};
		if (!append(survey, &size, &entry)) {
			survey_free(survey);
			return false;
		}
	}
	if (survey->count > 0)
		qsort(survey->entries, survey->count, sizeof *survey->entries, compare);
	return true;
}

void survey_free(struct survey *survey)
{
	free(survey->entries);
	*survey = (struct survey){0};
}

const char *survey_doubt(const struct survey *survey, const struct survey *old, size_t first)
{
	if (!survey->begins_well)
		return "does not start like a card list";
	if (survey->count == 0)
		return "no entries";
	if (survey->unreadable > survey->count / 20)
		return "too many invalid lines";
	if (survey->count < old->count - old->count / 10)
		return "fewer than 90 % of the current entries";
	if (old->count == 0 && survey->count < first)
		return "too few entries for a complete list";
	return NULL;
}

size_t survey_new(const struct survey *survey, const struct survey *old,
                  void (*report)(const struct survey_entry *entry, size_t number))
{
	size_t count = 0;

	for (size_t i = 0; i < survey->count; i++) {
		const struct survey_entry *entry = &survey->entries[i];

		if (old->count > 0 &&
		    bsearch(entry, old->entries, old->count, sizeof *old->entries, compare) != NULL)
			continue;
		count++;
		if (report != NULL)
			report(entry, count);
	}
	return count;
}
