/* The kinds of mistakes in a card list: those of lines that cannot be read (cards/cardlist.h), and
 * those that only cardlist_lint finds (cards/lint/cardlist_lint.h). */
#ifndef CARDS_LIST_PROBLEMS_H
#define CARDS_LIST_PROBLEMS_H

#include "base/problem.h"

#include <stdbool.h>

enum list_problem {
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
	/* lines that cannot be read */
	MISTAKE_ATR_UNKNOWN,
	MISTAKE_PATTERN_GROUP,
	MISTAKE_PATTERN_OPEN,
	MISTAKE_PATTERN_EMPTY_SET,
	MISTAKE_PATTERN_RANGE,
	MISTAKE_PATTERN_REPEAT,
	MISTAKE_PATTERN_COUNT,
	MISTAKE_ATR_ODD,
	MISTAKE_ATR_TOO_LONG,
	MISTAKE_TEXT_ALONE,
	MISTAKE_KINDS,
};

/* Returns true if cardlist_fix fixes problems of this kind. */
bool list_problem_is_fixable(const struct problem_kind *kind);

/* By enum list_problem, ended by one whose code is NULL. */
extern const struct problem_kind list_problem_kinds[];

#endif
