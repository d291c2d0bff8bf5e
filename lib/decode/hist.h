/* Historical bytes: ISO/IEC 7816-4:2005, 8.1.1 (2013 and 2020: 12.1.1). */
#ifndef DECODE_HIST_H
#define DECODE_HIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { HIST_MAX = 15 };

enum hist_form {
	HIST_NONE,        /* no historical byte */
	HIST_STATUS,      /* category 00: COMPACT-TLV, then LCS SW1 SW2 */
	HIST_DIR,         /* category 10: DIR data reference */
	HIST_TLV,         /* category 80: COMPACT-TLV */
	HIST_RESERVED,    /* category 81 to 8F */
	HIST_STORAGE,     /* 80 4F LL: PC/SC part 3, storage card (decode/contactless) */
	HIST_PROPRIETARY, /* any other category */
};

/* A COMPACT-TLV object; offsets are from the first historical byte. */
struct hist_object {
	uint8_t tag;      /* X of the header XY */
	uint8_t offset;   /* of the header */
	uint8_t length;   /* of the value, after the header */
};

struct hist {
	enum hist_form form;
	uint8_t bytes[HIST_MAX];
	uint8_t length;
	struct hist_object objects[HIST_MAX];
	uint8_t object_count;
	int rest;       /* offset where reading stopped because an object overruns, or -1 */
	int life_cycle; /* LCS, wherever it stands, or -1 */
	int sw;         /* SW1 SW2, or -1 */
};

/* Reads length bytes, at most HIST_MAX. */
void hist_parse(struct hist *hist, const uint8_t *bytes, size_t length);

#endif
