/* A card list line by line: what kind of line each is, and how it is written best. Lines are what
 * cards/cardlist takes them for, but for byte order marks, which are left out before every line:
 * they get there when files are joined. */
#ifndef CARDS_LIST_LINE_H
#define CARDS_LIST_LINE_H

#include "base/text.h"
#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>

enum list_line_kind { LIST_COMMENT, LIST_BLANK, LIST_TEXT, LIST_ATR };

struct list_line {
	enum list_line_kind kind;
	const char *start;       /* behind byte order marks */
	size_t length;           /* without its LF */
	size_t content;          /* without blanks, TABs and CRs at its end */
	bool ended;              /* by LF */
	bool marked;             /* by a byte order mark */
	struct span text;        /* of a description or an ATR: without blanks at both ends */
	unsigned number;         /* from 1 */
	struct cardlist_atr atr; /* of an ATR line */
};

struct list_walk {
	const char *at, *end;
	unsigned next; /* number of the line at at */
	bool inside;   /* an ATR line was met */
};

struct list_walk list_start(const char *text, size_t length);
/* False at the end. */
bool list_next(struct list_walk *walk, struct list_line *line);

/* Appends an ATR line as it is best written: upper-case pairs with one blank between; a pattern
 * with upper-case digits and single blanks; one that cannot be read as it is, up to its last
 * character. */
void list_write_atr(struct text *out, const struct list_line *line);

/* True where it says nothing: no letter and no digit, like a line of dots. */
bool list_is_wordless(struct span text);

/* Texts that stay where they are until all are freed. All zero is empty. */
struct list_keep {
	struct list_chunk *chunks; /* owned */
};
void list_keep_free(struct list_keep *keep);
/* A copy; NULL where memory ran out. */
const char *list_keep_text(struct list_keep *keep, const char *text, size_t length);

/* The ATR line as list_write_atr writes it, by which entries are ordered and told apart: inside the
 * list where it stands so, else kept. room is for use in between. {NULL, 0} where memory ran out.
 */
struct span list_key(const struct list_line *line, struct text *room, struct list_keep *keep);
/* As memcmp over the common part, then the shorter first. */
int list_compare(struct span a, struct span b);

#endif
