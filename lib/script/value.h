/* Computes the bytes of items and APDUs when a statement runs. */
#ifndef SCRIPT_VALUE_H
#define SCRIPT_VALUE_H

#include "script/script.h"
#include "script/variables.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { VALUE_MAX = 1 << 20 }; /* bytes of one value: a loop of "set x = $x $x" ends somewhere */

struct value_error {
	char text[160];
	bool no_memory; /* the only reason */
};

/* Adds the bytes of items to out. Returns false with the reason in error. */
bool value_items(const struct script *script, struct range items, const struct variables *variables,
                 struct text *out, struct value_error *error);

/* Adds the APDU of a raw or built statement to out. If t0, a built one gets the form for T=0:
 * without Le in case 4, and short if its data allows it (ISO/IEC 7816-3:2006, 12.2). Returns false
 * with the reason in error. */
bool value_apdu(const struct script *script, const struct statement *statement,
                const struct variables *variables, bool t0, struct text *out,
                struct value_error *error);

/* Fills hidden for bytes, the statement's APDU of value_apdu: a 1 for each byte from a secret
 * variable, 0 for any other. hidden is empty if no byte is. */
void value_hidden(const struct script *script, const struct statement *statement,
                  struct variables *variables, bool t0, const struct text *bytes,
                  struct text *hidden);
/* Converts what the user typed for "pin" to the statement's form, padded with FF, at most 255 bytes
 * at out. Returns false with the reason in *why, which does not reveal the input. */
bool value_pin(const struct statement *statement, const char *text, size_t length, uint8_t out[256],
               size_t *count, const char **why);
/* Returns true if one of the items is a secret variable. */
bool value_is_secret(const struct script *script, struct range items,
                     const struct variables *variables);
/* Returns true if one of the items is written in the script, or is a literal variable. */
bool value_is_literal(const struct script *script, struct range items,
                      const struct variables *variables);

#endif
