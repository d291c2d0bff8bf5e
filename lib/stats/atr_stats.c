#include "stats/atr_stats.h"

#include "base/array.h"
#include "stats/atr_stats_read.h"
#include "stats/atr_stats_tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHOWN_ALWAYS = 4 }; /* TD4 is the last byte that is always listed, even if no ATR has it */

struct atr_stats *atr_stats_new(void)
{
	return calloc(1, sizeof(struct atr_stats));
}

void atr_stats_free(struct atr_stats **stats)
{
	if (*stats == NULL)
		return;
	for (size_t i = 0; i < STATS_FIELDS; i++)
		free((*stats)->tallies[i]);
	free((*stats)->others);
	span_map_free(&(*stats)->other_map);
	span_store_free(&(*stats)->keep);
	text_free(&(*stats)->room);
	free(*stats);
	*stats = NULL;
}

uint64_t atr_stats_lines(const struct atr_stats *stats)
{
	return stats->lines;
}

static stats_field field_of(enum atr_kind kind, unsigned index)
{
	if (kind == ATR_T0)
		return FIELD_T0;
	return FIELD_TA1 + 4 * (index - 1) + (unsigned)(kind - ATR_TA);
}

static struct tally *tally_of(struct atr_stats *stats, stats_field field)
{
	if (stats->tallies[field] == NULL)
		stats->tallies[field] = calloc(1, sizeof *stats->tallies[field]);
	return stats->tallies[field];
}

static bool add_other(struct atr_stats *stats, const struct other *other, struct span key)
{
	struct other *others =
		array_room(stats->others, stats->other_count, &stats->other_size, sizeof *others);

	if (others == NULL)
		return false;
	stats->others = others;
	stats->others[stats->other_count++] = *other;
	return span_map_add(&stats->other_map, key, (uint32_t)stats->other_count - 1);
}

/* The key consists of the name of the field and the text. */
static void count_other(struct atr_stats *stats, stats_field field, struct span text)
{
	struct text key = {0};
	char name[STATS_NAME];

	atr_stats_name(field, name);
	text_puts(&key, name);
	text_puts(&key, " ");
	size_t head = key.length;
	text_add(&key, text.text, text.length);
	uint32_t *there = key.failed ?
		NULL :
		span_map_find(&stats->other_map, (struct span){key.data, key.length});
	if (there != NULL) {
		stats->others[*there].count++;
	} else {
		const char *copy =
			key.failed ? NULL : span_store_add(&stats->keep, key.data, key.length);
		const struct other other = {
			field, {copy != NULL ? copy + head : NULL, text.length}, 1};

		if (copy == NULL || !add_other(stats, &other, (struct span){copy, key.length}))
			stats->failed = true;
	}
	text_free(&key);
}

static void count_byte(struct atr_stats *stats, stats_field field, size_t offset, int protocol)
{
	const struct atr_line *bytes = &stats->line.bytes;
	struct tally *tally = tally_of(stats, field);

	if (tally == NULL) {
		stats->failed = true;
	} else if (bytes->wild[offset]) {
		count_other(stats, field, atr_line_byte(bytes, offset));
	} else {
		tally->codes[bytes->bytes[offset]]++;
		tally->owners[bytes->bytes[offset]] |= 1u << (protocol + 1);
	}
}

/* Counts as unknown the announced bytes missing from a truncated ATR, and all bytes that its
 * missing TD could announce. */
static void count_missing(struct atr_stats *stats)
{
	const struct atr *atr = &stats->line.atr;
	const struct atr_interface *last = &atr->interface[atr->interface_count - 1];
	unsigned index = last->kind == ATR_T0 ? 1 :
		last->kind == ATR_TD          ? last->index + 1u :
						last->index;

	for (enum atr_kind kind = ATR_TA; kind <= ATR_TD; kind++)
		if (atr_find(atr, kind, index) == NULL && !atr_lacks(atr, kind, index))
			stats->unknown[field_of(kind, index)]++;
	if (atr_find(atr, ATR_TD, index) == NULL && !atr_lacks(atr, ATR_TD, index))
		stats->unknown_from[field_of(ATR_TA, index + 1)]++;
}

/* Counts T0 and the interface bytes. */
static void count_bytes(struct atr_stats *stats)
{
	const struct stats_line *line = &stats->line;
	const struct atr *atr = &line->atr;

	for (size_t i = 0; i < atr->interface_count; i++) {
		const struct atr_interface *byte = &atr->interface[i];

		count_byte(stats, field_of(byte->kind, byte->index), byte->offset, byte->protocol);
	}
	if (line->wild != ATR_LINE_KNOWN) {
		stats_field field = FIELD_T0;

		for (unsigned index = 1; line->wild > 1 && field == FIELD_T0; index++)
			if (atr_find(atr, ATR_TD, index) == NULL)
				field = field_of(ATR_TD, index);
		count_byte(stats, field, (size_t)line->wild, -1);
		stats->unknown_from[field + 1]++;
	} else if (atr->interface_count == 0) {
		stats->unknown_from[FIELD_T0]++;
	} else if (!atr->complete) {
		count_missing(stats);
	}
}

