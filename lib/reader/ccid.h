/* The class descriptor of a smart card reader on USB: the CCID specification (Device Class: Smart
 * Card, revision 1.10, table 5.1-1), and for tokens ICCD revision 1.0. */
#ifndef READER_CCID_H
#define READER_CCID_H

#include "words/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CCID_LENGTH = 54,        /* of the descriptor */
	CCID_TYPE = 0x21,        /* its bDescriptorType */
	CCID_TYPE_VENDOR = 0xFF, /* the same in devices older than the class */
	CCID_HEADER = 10,        /* bytes of a message before its data: 6.1, 6.2 */
};

/* bInterfaceProtocol: CCID 4.3, and ICCD. */
enum ccid_transport {
	CCID_BULK = 0,
	ICCD_CONTROL_A = 1, /* a token, control transfers */
	ICCD_CONTROL_B = 2, /* a token, control transfers, perhaps an interrupt endpoint */
};

/* Returns true for a bInterfaceProtocol of a token: reader and card in one. */
static inline bool ccid_is_token(unsigned protocol)
{
	return protocol == ICCD_CONTROL_A || protocol == ICCD_CONTROL_B;
}

/* Fields, in the order of the descriptor; the specification's names are in the rows. */
enum ccid_field_id {
	CCID_BLENGTH,
	CCID_DESCRIPTOR_TYPE,
	CCID_VERSION,
	CCID_MAX_SLOT_INDEX,
	CCID_VOLTAGE_SUPPORT,
	CCID_PROTOCOLS,
	CCID_DEFAULT_CLOCK, /* kHz */
	CCID_MAXIMUM_CLOCK, /* kHz */
	CCID_NUM_CLOCKS,
	CCID_DATA_RATE,     /* bit/s */
	CCID_MAX_DATA_RATE, /* bit/s */
	CCID_NUM_DATA_RATES,
	CCID_MAX_IFSD, /* bytes */
	CCID_SYNCH_PROTOCOLS,
	CCID_MECHANICAL,
	CCID_FEATURES,
	CCID_MAX_MESSAGE, /* bytes, with CCID_HEADER */
	CCID_CLASS_GET_RESPONSE,
	CCID_CLASS_ENVELOPE,
	CCID_LCD_LAYOUT,
	CCID_PIN_SUPPORT,
	CCID_MAX_BUSY_SLOTS,
	CCID_FIELD_COUNT,
};

/* Bits of CCID_VOLTAGE_SUPPORT: classes A, B and C of ISO/IEC 7816-3, 5.1.3. */
enum { CCID_VOLTS_5 = 0x01, CCID_VOLTS_3 = 0x02, CCID_VOLTS_1_8 = 0x04 };
/* Bits of CCID_PIN_SUPPORT. */
enum { CCID_PIN_VERIFY = 0x01, CCID_PIN_MODIFY = 0x02 };
/* Bits of CCID_FEATURES. */
enum {
	CCID_AUTO_CONFIGURATION = 0x00000002,
	CCID_AUTO_VOLTAGE = 0x00000008,
	CCID_AUTO_NEGOTIATION = 0x00000040,
	CCID_AUTO_PPS = 0x00000080,
	CCID_USB_ICC = 0x00000800,
	CCID_LEVEL_TPDU = 0x00010000,
	CCID_LEVEL_SHORT = 0x00020000,
	CCID_LEVEL_EXTENDED = 0x00040000,
	CCID_LEVELS = 0x00070000,
	CCID_WAKE_UP = 0x00100000,
};

/* A bit, or a pattern of bits, of a field. */
struct ccid_bit {
	uint32_t mask;
	const char *text;
};

enum ccid_kind {
	CCID_NUMBER, /* with its row's unit */
	CCID_BCD,    /* a version, "1.10" */
	CCID_BITS,   /* of the row's bits */
	CCID_LCD,    /* lines in the high byte, characters in the low one */
	CCID_CLASS,  /* a CLA; FF repeats that of the command */
	CCID_CODE,   /* a number shown in hex */
};

struct ccid_field {
	const char *name; /* the specification's: "dwMaxIFSD" */
	uint8_t offset, size;
	enum ccid_kind kind;
	const char *text;            /* what it is, in words */
	const char *unit;            /* with the blank before it; or "" */
	const struct ccid_bit *bits; /* of CCID_BITS, ended by a mask of 0; the others are RFU */
};

extern const struct ccid_field ccid_fields[CCID_FIELD_COUNT];

struct ccid {
	size_t length; /* bytes there are, at most CCID_LENGTH */
	/* By ccid_field_id, each a little-endian number; 0 beyond length: ccid_has. */
	uint32_t value[CCID_FIELD_COUNT];
};

/* Parses a descriptor of length bytes, which may be truncated or too long. */
void ccid_read(struct ccid *ccid, const uint8_t *bytes, size_t length);

/* Returns true if the descriptor is long enough to hold the field. */
bool ccid_has(const struct ccid *ccid, enum ccid_field_id field);

/* The level at which the host exchanges with the card, of CCID_FEATURES. */
enum ccid_level {
	CCID_EXCHANGE_UNKNOWN, /* truncated, or more than one is set */
	CCID_EXCHANGE_CHARACTER,
	CCID_EXCHANGE_TPDU,
	CCID_EXCHANGE_SHORT,
	CCID_EXCHANGE_EXTENDED,
};

/* Returns the level of exchange. */
enum ccid_level ccid_level(const struct ccid *ccid);
/* Returns "TPDU", "short APDU", "short and extended APDU", "character"; NULL for unknown. */
const char *ccid_level_name(enum ccid_level level);
/* Returns the largest APDU in bytes that fits into one message; 0 if unknown. */
uint32_t ccid_max_apdu(const struct ccid *ccid);

/* Returns the data rate in bit/s at which the reader talks to a card with this TA1, at
 * dwDefaultClock, the clock after activation (ISO/IEC 7816-3:2006, 8.3); 0 if it cannot: the rate
 * is above dwMaxDataRate, the clock above f(max), or TA1 reserved. */
uint32_t ccid_ta1_rate(const struct ccid *ccid, unsigned ta1);

/* Adds the field's meaning; for a bit without a row its number. */
void ccid_field_text(struct words *words, const struct ccid *ccid, enum ccid_field_id field);

#endif
