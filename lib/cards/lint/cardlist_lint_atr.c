#include "cards/lint/cardlist_lint_atr.h"

#include "base/array.h"
#include "base/bytes.h"
#include "cards/atr_line.h"
#include "cards/pattern.h"

#include <stdlib.h>

struct list_pattern {
	struct span text;
	unsigned line;
};

struct list_link {
	uint32_t pattern;
	uint32_t before; /* the previous link with the same text, plus 1; 0: none */
};

/* Of all patterns with the same text, only the last LINKS_TRIED are checked, which limits the
 * time. */
enum { LINKS_TRIED = 16 };

static bool add_link(struct list_patterns *patterns, struct span name)
{
	struct list_link *links = array_room(patterns->links, patterns->link_count,
	                                     &patterns->link_size, sizeof *links);
	if (links == NULL)
		return false;
	patterns->links = links;
	struct list_link *link = &links[patterns->link_count++];
	uint32_t *last = span_map_find(&patterns->by_text, name);
	link->pattern = (uint32_t)patterns->count - 1;
	link->before = last != NULL ? *last : 0;
	if (last == NULL)
		return span_map_add(&patterns->by_text, name, (uint32_t)patterns->link_count);
	*last = (uint32_t)patterns->link_count;
	return true;
}

static bool add_pattern(struct list_patterns *patterns, const struct cardlist_line *line,
                        struct span names)
{
	struct list_pattern *items =
		array_room(patterns->items, patterns->count, &patterns->size, sizeof *items);
	struct span name;

	if (items == NULL)
		return false;
	patterns->items = items;
	items[patterns->count++] = (struct list_pattern){line->text, line->line};
	while (card_name(&names, &name))
		if (!add_link(patterns, name))
			return false;
	return true;
}

bool list_patterns_read(struct list_patterns *patterns, const char *text, size_t length)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct cardlist_line line;
	struct cardlist_atr atr;

	while (cardlist_next(&walk, &line)) {
		cardlist_read(&line.text, &atr);
		if (atr.kind == CARDLIST_PATTERN &&
		    !add_pattern(patterns, &line, cardlist_names(&walk)))
			return false;
	}
	return true;
}

void list_patterns_free(struct list_patterns *patterns)
{
	free(patterns->items);
	free(patterns->links);
	span_map_free(&patterns->by_text);
	*patterns = (struct list_patterns){0};
}

void list_report(const struct cardlist_report *report, enum list_problem kind, unsigned line,
                 size_t column, size_t first, size_t second)
{
	const struct problem problem = {.kind = &list_problem_kinds[kind],
	                                .offset = column - 1,
	                                .first = (uint32_t)first,
	                                .second = (uint32_t)second};

	report->add(report->self, line, (unsigned)column, &problem);
}

/* Returns the column of the character at this offset of the line's text. */
static size_t column_of(const struct cardlist_line *line, size_t at)
{
	return (size_t)(line->text.text - line->start) + at + 1;
}

/* Reports an ATR that is not written in the usual form. */
static void check_form(const struct cardlist_report *report, const struct cardlist_line *line,
                       struct span key)
{
	struct span text = line->text;
	size_t lower = 0, same = 0;

	if (text.text != line->start)
		list_report(report, MISTAKE_ATR_INDENT, line->line, 1, 0, 0);
	while (lower < text.length && !(text.text[lower] >= 'a' && text.text[lower] <= 'f'))
		lower++;
	if (lower < text.length)
		list_report(report, MISTAKE_ATR_CASE, line->line, column_of(line, lower), 0, 0);
	while (same < text.length && same < key.length &&
	       (text.text[same] == key.text[same] ||
	        (hex_digit(key.text[same]) >= 0 &&
	         hex_digit(text.text[same]) == hex_digit(key.text[same]))))
		same++;
	if (same < text.length || same < key.length)
		list_report(report, MISTAKE_ATR_SPACING, line->line, column_of(line, same), 0, 0);
}

/* Returns the column of the byte, or of the end if the byte is missing. */
static size_t byte_column(const struct cardlist_line *line, size_t offset)
{
	size_t at = 0, digits = 0;

	for (; at < line->text.length; at++)
		if (hex_digit(line->text.text[at]) >= 0 && digits++ == 2 * offset)
			break;
	return column_of(line, at);
}

