#include "cards/list_problems.h"

#define W SEVERITY_WARNING
#define I SEVERITY_INFO

const struct problem_kind list_problem_kinds[] = {
	[MISTAKE_BOM] = {"bom", W, "byte order mark before the line"},
	[MISTAKE_CR_LF] = {"cr-lf", W, "line ends with CR LF, expected LF (reported once)"},
	[MISTAKE_TRAILING_BLANK] = {"trailing-blank", I, "trailing blanks"},
	[MISTAKE_BLANK_LINES] = {"blank-lines", I, "superfluous blank line"},
	[MISTAKE_NO_BLANK_LINE] = {"no-blank-line", W, "no blank line before the entry"},
	[MISTAKE_NO_NEWLINE] = {"no-newline", W, "no newline at end of file"},
	[MISTAKE_BLANK_INSIDE] =
		{"blank-inside", W,
                 "description separated from its ATR by a blank line: other programs ignore it"},
	[MISTAKE_COMMENT_INSIDE] =
		{"comment-inside", W,
                 "description separated from its ATR by a comment: other programs ignore it"},
	[MISTAKE_TEXT_INDENT] = {"text-indent", I, "description must start with exactly one TAB"},
	[MISTAKE_TEXT_REPEATED] = {"text-repeated", I, "duplicate of the description in line %a"},
	[MISTAKE_ATR_INDENT] = {"atr-indent", W, "blanks before the ATR"},
	[MISTAKE_ATR_CASE] = {"atr-case", I, "lower-case digits in the ATR"},
	[MISTAKE_ATR_SPACING] = {"atr-spacing", I,
                                 "bytes must be two digits each, separated by one blank"},
	[MISTAKE_ATR_ORDER] = {"atr-order", W, "out of order: belongs before line %a"},
	[MISTAKE_ATR_TWICE] = {"atr-twice", W, "duplicate of line %a"},

	[MISTAKE_NOT_UTF8] = {"not-utf8", W, "invalid UTF-8: byte %1"},
	[MISTAKE_NUL] = {"nul", W, "NUL character"},
	[MISTAKE_CONTROL] = {"control", W, "control character, first byte %1"},
	[MISTAKE_NO_TEXT] = {"no-text", W, "ATR without a description"},
	[MISTAKE_TEXT_SHORT] = {"text-short", I, "description of only %a character%s"},
	[MISTAKE_PATTERN_NEVER] =
		{"pattern-never", W,
                 "can never match: an ATR is pairs of digits separated by one blank"},
	[MISTAKE_PATTERN_LENGTH] =
		{"pattern-length", W,
                 "can never match: has %a byte%s, but T0 and the TDs announce %b"},
	[MISTAKE_ADDS_NOTHING] =
		{"adds-nothing", I,
                 "the pattern in line %a already matches, with the same descriptions"},

	/* not readable */
	[MISTAKE_ATR_UNKNOWN] =
		{"atr-unknown", W,
                 "neither a hex digit nor part of a pattern; the entry can never match"},
	[MISTAKE_PATTERN_GROUP] =
		{"pattern-group", W,
                 "groups and alternatives are not supported: write an entry for each; the "
                 "entry can never match"},
	[MISTAKE_PATTERN_OPEN] = {"pattern-open", W, "[ without ]; the entry can never match"},
	[MISTAKE_PATTERN_EMPTY_SET] = {"pattern-empty-set", W,
                                       "empty set; the entry can never match"},
	[MISTAKE_PATTERN_RANGE] =
		{"pattern-range", W,
                 "invalid range, expected a digit to a higher one; the entry can never match"},
	[MISTAKE_PATTERN_REPEAT] = {"pattern-repeat", W,
                                    "nothing to repeat before * or {; the entry can never match"},
	[MISTAKE_PATTERN_COUNT] =
		{"pattern-count", W,
                 "{ needs one or two numbers up to 255 and }; the entry can never match"},
	[MISTAKE_ATR_ODD] = {"atr-odd", W, "odd number of hex digits; the entry can never match"},
	[MISTAKE_ATR_TOO_LONG] = {"atr-too-long", W,
                                  "more than 255 bytes; the entry can never match"},
	[MISTAKE_TEXT_ALONE] = {"text-alone", W, "description before any ATR"},
	[MISTAKE_KINDS] = {0},
};

bool list_problem_is_fixable(const struct problem_kind *kind)
{
	for (unsigned i = 0; i < MISTAKE_FIXABLE; i++)
		if (kind == &list_problem_kinds[i])
			return true;
	return false;
}
