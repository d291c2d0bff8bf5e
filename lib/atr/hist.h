/* Historical bytes: ISO/IEC 7816-4:2005, 8.1.1 (2013 and 2020: 12.1.1). */
#ifndef ATR_HIST_H
#define ATR_HIST_H

#include "base/problem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	HIST_MAX = 15,
	HIST_PROBLEMS = 32, /* more than 15 bytes can give */
};

enum hist_form {
	HIST_NONE,        /* no historical byte */
	HIST_STATUS,      /* category 00: COMPACT-TLV, then LCS SW1 SW2 */
	HIST_DIR,         /* category 10: DIR data reference */
	HIST_TLV,         /* category 80: COMPACT-TLV */
	HIST_RESERVED,    /* category 81 to 8F */
	HIST_STORAGE,     /* 80 4F LL: PC/SC part 3, storage card (atr/contactless), or its start */
	HIST_PROPRIETARY, /* any other category */
};

/* A COMPACT-TLV object; offsets are from the first historical byte. */
struct hist_object {
	uint8_t tag;    /* X of the header XY */
	uint8_t offset; /* of the header */
	uint8_t length; /* of the value, after the header */
};

struct hist {
	enum hist_form form;
	uint8_t bytes[HIST_MAX];
	uint8_t length;
	uint8_t announced; /* K of T0: more than length where the ATR is cut off */
	struct hist_object objects[HIST_MAX];
	uint8_t object_count;
	int rest;   /* offset where reading stopped: what follows overruns or is cut off; or -1 */
	int status; /* offset of LCS SW1 SW2 at the end of category 00, or -1 */
	int life_cycle; /* LCS, wherever it is, or -1 */
	int sw;         /* SW1 SW2, or -1 */

	struct problem problems[HIST_PROBLEMS]; /* offsets are from the first historical byte */
	uint8_t problem_count;
};

struct atr;

/* Parses the historical bytes of an ATR that atr_walk has filled. Bytes that a truncated ATR lacks
 * are not reported as problems. */
void hist_of_atr(struct hist *hist, const struct atr *atr);

/* Returns what a category indicator, the first historical byte, announces (8.1.1.1, table 83). */
const char *hist_category_text(unsigned category);

/* Returns the name of COMPACT-TLV's tag X, 0 to 15; NULL if none is defined (8.1.1.2). */
const char *hist_tag_name(unsigned tag);

#endif
