/* What the interface bytes of an ATR mean: ISO/IEC 7816-3:2006, 8.2, 8.3, 10.2 and 11.4, and ETSI
 * TS 102 221 if ISO leaves a value open. One row for each byte, for each field of its bits and
 * for each value of a field: all outputs and the checks read these rows. */
#ifndef ATR_MEANINGS_H
#define ATR_MEANINGS_H

#include "atr/atr_walk.h"
#include "words/words.h"

#include <stdbool.h>
#include <stdint.h>

/* Fields, in the order of their words. */
enum atr_field_id {
	ATR_FIELD_TS,
	ATR_FIELD_Y1,
	ATR_FIELD_K,
	ATR_FIELD_FI,
	ATR_FIELD_DI,
	ATR_FIELD_PI1,
	ATR_FIELD_II,
	ATR_FIELD_TB1_B8,
	ATR_FIELD_N,
	ATR_FIELD_T,
	ATR_FIELD_Y,
	ATR_FIELD_TA2_RESERVED,
	ATR_FIELD_TA2_T,
	ATR_FIELD_TA2_B5,
	ATR_FIELD_TA2_B8,
	ATR_FIELD_PI2,
	ATR_FIELD_WI,
	ATR_FIELD_IFSC,
	ATR_FIELD_BWI,
	ATR_FIELD_CWI,
	ATR_FIELD_EDC,
	ATR_FIELD_EDC_RESERVED,
	ATR_FIELD_CLOCK_STOP,
	ATR_FIELD_CLASSES,
	ATR_FIELD_SPU,
	ATR_FIELD_COUNT,
};

/* The values first to last of a field. */
struct atr_value {
	uint8_t first, last;
	/* "#" stands for the value, "~" for the value in tenths, "&" for the bits that are set.
	 * Empty: the words of the byte omit the field. NULL: its number is enough, or the
	 * field's function. */
	const char *text;
	const char *name;                   /* short, where a program reads it; or NULL */
	const struct problem_kind *problem; /* what such a value gives; or NULL */
	uint16_t number;                    /* the meaning of a value of a coded field */
	uint32_t f_max_hz;                  /* of Fi */
};

/* A bit of a field whose bits are independent. */
struct atr_bit {
	uint8_t mask; /* of the value */
	const char *name;
	const char *detail; /* or NULL */
};

struct atr_field {
	uint8_t mask;
	bool coded;                     /* its values are codes of numbers */
	const char *line;               /* in its byte's words: "#" is the number, "@" the text */
	const struct atr_value *values; /* the first that fits counts; others are reserved */
	size_t count;
	const struct problem_kind *reserved; /* what a value that is in no row gives; or NULL */
	const struct problem_kind *unusable; /* the same where TA2 puts TA1 in force */
	const struct atr_bit *bits;
	size_t bit_count;
	/* For what rows cannot express: values whose text is NULL. index is that of the byte. */
	void (*put)(struct words *words, unsigned value, unsigned index);
};

extern const struct atr_field atr_fields[ATR_FIELD_COUNT];

enum atr_meaning_id {
	ATR_MEANING_T0,
	ATR_MEANING_TA1,
	ATR_MEANING_TB1,
	ATR_MEANING_TC1,
	ATR_MEANING_TD,
	ATR_MEANING_TA2,
	ATR_MEANING_TB2,
	ATR_MEANING_TC2,
	ATR_MEANING_TA_T1,
	ATR_MEANING_TB_T1,
	ATR_MEANING_TC_T1,
	ATR_MEANING_TA_T15,
	ATR_MEANING_TB_T15,
	ATR_MEANING_TC_T15,
	ATR_MEANING_T0_OTHER,
	ATR_MEANING_T14,
	ATR_MEANING_RESERVED,
	ATR_MEANING_COUNT,
};

enum { ATR_ANY = -1, ATR_LATER = 3 };

struct atr_meaning {
	int kind;     /* enum atr_kind, or ATR_ANY */
	int index;    /* ATR_LATER: 3 and above */
	int protocol; /* T, or ATR_ANY */
	const char *clause;
	enum atr_field_id first; /* of its fields */
	unsigned count;
	bool once; /* a further one for the same T is reserved */
	const struct problem_kind
		*problem; /* what such a byte gives, whatever its value; or NULL */
	const char *text; /* of a byte without fields: "#" is T */
};

extern const struct atr_meaning atr_meanings[ATR_MEANING_COUNT];

/* Returns the row of atr_meanings for an interface byte from T0 on. */
enum atr_meaning_id atr_meaning_of(const struct atr_interface *byte);

/* Returns true if an earlier byte has the same meaning, so that this one has no effect (11.4). */
bool atr_is_repeated(const struct atr_interface *byte);

/* Adds the meaning of the byte, without regard to the ATR's other bytes. */
void atr_meaning_text(struct words *words, const struct atr_interface *byte);

/* Returns the interface byte that contains the field, which is not one of TS; NULL if the byte is
 * absent. */
const struct atr_interface *atr_field_byte(const struct atr *atr, enum atr_field_id field);
/* Returns true if the ATR announces no such byte, as atr_lacks. */
bool atr_field_lacks(const struct atr *atr, enum atr_field_id field);

/* Returns the field's value in a byte, shifted to the lowest bits. */
unsigned atr_field_of(enum atr_field_id field, unsigned byte);
/* Returns the row of a value; NULL if it is reserved. */
const struct atr_value *atr_field_row(enum atr_field_id field, unsigned value);
/* Returns the number that a value of a coded field stands for (0 if reserved), or the value of any
 * other field. */
unsigned atr_field_number(enum atr_field_id field, unsigned value);
/* Adds that number in decimal; "reserved" for a reserved value of a coded field. */
void atr_field_put_number(struct words *words, enum atr_field_id field, unsigned value);
/* Adds what a value of the field means. */
void atr_field_text(struct words *words, enum atr_field_id field, unsigned value);

/* Adds "16 cycles per etu, 250000 bit/s at 4 MHz" for a TA1 at a clock in Hz; nothing if Fi or Di
 * is reserved. */
void atr_rate_text(struct words *words, unsigned ta1, double clock_hz);

/* Classes of operating conditions: the bits of the class indicator (ISO/IEC 7816-3:2006, 8.3).
 * Ended by a mask of 0. */
extern const struct atr_bit atr_classes[];

#endif
