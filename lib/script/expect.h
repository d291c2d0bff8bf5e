/* Checks responses against the expectations of a script. */
#ifndef SCRIPT_EXPECT_H
#define SCRIPT_EXPECT_H

#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returns true if the status word matches one of the patterns of sw, four characters each with X
 * for any digit. */
bool expect_status_word(const struct script *script, struct range sw, uint16_t status_word);

/* Returns true if a response matches the expectation: length bytes of data, the status word, and
 * the time it took in ms. Else adds the reason to why. */
bool expect_met(const struct script *script, const struct expect *expect, const uint8_t *data,
                size_t length, uint16_t status_word, double ms, struct text *why);

#endif
