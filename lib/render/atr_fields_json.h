/* Reads the fields of an ATR from JSON. */
#ifndef RENDER_ATR_FIELDS_JSON_H
#define RENDER_ATR_FIELDS_JSON_H

#include "atr/atr_fields.h"

#include <stdbool.h>
#include <stddef.h>

/* Fills fields from the keys "convention", "interface" and "historical" of an object as
 * render_atr_json writes it, length bytes of text. Ignores all other keys, and T0, the upper half
 * of each TDi and TCK, which follow from the fields. Returns false, with the reason in why, if it
 * is not JSON or a value is invalid; with "" in why if out of memory. */
bool atr_fields_from_json(struct atr_fields *fields, const char *text, size_t length,
                          char why[ATR_FIELDS_WHY]);

#endif
