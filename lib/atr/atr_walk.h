/* Splits an Answer to Reset into its fields: ISO/IEC 7816-3:2006, clause 8. */
#ifndef ATR_ATR_WALK_H
#define ATR_ATR_WALK_H

#include "base/problem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ATR_MAX = 33,          /* 8.2.1: TS and at most 32 characters */
	ATR_KEPT = 255,        /* bytes kept of an input that is too long */
	ATR_PROBLEMS = 96,     /* more than 33 bytes can give */
	ATR_NO_PROTOCOL = 255, /* the first protocol is unknown */
};

enum atr_kind { ATR_T0, ATR_TA, ATR_TB, ATR_TC, ATR_TD };

/* A byte from T0 to the last TDi, in the order of the bytes. */
struct atr_interface {
	enum atr_kind kind;
	uint8_t index;   /* i of TAi; 0 for T0 */
	int8_t protocol; /* T that gives the byte its meaning (8.2.3), -1 if it is global */
	/* The first TA, TB or TC for its T with i >= 3, or one with a place of its own (i <= 2):
	 * a further one is reserved (11.4). */
	bool counts;
	uint8_t offset;
	uint8_t value;
};

/* A run of bytes of the ATR; length 0 if there is none. */
struct atr_span {
	uint8_t offset;
	uint8_t length;
};

struct atr {
	uint8_t bytes[ATR_KEPT];
	uint8_t length;

	struct atr_interface interface[ATR_KEPT];
	uint8_t interface_count;

	/* T of TD1, TD2 … without repetition and without 15; T=0 if no TD1 is announced. Empty
	 * where the ATR ends before TD1, has no valid TS, or names T=15 only. */
	uint8_t protocols[16];
	uint8_t protocol_count;
	uint8_t first_protocol; /* 8.2.3: the first of them, or ATR_NO_PROTOCOL */
	bool has_t15;

	bool complete;                /* all interface bytes that are announced are there */
	bool truncated;               /* it ends before what it announces, TCK apart */
	uint8_t historical_announced; /* K of T0 */
	struct atr_span historical;   /* those that are there */

	bool tck_needed; /* 8.2.5: some T other than 0 is indicated */
	bool tck_present;
	uint8_t tck_offset;   /* where it is */
	uint8_t tck_expected; /* XOR of T0 to the last byte before it; 0 if truncated */

	struct atr_span extra; /* bytes after the end; all after a TS that is not valid */

	struct problem problems[ATR_PROBLEMS]; /* in the order of offset */
	uint8_t problem_count;
};

/* Fills atr from length bytes, of which at most the first ATR_KEPT are used. Accepts any bytes and
 * takes as many fields as are there; adds no problems (see atr_check). */
void atr_walk(struct atr *atr, const uint8_t *bytes, size_t length);

/* Returns the interface byte of this kind with i = index, part of atr; NULL if it is absent. */
const struct atr_interface *atr_find(const struct atr *atr, enum atr_kind kind, unsigned index);

/* Returns the first interface byte of this kind for T = protocol with i > 2, the one that counts
 * (11.4 for T=1, 8.3 for T=15); NULL if there is none. */
const struct atr_interface *atr_find_for(const struct atr *atr, enum atr_kind kind,
                                         unsigned protocol);

/* Returns true if T = protocol is offered. */
bool atr_offers(const struct atr *atr, unsigned protocol);

/* Returns true if the ATR announces no interface byte of this kind with i = index. Returns false if
 * it does, and also if it is truncated before the byte that would. */
bool atr_lacks(const struct atr *atr, enum atr_kind kind, unsigned index);

/* Returns false if one of atr->problems is an error. */
bool atr_valid(const struct atr *atr);

/* Inserts a copy of the problem by offset, after those with the same. Drops warnings and remarks if
 * there is only room for errors left. */
void atr_add_problem(struct atr *atr, const struct problem *problem);

#endif
