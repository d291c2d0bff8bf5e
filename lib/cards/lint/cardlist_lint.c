#include "cards/lint/cardlist_lint.h"

#include "base/escape.h"
#include "cards/lint/cardlist_lint_atr.h"

#include <string.h>

enum { SHORT_TEXT = 3 }; /* characters */

struct list_lint {
	const struct cardlist_report *report;
	struct cardlist_walk walk;
	struct cardlist_line line;
	bool failed; /* out of memory */

	bool crlf_reported;
	bool any;                          /* a line that is not blank was read */
	enum cardlist_line_kind before;    /* of the previous line */
	unsigned blanks;                   /* consecutive blank lines before this line */
	bool blanks_reported;              /* for this row */
	unsigned glued;                    /* comment right below an entry, may be the next's */
	bool blank_inside, comment_inside; /* since the last line of the entry */

	struct span last_key; /* of the previous ATR line */
	unsigned last_atr;
	struct span_map atrs;  /* lines, by key */
	struct span_map texts; /* line numbers of this entry's descriptions, by text */
	struct list_patterns patterns;
	struct span_store keep;
	struct text room;
};

static void add_finding(const struct list_lint *lint, enum list_problem kind, size_t column,
                        size_t first)
{
	list_report(lint->report, kind, lint->line.line, column, first, 0);
}

/* Reports each kind of invalid character once per line. */
static void check_characters(const struct list_lint *lint)
{
	const char *text = lint->line.start;
	size_t length = lint->line.content, taken;
	bool reported[MISTAKE_KINDS] = {false};
	uint32_t point;

	if (escape_is_clean(text, length))
		return;
	for (size_t at = 0; at < length; at += taken > 0 ? taken : 1) {
		enum list_problem kind = MISTAKE_CONTROL;

		taken = utf8_next(text + at, length - at, &point);
		if (text[at] == '\t' || (taken > 0 && escape_is_clean(text + at, taken)))
			continue;
		if (taken == 0)
			kind = MISTAKE_NOT_UTF8;
		else if (point == 0)
			kind = MISTAKE_NUL;
		if (!reported[kind])
			add_finding(lint, kind, at + 1, (uint8_t)text[at]);
		reported[kind] = true;
	}
}

static void check_end(struct list_lint *lint)
{
	const struct cardlist_line *line = &lint->line;
	size_t more = line->length - line->content;
	bool cr = more > 0 && line->start[line->length - 1] == '\r';

	if (more > cr)
		add_finding(lint, MISTAKE_TRAILING_BLANK, line->content + 1, 0);
	if (cr && !lint->crlf_reported) {
		add_finding(lint, MISTAKE_CR_LF, line->length, 0);
		lint->crlf_reported = true;
	}
}

static void check_blank(struct list_lint *lint)
{
	if (lint->blanks == 0)
		lint->blanks_reported = false;
	lint->blanks++;
	if ((lint->blanks > 1 || !lint->any) && !lint->blanks_reported) {
		add_finding(lint, MISTAKE_BLANK_LINES, 1, 0);
		lint->blanks_reported = true;
	}
	lint->blank_inside = true;
	/* Before the first entry, a comment followed by a blank line belongs to the head of the
	 * list. */
	if (!lint->walk.inside)
		lint->glued = 0;
}

static bool is_below_entry(const struct list_lint *lint)
{
	return lint->any && lint->blanks == 0 &&
		(lint->before == LINE_TEXT || lint->before == LINE_ATR);
}

static void check_comment(struct list_lint *lint)
{
	if (is_below_entry(lint))
		lint->glued = lint->line.line;
	lint->comment_inside = true;
}

static void check_repeated(struct list_lint *lint)
{
	const uint32_t *first = span_map_find(&lint->texts, lint->line.text);

	if (first != NULL)
		add_finding(lint, MISTAKE_TEXT_REPEATED, 1, *first);
	else if (!span_map_add(&lint->texts, lint->line.text, lint->line.line))
		lint->failed = true;
}

static size_t characters(struct span text)
{
	size_t count = 0;

	for (size_t i = 0; i < text.length; i++)
		count += ((uint8_t)text.text[i] & 0xC0) != 0x80;
	return count;
}

static void check_orphan(const struct list_lint *lint)
{
	const struct cardlist_walk walk = {.orphan = lint->line.line};

	cardlist_report_orphan(lint->report, &walk);
}

