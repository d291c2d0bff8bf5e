/* Roles of texts, for which a palette has colors. The escape sequences are in sys/terminal/term.
 */
#ifndef BASE_STYLE_H
#define BASE_STYLE_H

enum role {
	ROLE_PLAIN,
	ROLE_HEADING,
	ROLE_DIM,
	ROLE_TS,
	ROLE_T0,
	ROLE_TA,
	ROLE_TB,
	ROLE_TC,
	ROLE_TD,
	ROLE_HISTORICAL,
	ROLE_TCK,
	ROLE_EXTRA,
	ROLE_CARD,     /* a card's name */
	ROLE_READER,   /* a reader's name */
	ROLE_SENT,     /* bytes to the card */
	ROLE_RECEIVED, /* bytes from the card */
	ROLE_GOOD,
	ROLE_INFO,
	ROLE_WARNING,
	ROLE_ERROR,
	ROLE_COUNT,
};

/* What to write before a link's address, between it and the text that is to be a link, and after
 * that. */
struct link_marks {
	const char *before, *between, *after;
};

/* What to write before and after a text of each role; empty strings where there is no color. */
struct palette {
	const char *on[ROLE_COUNT];
	const char *off[ROLE_COUNT];
	const struct link_marks *links; /* NULL: the terminal has none */
};

/* The palette without color. */
extern const struct palette palette_plain;

#endif
