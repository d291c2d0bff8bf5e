/* The fields of an ATR by name, as people write them: "TA1" is "96". */
#ifndef ATR_ATR_FIELDS_H
#define ATR_ATR_FIELDS_H

#include "atr/atr_build.h"

#include <stdbool.h>
#include <stddef.h>

/* A direct convention and nothing else: 3B 00. */
void atr_fields_start(struct atr_fields *fields);

enum { ATR_FIELDS_WHY = 120 };

/* Sets one, its name in any case: "TS" (3B or 3F), "T" (protocols in their order: "1" or "0,15"),
 * "TA1" … "TC32" (two hex digits), "hist" (hex). name ends after name_length. What is set a second
 * time is an error. False, and why filled with what is wrong. */
bool atr_fields_set(struct atr_fields *fields, const char *name, size_t name_length,
                    const char *value, char why[ATR_FIELDS_WHY]);

#endif