static void check_text(struct list_lint *lint)
{
	const struct cardlist_line *line = &lint->line;
	size_t count = characters(line->text);

	if (line->start[0] != '\t' || line->text.text != line->start + 1)
		add_finding(lint, MISTAKE_TEXT_INDENT, 1, 0);
	if (!lint->walk.inside) {
		check_orphan(lint);
	} else {
		if (lint->blank_inside)
			add_finding(lint, MISTAKE_BLANK_INSIDE, 1, 0);
		if (lint->comment_inside)
			add_finding(lint, MISTAKE_COMMENT_INSIDE, 1, 0);
		if (!list_is_wordless(line->text))
			check_repeated(lint);
	}
	if (count <= SHORT_TEXT)
		add_finding(lint, MISTAKE_TEXT_SHORT, (size_t)(line->text.text - line->start) + 1,
		            count);
	lint->glued = 0;
	lint->blank_inside = lint->comment_inside = false;
}

static void check_place(struct list_lint *lint, struct span key)
{
	const uint32_t *first = span_map_find(&lint->atrs, key);

	if (lint->last_atr > 0 && span_compare(key, lint->last_key) < 0)
		add_finding(lint, MISTAKE_ATR_ORDER, 1, lint->last_atr);
	if (first != NULL)
		add_finding(lint, MISTAKE_ATR_TWICE, 1, *first);
	else if (!span_map_add(&lint->atrs, key, lint->line.line))
		lint->failed = true;
	lint->last_key = key;
	lint->last_atr = lint->line.line;
}

static void check_atr(struct list_lint *lint)
{
	const struct cardlist_walk below = {
		.at = lint->walk.at, .end = lint->walk.end, .inside = true};
	struct cardlist_atr atr;

	cardlist_read(&lint->line.text, &atr);
	struct span key = list_key(&lint->line, &atr, &lint->room, &lint->keep);

	if (key.text == NULL) {
		lint->failed = true;
		return;
	}
	if (lint->glued > 0 || is_below_entry(lint))
		add_finding(lint, MISTAKE_NO_BLANK_LINE, 1, 0);
	check_place(lint, key);
	list_check_atr(lint->report, &lint->line, &atr, key, cardlist_names(&below),
	               &lint->patterns);
	span_map_clear(&lint->texts);
	lint->glued = 0;
	lint->blank_inside = lint->comment_inside = false;
}

static void check_line(struct list_lint *lint)
{
	enum cardlist_line_kind kind = lint->line.kind;

	if (lint->line.marked)
		add_finding(lint, MISTAKE_BOM, 1, 0);
	check_characters(lint);
	switch (kind) {
	case LINE_COMMENT:
		check_comment(lint);
		break;
	case LINE_BLANK:
		check_blank(lint);
		break;
	case LINE_TEXT:
		check_text(lint);
		break;
	case LINE_ATR:
		check_atr(lint);
		break;
	}
	check_end(lint);
	if (kind != LINE_BLANK) {
		lint->any = true;
		lint->blanks = 0;
	}
	lint->before = kind;
}

static void check_list_end(struct list_lint *lint)
{
	if (lint->walk.line == 1)
		return;
	if (!lint->line.ended)
		add_finding(lint, MISTAKE_NO_NEWLINE, lint->line.length + 1, 0);
	if (lint->blanks > 0 && !lint->blanks_reported)
		add_finding(lint, MISTAKE_BLANK_LINES, 1, 0);
	if (lint->glued > 0 && lint->walk.inside)
		list_report(lint->report, MISTAKE_NO_BLANK_LINE, lint->glued, 1, 0, 0);
}

bool cardlist_lint(const char *text, size_t length, const struct cardlist_report *report)
{
	struct list_lint lint = {.report = report, .walk = cardlist_start(text, length)};

	lint.failed = !list_patterns_read(&lint.patterns, text, length);
	while (!lint.failed && cardlist_next_line(&lint.walk, &lint.line))
		check_line(&lint);
	if (!lint.failed)
		check_list_end(&lint);
	span_map_free(&lint.atrs);
	span_map_free(&lint.texts);
	list_patterns_free(&lint.patterns);
	span_store_free(&lint.keep);
	text_free(&lint.room);
	return !lint.failed;
}
