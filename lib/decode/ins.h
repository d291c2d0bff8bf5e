/* Names of instructions by class of command (ISO/IEC 7816-4, 5.1.2, and what others add). */
#ifndef DECODE_INS_H
#define DECODE_INS_H

#include <stddef.h>
#include <stdint.h>

/* Whose instruction it is: one value can have several names in proprietary classes. */
enum ins_family {
	INS_ISO,     /* interindustry classes */
	INS_GP,      /* GlobalPlatform, in proprietary classes */
	INS_UICC,    /* ETSI TS 102 221, 3GPP */
	INS_EMV,
	INS_GSM,     /* CLA A0 */
	INS_READER,  /* CLA FF: PC/SC part 3 pseudo-APDUs */
	INS_DESFIRE, /* CLA 90 */
};

struct ins_row {
	uint8_t first, last; /* INS; two where the odd one takes BER-TLV data */
	enum ins_family family;
	const char *name;
	const char *source;
};

/* The first row for CLA and INS after *at (0 to start), which is moved on; NULL where there is no more.
 * What holds in proprietary classes may be several: all are worth naming. */
const struct ins_row *ins_next(uint8_t cla, uint8_t ins, size_t *at);

/* The name, or the first of several; NULL where none is known. */
const char *ins_name(uint8_t cla, uint8_t ins);

#endif
