/* Meanings of status words SW1 SW2: ISO/IEC 7816-4:2005, 5.1.3, and those that SIMs, DESFire and
 * others add. */
#ifndef NAMES_SW_H
#define NAMES_SW_H

#include "names/family.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sw_class {
	SW_NORMAL,
	SW_WARNING,
	SW_EXECUTION, /* execution error */
	SW_CHECKING,  /* checking error */
	SW_PROPRIETARY,
	SW_INVALID, /* no status word: ISO/IEC 7816-3, 10.3.3 */
};

/* The command that was answered, on which the meaning of some values depends. */
struct sw_context {
	bool known;
	uint8_t cla, ins, p1, p2;
	bool has_data;      /* has a data field */
	enum family family; /* of the selected application */
};

struct sw_row {
	uint16_t first, last;
	uint8_t when; /* sw.c's condition on the command */
	enum sw_class class;
	/* %d SW2 in decimal with 0 as 256, %s the "s" of its plural, %n its low nibble, %x in hex
	 */
	const char *text;
	const char *source; /* the standard and its clause */
};

/* Returns the row for a status word after this command (NULL: unknown); never NULL. */
const struct sw_row *sw_find(uint16_t sw, const struct sw_context *context);

/* Writes the row's sentence for this status word, without a full stop, to out of size bytes (160
 * are enough). Returns its length. */
size_t sw_text(const struct sw_row *row, uint16_t sw, char *out, size_t size);

/* Returns "normal", "warning", "execution error" … */
const char *sw_class_name(enum sw_class class);

#endif
