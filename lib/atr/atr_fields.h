/* The fields of an ATR by name, as people write them: "TA1" is "96". */
#ifndef ATR_ATR_FIELDS_H
#define ATR_ATR_FIELDS_H

#include "atr/atr_build.h"

#include <stdbool.h>
#include <stddef.h>

/* Sets all fields to those of the shortest ATR, 3B 00. */
void atr_fields_start(struct atr_fields *fields);

enum { ATR_FIELDS_WHY = 120 };

/* Sets the field that name_length characters of name call, in any case, to a NUL-terminated value:
 * "TS" (3B or 3F), "T" (protocols in their order: "1" or "0,15"), "TA1" … "TC32" (two hex digits)
 * or "hist" (up to 15 bytes in hex). Returns false, with the reason in why, if the name is unknown,
 * the value invalid or the field set already. */
bool atr_fields_set(struct atr_fields *fields, const char *name, size_t name_length,
                    const char *value, char why[ATR_FIELDS_WHY]);

#endif
