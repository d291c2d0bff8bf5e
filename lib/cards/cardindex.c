#include "cards/cardindex.h"

#include "base/array.h"
#include "base/bytes.h"
#include "cards/pattern.h"

#include <stdlib.h>
#include <string.h>

/* The key of an exact entry is the whole ATR; that of a pattern is the fixed bytes at its start.
 * One pass over an ATR computes the hashes of all its beginnings and thereby finds all patterns
 * that may match, and finally the hash of the whole ATR. */
enum { HEAD_MAX = 16 };

struct row {
	struct span text; /* the ATR line */
	uint32_t hash;
	uint32_t next; /* the next row in the same bucket, plus 1; 0 at the end */
	uint32_t line;
	uint32_t names; /* characters between the end of the line and the next ATR line */
	uint16_t list;
	bool exact;
	/* Of a pattern: the number of bytes in the key, and the length of the text that it matches,
	 * 0 if that varies. */
	uint8_t head;
	uint32_t characters;
	uint32_t specificity;
};

struct index_list {
	const char *name;
	unsigned source;
};

struct cardindex {
	struct index_list *lists; /* owned */
	size_t list_count, list_size;
	struct row *rows; /* owned */
	size_t count, size;
	/* Index of a row, plus 1: bucket_count buckets for exact entries, then as many for
	 * patterns. They are separate because most beginnings that are looked up belong to no
	 * pattern, and most buckets of patterns are empty. */
	uint32_t *buckets;   /* owned */
	size_t bucket_count; /* a power of two, 0 while there are no rows */
	uint32_t heads;      /* a bit for each key length of a pattern */
};

struct cardindex *cardindex_new(void)
{
	return calloc(1, sizeof(struct cardindex));
}

void cardindex_free(struct cardindex **index)
{
	if (*index == NULL)
		return;
	free((*index)->lists);
	free((*index)->rows);
	free((*index)->buckets);
	free(*index);
	*index = NULL;
}

/* FNV-1a, one byte at a time: the hash of a longer key continues that of a shorter one. */
enum { HASH_EXACT = 0x100 };
static const uint32_t hash_start = 2166136261u;

static uint32_t hash_step(uint32_t hash, uint32_t value)
{
	return (hash ^ value) * 16777619u;
}

static uint32_t hash_bytes(const uint8_t *bytes, size_t length)
{
	uint32_t hash = hash_start;

	for (size_t i = 0; i < length; i++)
		hash = hash_step(hash, bytes[i]);
	return hash;
}

static uint32_t *bucket_of(const struct cardindex *index, uint32_t hash, bool exact)
{
	return &index->buckets[(hash & (index->bucket_count - 1)) +
	                       (exact ? 0 : index->bucket_count)];
}

static void link_row(struct cardindex *index, size_t at)
{
	uint32_t *bucket = bucket_of(index, index->rows[at].hash, index->rows[at].exact);

	index->rows[at].next = *bucket;
	*bucket = (uint32_t)at + 1;
}

/* Makes room for one more row, and for one bucket of each kind per row. */
static bool reserve(struct cardindex *index)
{
	size_t size = index->size;
	struct row *rows = array_room(index->rows, index->count, &size, sizeof *rows);

	if (rows == NULL)
		return false;
	index->rows = rows;
	if (size == index->size)
		return true;
	uint32_t *buckets = calloc(2 * size, sizeof *buckets);
	if (buckets == NULL)
		return false;
	free(index->buckets);
	index->buckets = buckets;
	index->bucket_count = size;
	index->size = size;
	for (size_t i = 0; i < index->count; i++)
		link_row(index, i);
	return true;
}

static bool add_row(struct cardindex *index, const struct cardlist_line *line,
                    const struct cardlist_atr *atr)
{
	if (!reserve(index))
		return false;
	struct row *row = &index->rows[index->count];
	*row = (struct row){
		.text = line->text, .line = line->line, .list = (uint16_t)(index->list_count - 1)};
	row->exact = atr->kind == CARDLIST_EXACT;
	if (row->exact) {
		row->hash = hash_step(hash_bytes(atr->bytes, atr->length), HASH_EXACT);
	} else {
		uint8_t head[HEAD_MAX];

		row->head =
			(uint8_t)pattern_head(line->text.text, line->text.length, head, HEAD_MAX);
		row->hash = hash_bytes(head, row->head);
		row->characters = (uint32_t)atr->characters;
		row->specificity = atr->specificity;
		index->heads |= 1u << row->head;
	}
	link_row(index, index->count++);
	return true;
}

static bool add_list(struct cardindex *index, const char *name, unsigned source)
{
	struct index_list *lists = NULL;

	if (index->list_count < UINT16_MAX)
		lists = array_room(index->lists, index->list_count, &index->list_size,
		                   sizeof *lists);
	if (lists == NULL)
		return false;
	index->lists = lists;
	lists[index->list_count++] = (struct index_list){.name = name, .source = source};
	return true;
}

static void end_names(struct row *row, const char *end)
{
	row->names = (uint32_t)(end - (row->text.text + row->text.length));
}

