/* The kinds of mistakes that cardlist_lint finds. */
#ifndef CARDS_LIST_PROBLEMS_H
#define CARDS_LIST_PROBLEMS_H

#include "base/problem.h"

#include <stdbool.h>

enum list_mistake {
	/* fixed by cardlist_fix */
	MISTAKE_BOM,
	MISTAKE_CR_LF,
	MISTAKE_TRAILING_BLANK,
	MISTAKE_BLANK_LINES,
	MISTAKE_NO_BLANK_LINE,
	MISTAKE_NO_NEWLINE,
	MISTAKE_BLANK_INSIDE,
	MISTAKE_COMMENT_INSIDE,
	MISTAKE_TEXT_INDENT,
	MISTAKE_TEXT_REPEATED,
	MISTAKE_ATR_INDENT,
	MISTAKE_ATR_CASE,
	MISTAKE_ATR_SPACING,
	MISTAKE_ATR_ORDER,
	MISTAKE_ATR_TWICE,
	MISTAKE_FIXABLE, /* all before it */
	/* left to the user */
	MISTAKE_NOT_UTF8 = MISTAKE_FIXABLE,
	MISTAKE_NUL,
	MISTAKE_CONTROL,
	MISTAKE_NO_TEXT,
	MISTAKE_TEXT_SHORT,
	MISTAKE_PATTERN_NEVER,
	MISTAKE_PATTERN_LENGTH,
	MISTAKE_ADDS_NOTHING,
	MISTAKE_KINDS,
};

/* Returns true if cardlist_fix fixes problems of this kind. */
bool cardlist_lint_fixes(const struct problem_kind *kind);

/* By enum list_mistake, ended by one whose code is NULL. */
extern const struct problem_kind cardlist_lint_kinds[];

#endif
