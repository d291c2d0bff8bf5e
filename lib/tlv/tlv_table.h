/* The tables of tags: the name of each, the template and family of cards it belongs to, and the
 * encoding of its value. */
#ifndef TLV_TLV_TABLE_H
#define TLV_TLV_TABLE_H

#include "names/family.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How a value is encoded. */
enum tlv_value {
	VALUE_BYTES,
	VALUE_TEMPLATE, /* objects, even if the tag is that of a primitive one */
	VALUE_NULL,     /* empty: the tag says everything */
	VALUE_OPAQUE,   /* no objects, even if the tag is that of a constructed one */
	VALUE_BITS,     /* the row's bits: a detail for each row that matches */
	VALUE_CODE,     /* the row's bits: the text of the first row that matches */
	VALUE_PARTS,    /* the row's parts one after the other */
	VALUE_TEXT,
	VALUE_DIGITS,    /* BCD, padded with F */
	VALUE_NUMBER,    /* big-endian */
	VALUE_INTEGER,   /* the same with a sign: ISO/IEC 8825-1, 8.3 */
	VALUE_LOW_FIRST, /* the lowest byte first, with a sign where it has four */
	VALUE_DATE,      /* YYMM, YYMMDD or YYYYMMDD: BCD, text, or one digit per byte */
	VALUE_TIME,      /* HHMMSS in BCD */
	VALUE_TIME32,    /* seconds since 1970 */
	VALUE_COUNTRY,   /* ISO 3166-1, three digits in four of BCD */
	VALUE_CURRENCY,  /* ISO 4217, the same */
	VALUE_AMOUNT,    /* 12 BCD digits, of the currency's smallest unit */
	VALUE_AID,
	VALUE_OID,
	VALUE_FILE_ID,
	VALUE_PATH,
	VALUE_FILE_DESCRIPTOR,
	VALUE_SFI,        /* in b8 to b4; empty: there is none */
	VALUE_SFI_NUMBER, /* in b5 to b1 */
	VALUE_ACCESS_RULE,
	VALUE_ACCESS_COMPACT,
	VALUE_ACCESS_MODE,
	VALUE_SECURITY_CONDITION,
	VALUE_REFERENCE, /* of a PIN or key */
	VALUE_PIN_STATUS,
	VALUE_LIFE_CYCLE,
	VALUE_SW,
	VALUE_TAGS, /* a list of tags */
	VALUE_DOL,  /* of tags and lengths */
	VALUE_AFL,
	VALUE_TRACK2,
	VALUE_PRIORITY,
	VALUE_LOG_ENTRY,
	VALUE_CVM_RULE,
	VALUE_CVM, /* the same where it is a result */
	VALUE_FASCN,
	VALUE_PIV_ALGORITHM,
	VALUE_KEY_REFERENCE,
	VALUE_ALGORITHM, /* attributes of an OpenPGP key */
	VALUE_GP_OID,
	VALUE_KEY_COMPONENTS,  /* types of the row's bits, with their lengths */
	VALUE_DAY,             /* last digit of the year, day of the year */
	VALUE_COMMAND_DETAILS, /* of a proactive command */
	VALUE_DEVICES,
	VALUE_DURATION,
	VALUE_RESULT,
	VALUE_CODED_TEXT,  /* data coding scheme, then text */
	VALUE_USSD,        /* the same with that of cell broadcast */
	VALUE_ALPHA,       /* text in the coding of an alpha field */
	VALUE_ITEM,        /* identifier, then an alpha field */
	VALUE_DIAL_NUMBER, /* type of number, then digits */
	VALUE_TIMESTAMP,   /* seven bytes of swapped digits */
	VALUE_SWAPPED_DIGITS,
	VALUE_LABELS, /* of a domain name, with their lengths */
	VALUE_NEXT_ACTIONS,
	VALUE_IP_ADDRESS,
	VALUE_DESFIRE_RIGHTS,
	VALUE_CERTIFICATE, /* of X.509, in DER */
	VALUE_CODES,       /* the row's bits for each of the bytes */
	VALUE_PLMN,
	VALUE_OPTIONAL, /* a number; none if all bits are set */
	VALUE_RECORD,   /* number of a record in another file; the same, and none if 0 */
	VALUE_PRICE,
	VALUE_VALIDITY,
	VALUE_NETWORK_NAME,
	VALUE_SERVER,
	VALUE_VERSION,          /* a number in each byte */
	VALUE_RECEIVED_MESSAGE, /* an SMS TPDU that the mobile station received */
	VALUE_SENT_MESSAGE,     /* one that it sends */
	VALUE_COUNT,
};

