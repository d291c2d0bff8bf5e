#include "cards/cardlist.h"

#include "base/bytes.h"
#include "cards/list_problems.h"
#include "cards/pattern.h"

#include <string.h>

enum {
	CANONICAL_MAX = 3 * CARDLIST_ATR_MAX + 1,
};

static struct span trim(const char *start, const char *end)
{
	return span_trim((struct span){start, (size_t)(end - start)});
}

struct cardlist_walk cardlist_start(const char *text, size_t length)
{
	return (struct cardlist_walk){.at = text, .end = text + length, .line = 1};
}

/* Returns whether a line that starts with a blank, and so would be a description, is an indented
 * ATR. */
static bool is_shifted_atr(const struct span *text)
{
	struct cardlist_atr atr;

	if (text->length == 0 || text->text[0] != '3')
		return false;
	cardlist_read(text, &atr);
	return atr.kind != CARDLIST_UNREADABLE;
}

static enum cardlist_line_kind kind_of(const struct cardlist_line *line)
{
	if (line->text.length == 0)
		return LINE_BLANK;
	if (*line->start == '#')
		return LINE_COMMENT;
	if (*line->start == '\t' || (*line->start == ' ' && !is_shifted_atr(&line->text)))
		return LINE_TEXT;
	return LINE_ATR;
}

static void skip_marks(struct cardlist_line *line)
{
	line->marked = false;
	while (line->length >= 3 && memcmp(line->start, "\xEF\xBB\xBF", 3) == 0) {
		line->marked = true;
		line->start += 3;
		line->length -= 3;
	}
}

/* Returns the end of the line that starts here: its newline, or the end of the text. */
static const char *line_end(const char *at, const char *end)
{
	const char *newline = *at == '\n' ? at : memchr(at, '\n', (size_t)(end - at));

	return newline != NULL ? newline : end;
}

bool cardlist_next_line(struct cardlist_walk *walk, struct cardlist_line *line)
{
	if (walk->at == walk->end)
		return false;
	const char *end = line_end(walk->at, walk->end);

	line->at = line->start = walk->at;
	line->length = (size_t)(end - walk->at);
	line->ended = end < walk->end;
	line->line = walk->line++;
	walk->at = line->ended ? end + 1 : end;
	skip_marks(line);
	line->text = trim(line->start, end);
	line->column = (unsigned)(line->text.text - line->start) + 1;
	line->content = line->text.length > 0 ? line->column - 1 + line->text.length : 0;
	line->kind = kind_of(line);
	walk->inside = walk->inside || line->kind == LINE_ATR;
	return true;
}

static const char *next_line(const char *at, const char *end)
{
	const char *newline = line_end(at, end);

	return newline < end ? newline + 1 : end;
}

/* Skips blank lines and descriptions, which most lines are, by their first character. */
static void skip_names(struct cardlist_walk *walk)
{
	const char *at = walk->at, *end = walk->end;
	unsigned line = walk->line;

	for (; at < end && (*at == '\t' || *at == '\n'); line++)
		at = next_line(at, end);
	walk->at = at;
	walk->line = line;
}

bool cardlist_next(struct cardlist_walk *walk, struct cardlist_line *line)
{
	for (;;) {
		if (walk->inside)
			skip_names(walk);
		if (!cardlist_next_line(walk, line))
			return false;
		if (line->kind == LINE_ATR)
			return true;
		if (line->kind == LINE_TEXT && !walk->inside && walk->orphan == 0)
			walk->orphan = line->line;
	}
}

struct span cardlist_names(const struct cardlist_walk *walk)
{
	struct cardlist_walk ahead = *walk;
	struct cardlist_line line;
	const char *end = walk->end;

	if (cardlist_next(&ahead, &line))
		end = line.at;
	return (struct span){walk->at, (size_t)(end - walk->at)};
}

static void unreadable(struct cardlist_atr *atr, enum list_problem kind, size_t at)
{
	atr->kind = CARDLIST_UNREADABLE;
	atr->problem = (struct problem){.kind = &list_problem_kinds[kind], .offset = at};
}

void cardlist_read(const struct span *line, struct cardlist_atr *atr)
{
	static const enum list_problem kinds[] = {
		[PATTERN_UNKNOWN] = MISTAKE_ATR_UNKNOWN,
		[PATTERN_GROUP] = MISTAKE_PATTERN_GROUP,
		[PATTERN_OPEN] = MISTAKE_PATTERN_OPEN,
		[PATTERN_EMPTY_SET] = MISTAKE_PATTERN_EMPTY_SET,
		[PATTERN_RANGE] = MISTAKE_PATTERN_RANGE,
		[PATTERN_REPEAT] = MISTAKE_PATTERN_REPEAT,
		[PATTERN_COUNT] = MISTAKE_PATTERN_COUNT,
	};
	struct hex_result hex = hex_read(line->text, line->length, atr->bytes, sizeof atr->bytes);

	atr->length = hex.count;
	atr->specificity = 0;
	atr->kind = CARDLIST_EXACT;
	if (hex.status == HEX_OK)
		return;
	struct pattern_check check = pattern_check(line->text, line->length);
	if (check.status != PATTERN_OK) {
		unreadable(atr, kinds[check.status], check.at);
	} else if (check.wild) {
		atr->kind = CARDLIST_PATTERN;
		atr->specificity = check.specificity;
		atr->characters = check.fixed ? check.characters : 0;
	} else {
		unreadable(atr, hex.status == HEX_TOO_LONG ? MISTAKE_ATR_TOO_LONG : MISTAKE_ATR_ODD,
		           hex.at);
	}
}

