/* Describes P1 and P2. */
#ifndef APDU_PARAMETERS_H
#define APDU_PARAMETERS_H

#include "apdu/command.h"
#include "words/words.h"

struct parameters {
	struct words p1, p2;
	struct words brief; /* for the command in one line, after its name: " of record 1" */
	bool together;      /* p1 describes both */
};

/* Fills parameters, which is all zero, for a command of four bytes or more. Leaves it as it is if
 * no standard defines the instruction's parameters. */
void parameters_describe(struct parameters *parameters, const struct command *command);

/* The meaning of some bits of P1 or P2. Of the rows with the same mask the first match counts; "#"
 * in its text is replaced by the value of these bits. */
struct parameter_bits {
	uint8_t mask, value;
	const char *text; /* NULL ends a list */
};

struct parameters_row {
	enum ins_group group;
	uint8_t ins, mask;
	enum family family; /* FAMILY_NONE: any */
	/* The bits of P1 and P2, and the text of brief, in which "%1" and "%2" stand for their
	 * texts; or NULL. */
	const struct parameter_bits *p1, *p2;
	const char *brief;
	/* A function in place of these, where bits are not enough; or NULL. */
	void (*describe)(struct parameters *parameters, const struct command *command);
};

/* Of a parameter that is always 00. */
extern const struct parameter_bits parameters_none[];

/* Ended by a row without rows and function. */
extern const struct parameters_row parameters_files[]; /* ISO/IEC 7816-4, files and data objects */
extern const struct parameters_row parameters_security[]; /* ISO/IEC 7816-4 and -8, security */
extern const struct parameters_row parameters_cards[];    /* cards' own */
extern const struct parameters_row parameters_calypso[];  /* Calypso's */
extern const struct parameters_row parameters_readers[];  /* PC/SC part 3, readers' own */
extern const struct parameters_row parameters_tokens[];   /* YubiKey, SmartCard-HSM … */

/* All of these, in the order in which they are searched, then NULL. */
extern const struct parameters_row *const parameters_tables[];

/* Returns true if this row ends a table. */
bool parameters_is_last(const struct parameters_row *row);
/* Returns the first row that matches a command of four bytes or more; NULL if none does. */
const struct parameters_row *parameters_find(const struct command *command);

/* Describes P1 P2 of READ BINARY and its relatives: "offset 16 of SFI 1", "offset 256 of the
 * current EF" (ISO/IEC 7816-4:2005, 7.2.2). */
void parameters_offset(struct parameters *parameters, const struct command *command);
/* Describes the tag or number that P1 P2 of GET DATA and PUT DATA name (7.4.1, table 62). */
void parameters_data_object(struct parameters *parameters, const struct command *command);

/* A value of a whole P1 or P2, or of a part of one. */
struct parameter_value {
	uint8_t value;
	const char *text; /* NULL ends a list */
};

/* Returns the text of value in the list; NULL if it is not in it. */
const char *parameter_value_find(const struct parameter_value *values, uint8_t value);
/* The same; "reserved" if it is not in the list. */
const char *parameter_value_text(const struct parameter_value *values, uint8_t value);

#endif
