/* Records commands and responses as a script that sends the same commands and expects the same
 * responses. */
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
	unsigned secrets;   /* number of secrets so far */
	bool shows_secrets; /* secret data is recorded */
};

/* Each function does nothing if record is NULL. */

/* Adds the lines "# ATR:" and "# protocol:" of a card; before them the command that led to it
 * ("reset") unless it is NULL. */
void record_card(struct record *record, const struct card *card, const char *command);
/* Adds the command as record_apdu does, without its response and without a newline. */
void record_command(struct record *record, const uint8_t *command, size_t length,
                    const struct text *hidden);
/* Adds a command and its response, status word included. Secret bytes of the command, those of
 * secret_find and those for which hidden (of value_hidden; NULL: none) has 1, become a line "pin
 * secret1 hex "8 bytes"" and $secret1. */
void record_apdu(struct record *record, const uint8_t *command, size_t length,
                 const struct text *hidden, const uint8_t *response, size_t response_length);

#endif
