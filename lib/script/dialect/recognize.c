#include "script/dialect/recognize.h"

#include "base/bytes.h"
#include "script/dialect/source.h"
#include "script/dialect/trace_lines.h"
#include "script/keywords.h"

#include <stdlib.h>
#include <string.h>

/* number of lines and of marks after which the search ends */
enum { LINES_ENOUGH = 200, MARKS_ENOUGH = 40 };

/* Returns whether the line is a command with an expectation in scriptor's own language, which has
 * no keywords. */
static bool is_own(struct span line)
{
	size_t n = 0;

	while (n < line.length &&
	       (hex_digit(line.text[n]) >= 0 || strchr(" []()!$,X*", line.text[n]) != NULL))
		n++;
	return n == line.length;
}

/* Returns the line without a comment in scriptor's syntax; nothing if it begins with a keyword of
 * scriptor. */
static struct span without_comment(struct span line)
{
	struct span word = line;
	size_t at = line.text[0] == '#' ? 0 : span_find(line, " #");

	if (at != SIZE_MAX)
		line.length = at;
	(void)source_word(&word);
	word.length = (size_t)(word.text - line.text);
	word = span_trim(
		(struct span){line.text, word.length < line.length ? word.length : line.length});
	if (keyword_find(word) != NULL)
		line.length = 0;
	return line;
}

static bool has_label(const struct trace_label *labels, struct span line)
{
	struct span rest;
	const struct trace_label *label = trace_label(labels, line, &rest);

	return label != NULL && label->part != TRACE_OTHER && label->part != TRACE_ATR;
}

static bool shows(const struct dialect_row *row, struct span line, struct span bare)
{
	struct span part = row->hashes ? line : bare;

	if (part.length == 0 || row->mark == MARK_NONE)
		return false;
	return row->marks != NULL ? row->marks(part) : has_label(row->labels, part);
}

static size_t count_marks(const struct dialect_table *table, size_t *counts, struct span line,
                          bool arrows)
{
	size_t most = 0;

	if (line.length == 0 || is_own(line))
		return 0;
	struct span bare = without_comment(line);
	for (size_t i = 0; i < table->count; i++) {
		counts[i] += table->rows[i].arrows == arrows && shows(&table->rows[i], line, bare);
		most = counts[i] > most ? counts[i] : most;
	}
	return most;
}

static const struct dialect_row *choose(const struct dialect_table *table, const size_t *counts,
                                        const struct dialect_row **rival)
{
	size_t best = SIZE_MAX;

	*rival = NULL;
	for (size_t i = 0; i < table->count; i++) {
		enum dialect_mark mark = table->rows[i].mark;

		if (counts[i] == 0)
			continue;
		if (best == SIZE_MAX || mark > table->rows[best].mark ||
		    (mark == table->rows[best].mark && counts[i] > counts[best])) {
			best = i;
			*rival = NULL;
		} else if (mark == table->rows[best].mark && counts[i] == counts[best]) {
			*rival = &table->rows[i];
		}
	}
	return best == SIZE_MAX ? NULL : &table->rows[best];
}

bool recognize(const struct dialect_table *table, struct span text, const struct dialect_row **row,
               const struct dialect_row **rival)
{
	struct source source = {.rest = text};
	size_t *counts = calloc(table->count, sizeof *counts);
	struct text buffer = {0};
	size_t number = 0, indent, marks = 0;
	bool failed = counts == NULL;
	struct span line;

	*row = *rival = NULL;
	while (!failed && (number < LINES_ENOUGH || marks < MARKS_ENOUGH) &&
	       source_line(&source, &line, &number)) {
		for (int arrows = 0; arrows < 2; arrows++) {
			struct span clean = trace_clean(line, arrows, &buffer, &indent);
			failed = failed || buffer.failed; /* the next line clears it */
			size_t most = count_marks(table, counts, clean, arrows);

			marks = most > marks ? most : marks;
		}
	}
	if (counts != NULL)
		*row = choose(table, counts, rival);
	text_free(&buffer);
	free(counts);
	return !failed;
}
