#include "cards/lint/cardlist_lint_kinds.h"

#define W SEVERITY_WARNING
#define I SEVERITY_INFO

const struct problem_kind cardlist_lint_kinds[] = {
	[LINT_BOM] = {"bom", W, "A byte order mark stands before the line."},
	[LINT_CR_LF] = {"cr-lf", W,
                        "The line ends with CR LF instead of LF; told once for the file."},
	[LINT_TRAILING_BLANK] = {"trailing-blank", I, "Blanks stand at the end of the line."},
	[LINT_BLANK_LINES] = {"blank-lines", I, "One blank line between entries is enough."},
	[LINT_NO_BLANK_LINE] = {"no-blank-line", W,
                                "No blank line stands between this entry and what is before it."},
	[LINT_NO_NEWLINE] = {"no-newline", W, "The last line has no LF at its end."},
	[LINT_BLANK_INSIDE] =
		{"blank-inside", W,
                 "A blank line cuts this text off from its ATR: other programs do not see it."},
	[LINT_COMMENT_INSIDE] =
		{"comment-inside", W,
                 "A comment cuts this text off from its ATR: other programs do not see it."},
	[LINT_TEXT_INDENT] = {"text-indent", I, "A text starts with one TAB and nothing else."},
	[LINT_TEXT_REPEATED] = {"text-repeated", I, "The entry has this text in line %a."},
	[LINT_ATR_INDENT] = {"atr-indent", W, "Blanks stand before the ATR."},
	[LINT_ATR_CASE] = {"atr-case", I, "The ATR has lower-case digits."},
	[LINT_ATR_SPACING] = {"atr-spacing", I,
                              "Bytes are written as two digits with one blank between them."},
	[LINT_ATR_ORDER] = {"atr-order", W, "The ATR belongs before that of line %a."},
	[LINT_ATR_TWICE] = {"atr-twice", W, "The ATR stands in line %a already."},

	[LINT_NOT_UTF8] = {"not-utf8", W, "The byte %1 is not part of UTF-8 text."},
	[LINT_NUL] = {"nul", W, "A NUL character."},
	[LINT_CONTROL] = {"control", W, "A control character; its first byte is %1."},
	[LINT_NO_TEXT] = {"no-text", W, "The ATR has no text."},
	[LINT_TEXT_SHORT] = {"text-short", I, "A text of %a characters says little."},
	[LINT_PATTERN_NEVER] = {"pattern-never", W,
                                "No ATR meets the pattern: an ATR is pairs of digits with one "
                                "blank between them."},
	[LINT_PATTERN_LENGTH] =
		{"pattern-length", W,
                 "No whole ATR meets the pattern: it has %a bytes, but by its T0 and TDs %b."},
	[LINT_ADDS_NOTHING] = {"adds-nothing", I,
                               "The pattern of line %a meets this ATR and has all its texts."},
	[LINT_KINDS] = {0},
};

bool cardlist_lint_mends(const struct problem_kind *kind)
{
	for (unsigned i = 0; i < LINT_MENDED; i++)
		if (kind == &cardlist_lint_kinds[i])
			return true;
	return false;
}
