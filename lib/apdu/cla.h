/* The class byte: ISO/IEC 7816-4:2005, 5.1.1, tables 2 and 3. */
#ifndef APDU_CLA_H
#define APDU_CLA_H

#include "words/node.h"
#include "words/words.h"

#include <stdbool.h>
#include <stdint.h>

enum cla_kind {
	CLA_FIRST,       /* 00..1F, interindustry, channels 0 to 3 */
	CLA_RESERVED,    /* 20..3F */
	CLA_FURTHER,     /* 40..7F, interindustry, channels 4 to 19 */
	CLA_PROPRIETARY, /* 80..FE */
	CLA_INVALID,     /* FF: no card has it; pseudo-APDUs to the reader */
};

enum cla_security {
	CLA_NO_SECURITY,
	CLA_SM_PROPRIETARY,
	CLA_SM_HEADER_OPEN,  /* ISO/IEC 7816-4, the header is not authenticated */
	CLA_SM_HEADER_KNOWN, /* the header is authenticated */
};

/* In CLA_PROPRIETARY the other three are what Java Card and GlobalPlatform read in it; A0 (SIM) and
 * 90 (DESFire) do not follow that. In CLA_RESERVED and CLA_INVALID they are 0. */
struct cla {
	enum cla_kind kind;
	bool chaining; /* not the last command of a chain */
	enum cla_security security;
	unsigned channel; /* 0..19 */
};

/* Parses a class byte. */
struct cla cla_read(uint8_t cla);

/* Returns true for the proprietary classes of Calypso's first revisions, whose instructions and
 * parameters are those of class 00: 94, and FA for the stored value. */
bool cla_is_calypso(uint8_t cla);

/* Adds its meaning: "interindustry, channel 1, not the last of a chain". */
void cla_text(struct words *words, uint8_t cla);
/* Adds its meaning bit by bit as details to field. */
void cla_details(struct tree *tree, node_id field, uint8_t cla);

#endif