/* The meaning of some bits of a value. It matches if those of mask have the value bits. */
struct tlv_bits {
	uint8_t byte; /* number of the value's byte, from 0; of VALUE_BITS also TLV_FROM_END + 0
	               * for the last one, + 1 for the one before it */
	uint8_t mask, bits;
	const char *text; /* NULL ends a list */
};

enum { TLV_FROM_END = 0x80 };

/* One of the parts that a value is made of. */
struct tlv_part {
	uint8_t length; /* 0: up to the end */
	enum tlv_value value;
	const char *name; /* NULL ends a list */
	const struct tlv_bits *bits;
	bool again; /* the parts from this one on repeat until the end */
};

/* Parents of objects that are in no template. */
enum {
	TLV_NOWHERE = 0,
	TLV_IN_SECURE_MESSAGING = -1,
	TLV_IN_COMPREHENSION = -2,
	TLV_IN_DATA_ID = -3,     /* a tag alone, in P1 P2 or in a list of tags */
	TLV_IN_GPO = -4,         /* the response to EMV's GET PROCESSING OPTIONS */
	TLV_IN_GENERATE_AC = -5, /* the response to EMV's GENERATE AC */
	TLV_IN_INSTALL = -6,     /* parameters of GlobalPlatform's INSTALL, objects of LOAD */
	TLV_IN_UNKNOWN = -7,     /* a template that is in no table */
	TLV_IN_SELECT = -9,      /* the response to SELECT */
	TLV_IN_METADATA = -10,   /* the response to a YubiKey's GET METADATA */
	TLV_IN_YUBIKEY = -11,    /* its device information */
	TLV_OUTERMOST = -8,      /* of a row: in no template at all, unlike TLV_NOWHERE */
};

struct tlv_row {
	uint32_t tag;
	int32_t parent; /* the template's tag, or a value above; TLV_NOWHERE: any parent */
	enum family family;
	enum tlv_value value;
	const char *name;
	const struct tlv_bits *bits;
	const struct tlv_part *parts;
	uint32_t above; /* tag of the template around the parent, of the outermost one, of that
	                 * around toolkit objects or of the object requested, identifier of the
	                 * file read, or 0 */
	const struct tlv_row *fields; /* of a sequence in ASN.1: its objects are these, in this
	                               * order, each at most once; a row without a name ends them */
};

struct tlv_table {
	const struct tlv_row *rows;
	size_t count;
};

extern const struct tlv_table tlv_iso;     /* ISO/IEC 7816 */
extern const struct tlv_table tlv_emv;     /* EMV Book 3, annex A */
extern const struct tlv_table tlv_schemes; /* the payment schemes */
extern const struct tlv_table tlv_gp;      /* GlobalPlatform */
extern const struct tlv_table tlv_uicc;    /* ETSI TS 102 221 */
extern const struct tlv_table tlv_usim;    /* 3GPP TS 31.102 */
extern const struct tlv_table tlv_euicc;   /* GSMA SGP.22 */
extern const struct tlv_table tlv_piv;     /* NIST SP 800-73 */
extern const struct tlv_table tlv_emrtd;   /* ICAO Doc 9303 */
extern const struct tlv_table tlv_openpgp; /* OpenPGP card */
extern const struct tlv_table tlv_calypso;
extern const struct tlv_table tlv_oath;   /* Yubico's OATH application */
extern const struct tlv_table tlv_pkcs15; /* PKCS #15 */
extern const struct tlv_table tlv_yubikey;
extern const struct tlv_table tlv_toolkit; /* ETSI TS 101 220, 7.2, COMPREHENSION-TLV */

/* All of them, in which a tag is looked up. */
enum { TLV_TABLES = 15 };
extern const struct tlv_table *const tlv_tables[TLV_TABLES];

#endif
