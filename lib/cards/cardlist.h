/* Card lists in the format of pcsc-tools' smartcard_list.txt: parsed and searched.
 *
 * An entry is an ATR line, exact or a pattern, and all description lines before the next ATR line:
 *
 *   comment       its first character is "#"
 *   blank         nothing but blanks and TABs
 *   description   starts with a TAB or a blank; but after blanks, text that starts with 3 and can
 *                 be read as an ATR line is one
 *   ATR           any other: hex pairs, packed or with blanks or colons between them, in any case;
 *                 or a pattern of cards/pattern.h
 *
 * Lines end with LF or CR LF; the last needs no end; a BOM at the start of a line is skipped. */
#ifndef CARDS_CARDLIST_H
#define CARDS_CARDLIST_H

#include "base/problem.h"
#include "cards/card_matches.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A card list that was searched. */
struct searched_list {
	const char *path;
	int64_t modified; /* time of its last change, in s since 1970 */
	int64_t age;      /* s since then; negative if unknown */
};

/* A walk over the lines of a list. */
struct cardlist_walk {
	const char *at, *end;
	unsigned line;   /* number of the line that starts at at, from 1 */
	unsigned orphan; /* line of the first description before any ATR line, or 0 */
	bool inside;     /* an ATR line was read */
};

enum cardlist_line_kind { LINE_COMMENT, LINE_BLANK, LINE_TEXT, LINE_ATR };

struct cardlist_line {
	enum cardlist_line_kind kind;
	const char *at;    /* where it begins */
	const char *start; /* after byte order marks, which joined files have inside */
	size_t length;     /* without its LF */
	size_t content;    /* without blanks, TABs and CRs at its end */
	bool ended;        /* by LF */
	bool marked;       /* by a byte order mark */
	struct span text;  /* without blanks at both ends */
	unsigned line;     /* from 1 */
	unsigned column;   /* of text, from 1, in bytes after byte order marks */
};

/* Starts a walk over the length bytes of a list, which must outlive it. */
struct cardlist_walk cardlist_start(const char *text, size_t length);
/* Gets the next line. Returns false at the end. */
bool cardlist_next_line(struct cardlist_walk *walk, struct cardlist_line *line);
/* Gets the next ATR line, readable or not. Returns false at the end. */
bool cardlist_next(struct cardlist_walk *walk, struct cardlist_line *line);
/* Returns the descriptions of the ATR line that cardlist_next got last, for card_name(): all lines
 * before the next ATR line. */
struct span cardlist_names(const struct cardlist_walk *walk);

enum cardlist_kind { CARDLIST_EXACT, CARDLIST_PATTERN, CARDLIST_UNREADABLE };

enum { CARDLIST_ATR_MAX = 255 };

struct cardlist_atr {
	enum cardlist_kind kind;
	uint8_t bytes[CARDLIST_ATR_MAX]; /* CARDLIST_EXACT */
	size_t length;
	uint32_t specificity;   /* of a pattern, as struct pattern_check */
	size_t characters;      /* of the text of every ATR that matches; 0: not fixed */
	struct problem problem; /* CARDLIST_UNREADABLE: offset is that in the line, from 0 */
};

/* Parses the text of an ATR line. */
void cardlist_read(const struct span *line, struct cardlist_atr *atr);

/* Receives the problems of a list: line and column from 1. */
struct cardlist_report {
	void *self;
	void (*add)(void *self, unsigned line, unsigned column, const struct problem *problem);
};

/* Reports the problem of an ATR line that is CARDLIST_UNREADABLE. report may be NULL. */
void cardlist_report_line(const struct cardlist_report *report, const struct cardlist_line *line,
                          const struct cardlist_atr *atr);
/* Reports a description before any ATR line, at the end of the walk. report may be NULL. */
void cardlist_report_orphan(const struct cardlist_report *report, const struct cardlist_walk *walk);

/* Adds the entries of a list that match an ATR to matches. They point into text, and have list, its
 * file name, and source, its number among the lists searched. Lines that cannot be read are
 * reported; report may be NULL. */
void cardlist_scan(const char *text, size_t length, const uint8_t *atr, size_t atr_length,
                   const char *list, unsigned source, struct card_matches *matches,
                   const struct cardlist_report *report);

/* Returns true if at least one entry can be read. */
bool cardlist_has_entry(const char *text, size_t length);

#endif
