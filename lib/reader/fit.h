/* Whether a card works in a reader: its ATR against the reader's CCID class descriptor. */
#ifndef READER_FIT_H
#define READER_FIT_H

#include "atr/atr_view.h"
#include "base/problem.h"
#include "base/text.h"
#include "reader/ccid.h"
#include "words/node.h"
#include "words/words.h"

#include <stdbool.h>
#include <stddef.h>

/* One thing that card and reader have to agree in. */
struct fit_line {
	const char *aspect; /* stable, for programs: "speed" */
	const char *clause; /* that it follows from */
	/* SEVERITY_INFO: it fits; _WARNING: with less than the card offers; _ERROR: it does not. */
	enum severity severity;
	struct words text;
};

enum { FIT_LINES_MAX = 12 };

/* The transmission that PPS (ISO/IEC 7816-3:2006, clause 9) or specific mode leads to. */
struct fit_speed {
	unsigned f, d;      /* F and D; 0 if not known */
	uint32_t clock_khz; /* the reader's dwDefaultClock */
	uint32_t bit_rate;  /* bit/s, rounded down */
};

struct fit {
	const char *reader;                   /* its name, from outside; not owned */
	struct fit_line lines[FIT_LINES_MAX]; /* what needs no word is left out */
	size_t count;
	struct fit_speed speed;
	enum severity severity; /* the greatest */
};

/* Fills fit; name is the reader's. inserted: the card is in it, and has answered to reset there. An
 * ATR without interface bytes, or a descriptor without any field that matters, gives no lines. */
void fit_compare(struct fit *fit, const struct atr_view *card, const struct ccid *reader,
                 const char *name, bool inserted);

/* Returns "fits", "fits with less" or "does not fit". */
const char *fit_verdict(enum severity severity);

/* Adds ": speed: …; classes: …", the lines as severe as the whole; nothing of a card that fits. */
void fit_reasons(struct text *out, const struct fit *fit);

/* Adds section "reader" with a line for each of fit's. */
void describe_fit(struct tree *tree, const struct fit *fit);

#endif
