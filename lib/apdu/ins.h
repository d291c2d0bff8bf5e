/* Names of instructions: ISO/IEC 7816-4:2005, 5.1.2, and those that other specifications define in
 * their classes. */
#ifndef APDU_INS_H
#define APDU_INS_H

#include "base/span.h"
#include "names/family.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Classes that share a table. */
enum ins_group {
	INS_ISO,     /* 00..7F; 94 FA: Calypso */
	INS_GLOBAL,  /* 80..8F C0..CF E0..EF: GlobalPlatform, UICC, EMV */
	INS_SIM,     /* A0 */
	INS_DESFIRE, /* 90 */
	INS_MUSCLE,  /* B0 */
	INS_READER,  /* FF */
	INS_UNKNOWN, /* any other */
};

struct ins_row {
	enum ins_group group;
	uint8_t ins;
	uint8_t mask;       /* FE: the odd instruction is the same with data in BER-TLV */
	enum family family; /* FAMILY_NONE: of the whole group */
	bool alone;         /* only if an application of this family is selected */
	const char *name;
	const char *source;
	/* 0, or a condition: the tag of the first of the objects that the data consist of, or
	 * INS_ASKS. Where it is met, rows without it do not count. */
	int16_t data;
};

enum { INS_ASKS = -1 }; /* the command has no data, but an Le */

enum { INS_NAMES_MAX = 4 };

struct ins_names {
	const struct ins_row *rows[INS_NAMES_MAX]; /* the likeliest first */
	size_t count;                              /* 0: unknown */
	bool shared;   /* several families give it the same name: the name does not determine the
	                  family */
	bool guessed;  /* another application is selected than those that the rows are of */
	bool would_be; /* the class is proprietary: the row says what INS is in ISO/IEC 7816-4 */
};

/* Returns the group of a class byte. */
enum ins_group ins_group(uint8_t cla);

/* What shows the meaning of INS. */
struct ins_sent {
	uint8_t cla, ins, p1;
	const uint8_t *data; /* nc bytes; NULL if 0 */
	size_t nc;
	bool asks; /* has no data, but an Le */
};

/* Returns the names of a command, in a session where an application of family is selected: several
 * if INS has several meanings and nothing shows which one applies. */
struct ins_names ins_find(const struct ins_sent *sent, enum family family);

/* Returns true for 6X and 9X, which are not instructions: with T=0 they would be procedure bytes
 * (ISO/IEC 7816-4:2005, 5.1.2). */
bool ins_is_invalid(uint8_t cla, uint8_t ins);

/* Returns the row of class 00 with the longest name, in any case, that begins the text and is
 * followed by a blank or the end; NULL if there is none. */
const struct ins_row *ins_by_name(struct span text);

/* All rows (ins_table.c). Of names that apply to the same command, the earlier one is the likelier.
 */
extern const struct ins_row ins_table[];
extern const size_t ins_row_count;

#endif
