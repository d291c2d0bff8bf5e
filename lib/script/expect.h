/* What a script expects of an answer, held against the answer. */
#ifndef SCRIPT_EXPECT_H
#define SCRIPT_EXPECT_H

#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* True where one of the patterns of sw (four nibbles each, X for any) fits. */
bool expect_status_word(const struct script *script, struct range sw, uint16_t status_word);

/* True where the pattern (nibbles, X for any, a last * for any rest) fits all the data. */
bool expect_data(const char *pattern, size_t pattern_length, const uint8_t *data, size_t length);

/* True where all that is expected is met; else why not, added to why. ms is how long it took. */
bool expect_met(const struct script *script, const struct expect *expect, const uint8_t *data,
                size_t length, uint16_t status_word, double ms, struct text *why);

#endif
