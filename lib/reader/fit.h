/* Determines whether a card works in a reader, from its ATR and the reader's CCID class descriptor.
 */
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

/* One thing in which card and reader have to agree. */
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
	const char *reader;                   /* its name, untrusted; not owned */
	struct fit_line lines[FIT_LINES_MAX]; /* only of aspects that apply */
	size_t count;
	struct fit_speed speed;
	enum severity severity; /* the greatest */
	bool doubtful; /* the ATR has errors, so the lines do not prove that the card fits */
};

/* Fills fit; name is the reader's. inserted: the card is in the reader and has sent its ATR there.
 * There are no lines if the ATR has no interface bytes or the descriptor none of the fields. */
void fit_compare(struct fit *fit, const struct atr_view *card, const struct ccid *reader,
                 const char *name, bool inserted);

/* Returns "fits", "fits with less" or "does not fit", for a line. */
const char *fit_verdict(enum severity severity);

/* The same for the whole; NULL if there are no lines, or if it is doubtful whether the card fits.
 */
const char *fit_whole(const struct fit *fit);

/* Adds ": speed: …; classes: …", the lines with the severity of the whole; nothing if the card
 * fits.
 */
void fit_reasons(struct text *out, const struct fit *fit);

/* Adds a section "reader" to the root, with a detail for each of fit's lines. */
void describe_fit(struct tree *tree, const struct fit *fit);

#endif
