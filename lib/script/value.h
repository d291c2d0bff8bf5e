/* The bytes that items stand for when a statement runs. */
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
	bool no_memory; /* that is why: nothing is wrong with the script */
};

/* Adds the bytes of items to out; false with the reason in error. */
bool value_items(const struct script *script, struct range items, const struct variables *variables,
                 struct text *out, struct value_error *error);

/* Adds the bytes of a raw or built statement's APDU to out. A built one is made for T=0 if t0:
 * without Le in case 4, and short where its data allows it (ISO/IEC 7816-3, 12.2). */
bool value_apdu(const struct script *script, const struct statement *statement,
                const struct variables *variables, bool t0, struct text *out,
                struct value_error *error);

/* Makes hidden as long as bytes, which are what value_apdu gave for the statement: 1 for each byte
 * that comes from a secret variable, else 0. hidden is empty if there is none. */
void value_hidden(const struct script *script, const struct statement *statement,
                  struct variables *variables, bool t0, const struct text *bytes,
                  struct text *hidden);
/* What a person typed for "pin", as the statement says: padded with FF, at most 255 bytes. Returns
 * false with the reason in *why, which does not reveal the input. */
bool value_pin(const struct statement *statement, const char *text, size_t length, uint8_t out[256],
               size_t *count, const char **why);
/* Returns true if an item's value is secret. */
bool value_is_secret(const struct script *script, struct range items,
                     const struct variables *variables);

#endif
