/* The findings of cards/lint/cardlist_lint by name. */
#ifndef CARDS_LINT_CARDLIST_LINT_KINDS_H
#define CARDS_LINT_CARDLIST_LINT_KINDS_H

#include "base/problem.h"

#include <stdbool.h>

enum lint_kind {
	/* what cardlist_fix fixes */
	LINT_BOM,
	LINT_CR_LF,
	LINT_TRAILING_BLANK,
	LINT_BLANK_LINES,
	LINT_NO_BLANK_LINE,
	LINT_NO_NEWLINE,
	LINT_BLANK_INSIDE,
	LINT_COMMENT_INSIDE,
	LINT_TEXT_INDENT,
	LINT_TEXT_REPEATED,
	LINT_ATR_INDENT,
	LINT_ATR_CASE,
	LINT_ATR_SPACING,
	LINT_ATR_ORDER,
	LINT_ATR_TWICE,
	LINT_FIXABLE, /* those before it */
	/* what somebody must look at */
	LINT_NOT_UTF8 = LINT_FIXABLE,
	LINT_NUL,
	LINT_CONTROL,
	LINT_NO_TEXT,
	LINT_TEXT_SHORT,
	LINT_PATTERN_NEVER,
	LINT_PATTERN_LENGTH,
	LINT_ADDS_NOTHING,
	LINT_KINDS,
};

/* Returns true if cardlist_fix fixes it. */
bool cardlist_lint_fixes(const struct problem_kind *kind);

/* Ended by one whose code is NULL. */
extern const struct problem_kind cardlist_lint_kinds[];

#endif
