#include "cards/lint/cardlist_lint.h"

#include "base/array.h"
#include "cards/lint/list_key.h"
#include "base/span_map.h"

#include <stdlib.h>

/* An entry of the list. Its comments, and the blank lines between them, reach from lead to the ATR
 * line; its descriptions from below to end. */
struct entry {
	struct span key;
	const char *lead, *line, *below, *end;
	size_t place; /* index among the entries, from 0 */
};

struct fix {
	struct entry *entries; /* owned */
	size_t count, size;
	const char *head_end; /* end of the text before the first entry */
	const char *foot;     /* comments after the last entry */
	struct span_store keep;
	struct text room;
	struct span_map written; /* descriptions already written for this entry */
	struct text *out;
	bool blank; /* write a blank line before the next line */
	bool failed;
};

static struct entry *new_entry(struct fix *fix)
{
	struct entry *entries = array_room(fix->entries, fix->count, &fix->size, sizeof *entries);

	if (entries == NULL)
		return NULL;
	fix->entries = entries;
	fix->entries[fix->count] = (struct entry){.place = fix->count};
	return &fix->entries[fix->count++];
}

/* The ATR line reaches from start to below. */
static bool add_entry(struct fix *fix, const struct cardlist_line *line, const char *lead,
                      const char *start, const char *below)
{
	struct entry *entry = new_entry(fix);
	struct cardlist_atr atr;

	if (entry == NULL)
		return false;
	cardlist_read(&line->text, &atr);
	entry->key = list_key(line, &atr, &fix->room, &fix->keep);
	entry->lead = lead;
	entry->line = start;
	entry->below = entry->end = below;
	return entry->key.text != NULL;
}

/* Splits the list into entries. Comments belong to the entry that follows. Text before the first
 * entry stays at the top, except comments directly above the entry. */
static bool read_entries(struct fix *fix, const char *text, size_t length)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	const char *lead = walk.at; /* text from here on belongs to the next entry */
	struct cardlist_line line;

	fix->head_end = walk.at;
	for (const char *start = walk.at; cardlist_next_line(&walk, &line); start = walk.at) {
		if (line.kind == LINE_ATR) {
			if (fix->count == 0)
				fix->head_end = lead;
			if (!add_entry(fix, &line, lead, start, walk.at))
				return false;
			lead = walk.at;
		} else if (line.kind == LINE_TEXT) {
			lead = walk.at;
			if (fix->count > 0)
				fix->entries[fix->count - 1].end = walk.at;
		} else if (line.kind == LINE_BLANK && (fix->count == 0 || lead == start)) {
			lead = walk.at;
		}
	}
	if (fix->count == 0)
		fix->head_end = walk.end;
	fix->foot = fix->count == 0 ? walk.end : lead;
	return true;
}

static int compare(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	int order = span_compare(a->key, b->key);

	return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

static void write_line(struct fix *fix, const char *before, struct span text)
{
	if (fix->blank && fix->out->length > 0)
		text_puts(fix->out, "\n");
	fix->blank = false;
	text_puts(fix->out, before);
	text_add(fix->out, text.text, text.length);
	text_puts(fix->out, "\n");
}

enum { COMMENTS = 1 << LINE_COMMENT, BLANKS = 1 << LINE_BLANK, TEXTS = 1 << LINE_TEXT };

/* Writes the lines from start to end of the wanted kinds, but no description of an entry twice. */
static void write_lines(struct fix *fix, const char *start, const char *end, unsigned wanted,
                        bool entry)
{
	struct cardlist_walk walk = {.at = start, .end = end, .inside = entry};
	struct cardlist_line line;

	while (cardlist_next_line(&walk, &line)) {
		if ((wanted >> line.kind & 1) == 0)
			continue;
		if (line.kind == LINE_BLANK) {
			fix->blank = true;
		} else if (line.kind == LINE_COMMENT) {
			write_line(fix, "", (struct span){line.start, line.content});
		} else {
			bool once = entry && !list_is_wordless(line.text);

			if (once && span_map_find(&fix->written, line.text) != NULL)
				continue;
			if (once && !span_map_add(&fix->written, line.text, 0))
				fix->failed = true;
			write_line(fix, "\t", line.text);
		}
	}
}

/* Writes count entries of the same ATR as one. */
static void write_entry(struct fix *fix, const struct entry *entries, size_t count)
{
	fix->blank = true;
	for (size_t i = 0; i < count; i++) {
		write_lines(fix, entries[i].lead, entries[i].line, COMMENTS | BLANKS, true);
		write_lines(fix, entries[i].below, entries[i].end, COMMENTS, true);
	}
	write_line(fix, "", entries->key);
	span_map_clear(&fix->written);
	for (size_t i = 0; i < count; i++)
		write_lines(fix, entries[i].below, entries[i].end, TEXTS, true);
}

static void write_all(struct fix *fix, const char *text, size_t length)
{
	size_t same;

	write_lines(fix, text, fix->head_end, COMMENTS | BLANKS | TEXTS, false);
	for (size_t at = 0; at < fix->count && !fix->failed && !fix->out->failed; at += same) {
		same = 1;
		while (at + same < fix->count &&
		       span_equal(fix->entries[at].key, fix->entries[at + same].key))
			same++;
		write_entry(fix, &fix->entries[at], same);
	}
	fix->blank = true;
	write_lines(fix, fix->foot, text + length, COMMENTS | BLANKS, true);
}

bool cardlist_fix(const char *text, size_t length, struct text *out)
{
	struct fix fix = {.out = out};

	fix.failed = !read_entries(&fix, text, length);
	if (!fix.failed) {
		if (fix.count > 0)
			qsort(fix.entries, fix.count, sizeof *fix.entries, compare);
		write_all(&fix, text, length);
	}
	free(fix.entries);
	span_store_free(&fix.keep);
	text_free(&fix.room);
	span_map_free(&fix.written);
	return !fix.failed && !out->failed;
}
