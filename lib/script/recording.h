/* A recording: a script of commands, each with the complete response of a card as "[data] (SW)". */
#ifndef SCRIPT_RECORDING_H
#define SCRIPT_RECORDING_H

#include "base/card.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct recorded {
	uint32_t line;
	bool reset;       /* no command: the card was reset */
	bool secret;      /* matches commands with any bytes after CLA INS P1 P2 */
	uint8_t *command; /* owned */
	size_t length;
	uint8_t *response; /* owned; with SW1 SW2, at most CARD_RESPONSE_MAX bytes */
	size_t response_length;
};

/* ATR and protocol of the card from a record on: the lines "# ATR:" and "# protocol:". */
struct recorded_card {
	size_t at; /* the first record after these lines */
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
	bool atr_known;              /* there is a line "# ATR:", maybe an empty one */
	enum card_protocol protocol; /* CARD_NONE: unknown */
};

/* All zero is empty. */
struct recording {
	struct recorded *records; /* owned */
	size_t count, size;
	struct recorded_card *cards; /* owned; by at */
	size_t card_count, card_size;
};

struct recording_error {
	size_t line, column; /* from 1 */
	char text[240];
	bool no_memory; /* the only reason */
};

/* Parses a recording, or a script of the same form written by hand: raw or built APDUs, each with
 * its whole response, and reset, set and pin between them. Ignores commands without an expectation,
 * and echo, test, sleep, explain, time and tlv; any other command is an error. Returns false with
 * the reason in error. */
bool recording_read(struct recording *recording, const char *text, size_t length,
                    struct recording_error *error);
void recording_free(struct recording *recording);

/* Returns the card of record number at, from 0, or for the number of records the card at the end;
 * NULL if the recording does not describe it. */
const struct recorded_card *recording_card(const struct recording *recording, size_t at);

/* Returns true if the record's command is this one. */
bool recorded_fits(const struct recorded *record, const uint8_t *command, size_t length);

#endif