bool cardindex_add(struct cardindex *index, const char *text, size_t length, const char *list,
                   unsigned source, const struct cardlist_report *report)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct cardlist_line line;
	struct cardlist_atr atr;
	size_t first = index->count; /* the row whose names are being read, or the end */

	if (!add_list(index, list, source))
		return false;
	while (cardlist_next(&walk, &line)) {
		if (first < index->count)
			end_names(&index->rows[first], line.at);
		first = index->count;
		cardlist_read(&line.text, &atr);
		if (atr.kind == CARDLIST_UNREADABLE)
			cardlist_report_line(report, &line, &atr);
		else if (!add_row(index, &line, &atr))
			return false;
	}
	if (first < index->count)
		end_names(&index->rows[first], text + length);
	cardlist_report_orphan(report, &walk);
	return true;
}

/* Adds the entry of a matching row. */
static void add_match(const struct cardindex *index, const struct row *row,
                      struct card_matches *matches)
{
	const struct index_list *list = &index->lists[row->list];
	struct card_match match = {.exact = row->exact,
	                           .pattern = row->text,
	                           .list = list->name,
	                           .line = row->line,
	                           .source = list->source,
	                           .specificity = row->specificity};

	match.names = (struct span){row->text.text + row->text.length, row->names};
	card_matches_add(matches, &match);
}

/* The ATR being looked up. */
struct wanted {
	const uint8_t *atr;
	size_t length;
	size_t characters; /* of its text */
	/* computed when first needed */
	bool has_text, has_subject;
	char text[3 * CARDLIST_ATR_MAX + 1];
	struct pattern_subject subject;
};

static const char *text_of(struct wanted *wanted)
{
	if (!wanted->has_text)
		hex_write_spaced(wanted->text, wanted->atr, wanted->length);
	wanted->has_text = true;
	return wanted->text;
}

static const struct pattern_subject *subject_of(struct wanted *wanted)
{
	if (!wanted->has_subject)
		pattern_subject(&wanted->subject, wanted->atr, wanted->length);
	wanted->has_subject = true;
	return &wanted->subject;
}

/* Most entries are written in the usual form and can be compared as text; the others are parsed. */
static bool is_same(const struct row *row, struct wanted *wanted)
{
	struct cardlist_atr read;

	if (row->text.length == wanted->characters &&
	    memcmp(row->text.text, text_of(wanted), wanted->characters) == 0)
		return true;
	cardlist_read(&row->text, &read);
	return read.length == wanted->length && memcmp(read.bytes, wanted->atr, read.length) == 0;
}

/* Returns true if an upper-case digit differs in a pattern that has exactly one character for each
 * character of the ATR. Dozens of patterns may have the same key, and this check is fast. */
static bool is_ruled_out(const struct row *row, struct wanted *wanted)
{
	const char *text = text_of(wanted);

	if (row->text.length != row->characters)
		return false;
	for (size_t i = 0; i < row->characters; i++) {
		char c = row->text.text[i];

		if (c != text[i] && ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F')))
			return true;
	}
	return false;
}

static bool is_match(const struct row *row, struct wanted *wanted)
{
	if (row->characters != 0 && row->characters != wanted->characters)
		return false;
	return !is_ruled_out(row, wanted) &&
		pattern_match(row->text.text, row->text.length, subject_of(wanted));
}

/* Returns the first row of the bucket, plus 1; 0 if it is empty. */
static uint32_t first_of(const struct cardindex *index, uint32_t hash, bool exact)
{
	return *bucket_of(index, hash, exact);
}

static void find_exact(const struct cardindex *index, uint32_t hash, struct wanted *wanted,
                       struct card_matches *matches)
{
	for (uint32_t at = first_of(index, hash, true); at != 0; at = index->rows[at - 1].next) {
		const struct row *row = &index->rows[at - 1];

		if (row->hash == hash && is_same(row, wanted))
			add_match(index, row, matches);
	}
}

static void find_patterns(const struct cardindex *index, uint32_t hash, size_t head,
                          struct wanted *wanted, struct card_matches *matches)
{
	if (head > HEAD_MAX || (index->heads >> head & 1) == 0)
		return;
	for (uint32_t at = first_of(index, hash, false); at != 0; at = index->rows[at - 1].next) {
		const struct row *row = &index->rows[at - 1];

		if (row->hash == hash && row->head == head && is_match(row, wanted))
			add_match(index, row, matches);
	}
}

void cardindex_find(const struct cardindex *index, const uint8_t *atr, size_t length,
                    struct card_matches *matches)
{
	struct wanted wanted;
	uint32_t hash = hash_start;

	if (index->count == 0 || length == 0 || length > CARDLIST_ATR_MAX)
		return;
	wanted.atr = atr;
	wanted.length = length;
	wanted.characters = 3 * length - 1;
	wanted.has_text = wanted.has_subject = false;
	find_patterns(index, hash, 0, &wanted, matches);
	for (size_t at = 0; at < length; at++) {
		hash = hash_step(hash, atr[at]);
		find_patterns(index, hash, at + 1, &wanted, matches);
	}
	find_exact(index, hash_step(hash, HASH_EXACT), &wanted, matches);
}