static void check_exact(const struct cardlist_report *report, const struct cardlist_line *line,
                        const struct cardlist_atr *exact)
{
	struct atr atr;

	atr_parse(&atr, exact->bytes, exact->length);
	for (size_t i = 0; i < atr.problem_count; i++)
		if (atr.problems[i].kind->severity == SEVERITY_ERROR)
			report->add(report->self, line->line,
			            (unsigned)byte_column(line, atr.problems[i].offset),
			            &atr.problems[i]);
}

/* Returns the number of bytes announced by T0 and the TDs of a pattern; 0 if they are not plain
 * digits. */
static size_t announced(const struct atr *atr, int wild)
{
	if (wild != ATR_LINE_KNOWN || !atr->complete)
		return 0;
	return atr->historical.offset + (size_t)atr->historical_announced + atr->tck_needed;
}

static void check_pattern(const struct cardlist_report *report, const struct cardlist_line *line)
{
	struct atr_line bytes;
	struct atr atr;

	if (!pattern_possible(line->text.text, line->text.length)) {
		list_report(report, MISTAKE_PATTERN_NEVER, line->line, column_of(line, 0), 0, 0);
		return;
	}
	atr_line_read(&bytes, &line->text);
	int wild = atr_line_walk(&bytes, &atr);
	size_t length = announced(&atr, wild);
	bool fits = bytes.open ? bytes.count <= length : bytes.count == length;
	if (length > 0 && !fits)
		list_report(report, MISTAKE_PATTERN_LENGTH, line->line, column_of(line, 0),
		            bytes.count, length);
}

static bool has_text(const struct list_patterns *patterns, uint32_t pattern, struct span name)
{
	const uint32_t *last = span_map_find(&patterns->by_text, name);
	uint32_t at = last != NULL ? *last : 0;

	for (unsigned n = 0; at != 0 && n < LINKS_TRIED; n++) {
		if (patterns->links[at - 1].pattern == pattern)
			return true;
		at = patterns->links[at - 1].before;
	}
	return false;
}

static bool has_all(const struct list_patterns *patterns, uint32_t pattern, struct span names)
{
	struct span name;

	while (card_name(&names, &name))
		if (!has_text(patterns, pattern, name))
			return false;
	return true;
}

/* Reports an exact entry whose descriptions all belong to a matching pattern as well. */
static void check_need(const struct cardlist_report *report, const struct cardlist_line *line,
                       const struct cardlist_atr *atr, struct span names,
                       const struct list_patterns *patterns)
{
	struct span rest = names, name;
	struct pattern_subject subject;

	if (patterns->count == 0 || !card_name(&rest, &name))
		return;
	const uint32_t *last = span_map_find(&patterns->by_text, name);
	if (last == NULL)
		return;
	pattern_subject(&subject, atr->bytes, atr->length);
	uint32_t at = *last;
	for (unsigned n = 0; at != 0 && n < LINKS_TRIED; n++) {
		uint32_t pattern = patterns->links[at - 1].pattern;
		const struct list_pattern *other = &patterns->items[pattern];

		if (pattern_match(other->text.text, other->text.length, &subject) &&
		    has_all(patterns, pattern, names)) {
			list_report(report, MISTAKE_ADDS_NOTHING, line->line, column_of(line, 0),
			            other->line, 0);
			return;
		}
		at = patterns->links[at - 1].before;
	}
}

void list_check_atr(const struct cardlist_report *report, const struct cardlist_line *line,
                    const struct cardlist_atr *atr, struct span key, struct span names,
                    const struct list_patterns *patterns)
{
	struct span rest = names, name;

	switch (atr->kind) {
	case CARDLIST_EXACT:
		check_form(report, line, key);
		check_exact(report, line, atr);
		check_need(report, line, atr, names, patterns);
		break;
	case CARDLIST_PATTERN:
		check_form(report, line, key);
		check_pattern(report, line);
		break;
	case CARDLIST_UNREADABLE:
		cardlist_report_line(report, line, atr);
		break;
	}
	if (!card_name(&rest, &name))
		list_report(report, MISTAKE_NO_TEXT, line->line, 1, 0, 0);
}