static void count_derived(struct atr_stats *stats, unsigned which)
{
	const struct stats_derived *row = &stats_derived[which];
	struct tally *tally = tally_of(stats, FIELD_DERIVED + which);
	struct stats_result result = {0};

	if (tally == NULL) {
		stats->failed = true;
		return;
	}
	if (row->read != NULL)
		row->read(&stats->line, &result);
	else
		stats_read_field(&stats->line, row->field, &result);
	switch (result.kind) {
	case STATS_CODE:
		tally->codes[result.code & 0xFF]++;
		break;
	case STATS_TEXT:
		count_other(stats, FIELD_DERIVED + which, result.text);
		break;
	case STATS_WORDS:
		count_other(stats, FIELD_DERIVED + which,
		            (struct span){result.words, strlen(result.words)});
		break;
	case STATS_NONE:
		tally->none++;
		break;
	case STATS_UNKNOWN:
		tally->unknown++;
		break;
	}
}

bool atr_stats_add(struct atr_stats *stats, const struct span *text)
{
	struct stats_line *line = &stats->line;

	atr_line_read(&line->bytes, text);
	line->wild = atr_line_walk(&line->bytes, &line->atr);
	line->known = line->wild == ATR_LINE_KNOWN && line->atr.complete;
	stats->lines++;
	if (line->bytes.count > 0)
		count_byte(stats, FIELD_TS, 0, -1);
	else
		stats->unknown[FIELD_TS]++;
	count_bytes(stats);
	for (unsigned which = 0; stats_derived[which].name != NULL; which++)
		count_derived(stats, which);
	return !stats->failed;
}

/* Returns true if the line is a complete ATR when each "." is replaced by 0. */
static bool is_whole(const struct span *line)
{
	struct cardlist_atr bytes;
	struct atr atr;

	cardlist_read(line, &bytes);
	if (bytes.kind != CARDLIST_EXACT)
		return false;
	atr_parse(&atr, bytes.bytes, bytes.length);
	return !atr.truncated;
}

bool atr_stats_add_published(struct atr_stats *stats, const struct span *line, bool *counted)
{
	struct text *room = &stats->room;

	text_clear(room);
	text_add(room, line->text, line->length);
	*counted = false;
	if (room->failed)
		return false;
	for (size_t i = 0; i < room->length; i++)
		if (room->data[i] == '.')
			room->data[i] = '0';
	const struct span text = {room->data, room->length};
	*counted = is_whole(&text);
	return !*counted || atr_stats_add(stats, &text);
}

void atr_stats_name(stats_field field, char *name)
{
	if (field >= FIELD_DERIVED)
		(void)snprintf(name, STATS_NAME, "%s", stats_derived[field - FIELD_DERIVED].name);
	else if (field >= FIELD_TA1)
		(void)snprintf(name, STATS_NAME, "T%c%u", "ABCD"[(field - FIELD_TA1) % 4],
		               (field - FIELD_TA1) / 4 + 1);
	else
		(void)snprintf(name, STATS_NAME, "%s", field == FIELD_TS ? "TS" : "T0");
}

static size_t field_count(void)
{
	size_t count = 0;

	while (stats_derived[count].name != NULL)
		count++;
	return FIELD_DERIVED + count;
}

const char *atr_stats_word(unsigned n)
{
	static const char *const bytes[] = {"TS",  "T0",  "TA1", "TB1", "TC1", "TD1",
	                                    "TA2", "TB2", "TC2", "TD2", "TA3", "TB3",
	                                    "TC3", "TD3", "TA4", "TB4", "TC4", "TD4"};
	enum { BYTES = sizeof bytes / sizeof *bytes };

	_Static_assert(BYTES == FIELD_TA1 + 4 * SHOWN_ALWAYS, "a name for each byte");
	if (n < BYTES)
		return bytes[n];
	n += FIELD_DERIVED - BYTES;
	if (n < field_count())
		return stats_derived[n - FIELD_DERIVED].name;
	return n == field_count() ? "all" : NULL;
}

bool atr_stats_field(const char *name, stats_field *field)
{
	char own[STATS_NAME];

	for (*field = 0; *field < field_count(); (*field)++) {
		atr_stats_name(*field, own);
		if (strcasecmp(name, own) == 0)
			return true;
	}
	return false;
}

const char *atr_stats_title(stats_field field)
{
	if (field >= FIELD_DERIVED)
		return stats_derived[field - FIELD_DERIVED].title;
	return field == FIELD_TS  ? "initial character" :
		field == FIELD_T0 ? "format byte" :
				    "interface byte";
}

bool atr_stats_shows(const struct atr_stats *stats, stats_field field)
{
	return field < field_count() &&
		(field < FIELD_TA1 + 4 * SHOWN_ALWAYS || field >= FIELD_DERIVED ||
	         stats->tallies[field] != NULL);
}
