/* What a card was asked and has answered, as a script that asks it again and expects the same. */
#ifndef SCRIPT_RECORD_H
#define SCRIPT_RECORD_H

#include "base/card.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is empty. */
struct record {
	struct text text;
	unsigned secrets;   /* so far */
	bool shows_secrets; /* secret data is recorded */
};

/* Each takes NULL for a record and does nothing then. */

/* "# ATR:" and "# protocol:" of a card; a command that led to it ("reset") stands before them where
 * it is not NULL. */
void record_card(struct record *record, const struct card *card, const char *command);
/* Adds the command alone, without a newline, preceded by its "pin" lines. */
void record_command(struct record *record, const uint8_t *command, size_t length,
                    const struct text *hidden);
/* A command and its answer, status word included. Secret data, and bytes for which hidden (as
 * value_hidden makes it; NULL: none) has 1, become "pin secret1 hex "8 bytes"" and $secret1. */
void record_apdu(struct record *record, const uint8_t *command, size_t length,
                 const struct text *hidden, const uint8_t *response, size_t response_length);

#endif
