/* Checks responses against what a script expects. */
#ifndef SCRIPT_EXPECT_H
#define SCRIPT_EXPECT_H

#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Returns true if one of the patterns of sw (4 nibbles each, X for any) matches. */
bool expect_status_word(const struct script *script, struct range sw, uint16_t status_word);

/* Returns true if a response meets the expectation; else adds the reason to why. ms is how long
 * the response took. */
bool expect_met(const struct script *script, const struct expect *expect, const uint8_t *data,
                size_t length, uint16_t status_word, double ms, struct text *why);

#endif