bool cardlist_has_entry(const char *text, size_t length)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct cardlist_line line;
	struct cardlist_atr atr;

	while (cardlist_next(&walk, &line)) {
		cardlist_read(&line.text, &atr);
		if (atr.kind != CARDLIST_UNREADABLE)
			return true;
	}
	return false;
}

/* The data of one look-up. */
struct search {
	const uint8_t *atr;
	size_t atr_length;
	char text[CANONICAL_MAX]; /* the ATR in the usual form */
	size_t text_length;
	struct pattern_subject subject;
	struct card_match match; /* the same list and source for all matches */
};

static void search_start(struct search *search, const uint8_t *atr, size_t length)
{
	search->atr = atr;
	search->atr_length = length;
	search->text_length =
		length <= CARDLIST_ATR_MAX ? hex_write_spaced(search->text, atr, length) : 0;
	pattern_subject(&search->subject, atr, length);
}

/* Returns true if no line that begins with this text can match the ATR: the first difference is an
 * upper-case digit that no repeat makes optional. */
static bool is_ruled_out(const struct search *search, const char *text, const char *end)
{
	size_t common = 0, length = (size_t)(end - text),
	       most = length < search->text_length ? length : search->text_length;

	while (common < most && text[common] == search->text[common])
		common++;
	if (common == most)
		return false;
	char c = text[common];
	bool digit = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
	return digit && search->text[common] != ' ' &&
		(common + 1 == length || !pattern_is_repeat(text[common + 1]));
}

/* Skips entries that differ from the ATR in their first bytes, as most do, without parsing them. */
static void skip_others(struct cardlist_walk *walk, const struct search *search)
{
	skip_names(walk);
	while (walk->at < walk->end && is_ruled_out(search, walk->at, walk->end)) {
		walk->inside = true;
		walk->at = next_line(walk->at, walk->end);
		walk->line++;
		skip_names(walk);
	}
}

static bool is_match(struct search *search, const struct span *line)
{
	struct cardlist_atr atr;

	cardlist_read(line, &atr);
	if (atr.kind == CARDLIST_UNREADABLE)
		return false;
	search->match.exact = atr.kind == CARDLIST_EXACT;
	search->match.specificity = atr.specificity;
	if (atr.kind == CARDLIST_EXACT)
		return atr.length == search->atr_length &&
			memcmp(atr.bytes, search->atr, atr.length) == 0;
	return search->atr_length > 0 && pattern_match(line->text, line->length, &search->subject);
}

/* Returns true if the line consists of pairs of upper-case digits, or "." for any digit, with one
 * blank between them. Nearly all lines do, and need no further checks. */
static bool is_canonical(const struct span *line)
{
	static const bool digit[UINT8_MAX + 1] = {
		['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true, ['5'] = true,
		['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true, ['A'] = true, ['B'] = true,
		['C'] = true, ['D'] = true, ['E'] = true, ['F'] = true, ['.'] = true,
	};
	const uint8_t *p = (const uint8_t *)line->text;
	bool good = true;

	if (line->length % 3 != 2 || line->length >= CANONICAL_MAX)
		return false;
	const uint8_t *last = p + line->length - 2;
	for (; p < last; p += 3) /* no early exit: the loop is faster without it */
		good &= digit[p[0]] & digit[p[1]] & (p[2] == ' ');
	return good && digit[p[0]] && digit[p[1]];
}

void cardlist_report_line(const struct cardlist_report *report, const struct cardlist_line *line,
                          const struct cardlist_atr *atr)
{
	if (report != NULL && atr->kind == CARDLIST_UNREADABLE)
		report->add(report->self, line->line, line->column + (unsigned)atr->problem.offset,
		            &atr->problem);
}

void cardlist_report_orphan(const struct cardlist_report *report, const struct cardlist_walk *walk)
{
	struct problem problem = {.kind = &list_problem_kinds[MISTAKE_TEXT_ALONE]};

	if (report != NULL && walk->orphan > 0)
		report->add(report->self, walk->orphan, 1, &problem);
}

static void check_line(const struct cardlist_report *report, const struct cardlist_line *line)
{
	struct cardlist_atr atr;

	if (report == NULL || is_canonical(&line->text))
		return;
	cardlist_read(&line->text, &atr);
	cardlist_report_line(report, line, &atr);
}

void cardlist_scan(const char *text, size_t length, const uint8_t *atr, size_t atr_length,
                   const char *list, unsigned source, struct card_matches *matches,
                   const struct cardlist_report *report)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct search search = {.match = {.list = list, .source = source}};
	struct cardlist_line line;

	search_start(&search, atr, atr_length);
	for (;;) {
		if (report == NULL)
			skip_others(&walk, &search);
		if (!cardlist_next(&walk, &line))
			break;
		check_line(report, &line);
		if (is_ruled_out(&search, line.text.text, line.text.text + line.text.length) ||
		    !is_match(&search, &line.text))
			continue;
		search.match.pattern = line.text;
		search.match.names = cardlist_names(&walk);
		search.match.line = line.line;
		card_matches_add(matches, &search.match);
	}
	cardlist_report_orphan(report, &walk);
}
