#include "cards/lint/cardlist_lint_kinds.h"

#define W SEVERITY_WARNING
#define I SEVERITY_INFO

const struct problem_kind cardlist_lint_kinds[] = {
	[LINT_BOM] = {"bom", W, "byte order mark before the line"},
	[LINT_CR_LF] = {"cr-lf", W, "line ends with CR LF, expected LF (reported once)"},
	[LINT_TRAILING_BLANK] = {"trailing-blank", I, "trailing blanks"},
	[LINT_BLANK_LINES] = {"blank-lines", I, "superfluous blank line"},
	[LINT_NO_BLANK_LINE] = {"no-blank-line", W, "no blank line before the entry"},
	[LINT_NO_NEWLINE] = {"no-newline", W, "no newline at end of file"},
	[LINT_BLANK_INSIDE] =
		{"blank-inside", W,
                 "text separated from its ATR by a blank line: other programs ignore it"},
	[LINT_COMMENT_INSIDE] =
		{"comment-inside", W,
                 "text separated from its ATR by a comment: other programs ignore it"},
	[LINT_TEXT_INDENT] = {"text-indent", I, "text must start with exactly one TAB"},
	[LINT_TEXT_REPEATED] = {"text-repeated", I, "duplicate of the text in line %a"},
	[LINT_ATR_INDENT] = {"atr-indent", W, "blanks before the ATR"},
	[LINT_ATR_CASE] = {"atr-case", I, "lower-case digits in the ATR"},
	[LINT_ATR_SPACING] = {"atr-spacing", I,
                              "bytes must be two digits each, separated by one blank"},
	[LINT_ATR_ORDER] = {"atr-order", W, "out of order: belongs before line %a"},
	[LINT_ATR_TWICE] = {"atr-twice", W, "duplicate of line %a"},

	[LINT_NOT_UTF8] = {"not-utf8", W, "invalid UTF-8: byte %1"},
	[LINT_NUL] = {"nul", W, "NUL character"},
	[LINT_CONTROL] = {"control", W, "control character, first byte %1"},
	[LINT_NO_TEXT] = {"no-text", W, "ATR without a text"},
	[LINT_TEXT_SHORT] = {"text-short", I, "text of only %a character%s"},
	[LINT_PATTERN_NEVER] =
		{"pattern-never", W,
                 "can never match: an ATR is pairs of digits separated by one blank"},
	[LINT_PATTERN_LENGTH] = {"pattern-length", W,
                                 "can never match: has %a byte%s, but T0 and the TDs announce %b"},
	[LINT_ADDS_NOTHING] = {"adds-nothing", I,
                               "the pattern in line %a already matches, with the same texts"},
	[LINT_KINDS] = {0},
};

bool cardlist_lint_fixes(const struct problem_kind *kind)
{
	for (unsigned i = 0; i < LINT_FIXABLE; i++)
		if (kind == &cardlist_lint_kinds[i])
			return true;
	return false;
}
