#include "stats/atr_stats.h"

#include "base/array.h"
#include "stats/atr_stats_tally.h"

#include <stdlib.h>
#include <string.h>

void stats_rows_free(struct stats_rows *rows)
{
	free(rows->rows);
	span_store_free(&rows->words);
	*rows = (struct stats_rows){0};
}

static const char *keep_words(struct stats_rows *rows, const char *text, size_t length)
{
	const char *copy = span_store_add(&rows->words, text, length);

	rows->failed = rows->failed || copy == NULL;
	return copy;
}

static void add_row(struct stats_rows *rows, struct span value, uint64_t count, const char *text,
                    bool plain)
{
	struct stats_row *larger;

	if (count == 0 || rows->failed)
		return;
	larger = array_room(rows->rows, rows->count, &rows->size, sizeof *larger);
	rows->failed = larger == NULL;
	if (rows->failed)
		return;
	rows->rows = larger;
	larger[rows->count] =
		(struct stats_row){.count = count,
	                           .value = keep_words(rows, value.text, value.length),
	                           .text = keep_words(rows, text, strlen(text)),
	                           .plain = plain};
	rows->count += !rows->failed;
}

/* Adds the meaning of a byte for each protocol that it was used for. */
static void put_meaning(struct words *words, stats_field field, unsigned value, uint32_t owners)
{
	struct atr_interface byte = {.kind = ATR_T0, .value = (uint8_t)value};
	bool many = (owners & (owners - 1)) != 0;

	if (field == FIELD_TS) {
		atr_field_text(words, ATR_FIELD_TS, value);
		return;
	}
	if (field >= FIELD_TA1) {
		byte.kind = (enum atr_kind)(ATR_TA + (field - FIELD_TA1) % 4);
		byte.index = (uint8_t)((field - FIELD_TA1) / 4 + 1);
	}
	for (int bit = 0; bit <= 16; bit++) {
		if ((owners >> bit & 1) == 0)
			continue;
		if (words->length > 0)
			words_put(words, "; ");
		if (many && bit > 0)
			words_add(words, "T=%d: ", bit - 1);
		byte.protocol = (int8_t)(bit - 1);
		atr_meaning_text(words, &byte);
	}
}

/* Returns the row of a value, or NULL. */
static struct stats_row *find_row(const struct stats_rows *rows, const char *value)
{
	for (size_t i = 0; i < rows->count; i++)
		if (strcmp(rows->rows[i].value, value) == 0)
			return &rows->rows[i];
	return NULL;
}

static const struct stats_derived *derived_of(const struct stats_rows *rows)
{
	return rows->field >= FIELD_DERIVED ? &stats_derived[rows->field - FIELD_DERIVED] : NULL;
}

/* Different codes may have the same value: Fi 372 has two. */
static void add_codes(struct stats_rows *rows, const struct tally *tally)
{
	const struct stats_derived *derived = derived_of(rows);

	for (unsigned code = 0; code < 256; code++) {
		struct words value = {.length = 0}, text = {.length = 0};

		if (tally->codes[code] == 0)
			continue;
		if (derived == NULL) {
			words_add(&value, "%02X", code);
			put_meaning(&text, rows->field, code, tally->owners[code]);
		} else {
			derived->value(&value, derived->field, code);
			if (derived->text != NULL)
				derived->text(&text, derived->field, code);
		}
		struct stats_row *same = find_row(rows, value.text);
		if (same != NULL)
			same->count += tally->codes[code];
		else
			add_row(rows, (struct span){value.text, value.length}, tally->codes[code],
			        text.text, true);
	}
}

static void add_others(struct stats_rows *rows, const struct atr_stats *stats)
{
	const struct stats_derived *derived = derived_of(rows);

	for (size_t i = 0; i < stats->other_count; i++) {
		const struct other *other = &stats->others[i];
		struct words value = {.length = 0}, text = {.length = 0};

		if (other->field != rows->field)
			continue;
		if (memchr(other->text.text, '.', other->text.length) != NULL ||
		    memchr(other->text.text, '[', other->text.length) != NULL) {
			words_put(&text, "wildcard in a pattern");
		} else if (derived != NULL && derived->words != NULL) {
			words_add(&value, "%.*s", (int)other->text.length, other->text.text);
			derived->words(&text, value.text);
		}
		add_row(rows, other->text, other->count, text.text, true);
	}
}

static void add_absent(struct stats_rows *rows, const struct atr_stats *stats)
{
	const struct tally *tally = stats->tallies[rows->field];
	uint64_t present = 0, unknown = 0;
	const char *absent = "absent";

	for (size_t i = 0; i < rows->count; i++)
		present += rows->rows[i].count;
	if (rows->field >= FIELD_DERIVED) {
		absent = stats_derived[rows->field - FIELD_DERIVED].absent;
		unknown = tally != NULL ? tally->unknown : 0;
	} else {
		unknown = stats->unknown[rows->field];
		for (stats_field from = 0; from <= rows->field; from++)
			unknown += stats->unknown_from[from];
	}
	add_row(rows, (struct span){"unknown", 7}, unknown, "wildcard in a pattern, or truncated",
	        false);
	add_row(rows, (struct span){"none", 4}, stats->lines - present - unknown, absent, false);
}

/* Most frequent first; then by value, all of which differ. */
static int compare_rows(const void *left, const void *right)
{
	const struct stats_row *a = left, *b = right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return strcmp(a->value, b->value);
}

/* Rounds to two decimals. */
static double percent(uint64_t count, uint64_t lines)
{
	uint64_t hundredths = (count * 20000 + lines) / (2 * lines);

	return (double)hundredths / 100;
}

bool atr_stats_rows(const struct atr_stats *stats, stats_field field, struct stats_rows *rows)
{
	rows->field = field;
	rows->lines = stats->lines;
	rows->count = 0;
	rows->failed = false;
	span_store_free(&rows->words);
	if (stats->tallies[field] != NULL)
		add_codes(rows, stats->tallies[field]);
	add_others(rows, stats);
	add_absent(rows, stats);
	for (size_t i = 0; i < rows->count; i++)
		rows->rows[i].percent = percent(rows->rows[i].count, stats->lines);
	if (!rows->failed && rows->count > 1)
		qsort(rows->rows, rows->count, sizeof *rows->rows, compare_rows);
	return !rows->failed;
}
