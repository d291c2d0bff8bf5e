/* An ATR made from its fields: T0, each TDi and TCK follow from the others. */
#ifndef ATR_ATR_BUILD_H
#define ATR_ATR_BUILD_H

#include "atr/atr.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ATR_GROUPS = 32 }; /* more than an ATR of 33 bytes can hold */

/* The interface bytes TAi, TBi and TCi of one i. */
struct atr_group {
	bool has[3]; /* TAi, TBi, TCi */
	uint8_t value[3];
};

struct atr_fields {
	uint8_t ts;
	struct atr_group groups[ATR_GROUPS]; /* the first is that of TA1 */
	/* T of TD1, TD2 …; where a later group needs a TD without a T here, the last is repeated
	 * (T=0 if there is none). */
	uint8_t protocols[ATR_GROUPS];
	uint8_t protocol_count;
	uint8_t historical[15];
	uint8_t historical_length;
};

/* Writes the ATR of ISO/IEC 7816-3:2006, 8.2, with a TCK if a T other than 0 is indicated, and its
 * length in bytes. Returns false if it would be longer than ATR_MAX bytes; *length is then the
 * length it would have. Values are not checked: atr_parse does that. */
bool atr_build(const struct atr_fields *fields, uint8_t out[ATR_MAX], size_t *length);

#endif
