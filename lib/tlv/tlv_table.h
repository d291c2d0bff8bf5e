/* The tables of tags: each by name, in its template and family. */
#ifndef TLV_TLV_TABLE_H
#define TLV_TLV_TABLE_H

#include "names/family.h"

#include <stddef.h>
#include <stdint.h>

/* How a value is told in words. */
enum tlv_value {
	VALUE_BYTES,
	VALUE_TEXT,
	VALUE_DIGITS,   /* BCD, F at the end filled up */
	VALUE_NUMBER,   /* big-endian */
	VALUE_DATE6,    /* YYMMDD in BCD */
	VALUE_DATE8,    /* YYYYMMDD in BCD, or as text */
	VALUE_DATE_CVC, /* YYMMDD, a digit a byte */
	VALUE_COUNTRY,  /* ISO 3166-1, four BCD digits */
	VALUE_AMOUNT,   /* 12 BCD digits, of the currency's smallest unit */
	VALUE_AID,
	VALUE_OID,
	VALUE_FILE_ID,
	VALUE_PATH,
	VALUE_FILE_DESCRIPTOR,
	VALUE_LIFE_CYCLE,
	VALUE_SW,
	VALUE_TAGS, /* a list of tags */
	VALUE_DOL,  /* of tags and lengths */
	VALUE_AFL,
	VALUE_AIP,
	VALUE_GPO, /* AIP and AFL */
	VALUE_AC,  /* CID, ATC, application cryptogram, issuer application data */
	VALUE_CRYPTOGRAM_KIND,
	VALUE_TRACK2,
	VALUE_LOG_ENTRY,
	VALUE_COMMAND_DETAILS, /* of a proactive command */
	VALUE_DEVICES,
	VALUE_TOOLKIT_TEXT, /* data coding scheme, then text */
};

/* Where objects stand that are in no template of their own. */
enum {
	TLV_NOWHERE = 0,
	TLV_IN_SECURE_MESSAGING = -1,
	TLV_IN_COMPREHENSION = -2,
	TLV_IN_DATA_ID =
		-3,      /* no object: a tag in P1 P2 or in a list, that names data of the card */
	TLV_IN_GPO = -4, /* the answer to EMV's GET PROCESSING OPTIONS */
	TLV_IN_GENERATE_AC = -5, /* the answer to EMV's GENERATE AC */
	TLV_IN_INSTALL = -6,     /* parameters of GlobalPlatform's INSTALL */
};

struct tlv_row {
	uint32_t tag;
	int32_t parent; /* the template's tag, or one of the places above; TLV_NOWHERE: anywhere */
	enum family family;
	enum tlv_value value;
	const char *name;
};

struct tlv_table {
	const struct tlv_row *rows;
	size_t count;
};

extern const struct tlv_table tlv_iso;     /* ISO/IEC 7816 */
extern const struct tlv_table tlv_emv;     /* EMV Book 3, annex A */
extern const struct tlv_table tlv_cards;   /* GlobalPlatform, UICC, PIV, eMRTD, OpenPGP */
extern const struct tlv_table tlv_toolkit; /* ETSI TS 101 220, 7.2, COMPREHENSION-TLV */

#endif
