/* The fields of an ATR out of what render_atr_json wrote. */
#ifndef RENDER_ATR_FIELDS_JSON_H
#define RENDER_ATR_FIELDS_JSON_H

#include "atr/atr_fields.h"

#include <stdbool.h>
#include <stddef.h>

/* Reads the keys "convention", "interface" and "historical" of one object; all others are left
 * aside, and so are T0, the upper half of each TDi and TCK, which follow from the fields. False,
 * and why filled. */
bool atr_fields_from_json(struct atr_fields *fields, const char *text, size_t length,
                          char why[ATR_FIELDS_WHY]);

#endif
