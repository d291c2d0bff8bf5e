/* A recording: a script of commands, each with the complete response of a card as "[data] (SW)". */
#ifndef SCRIPT_RECORDING_H
#define SCRIPT_RECORDING_H

#include "base/card.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct recorded {
	uint32_t line;
	bool reset;       /* no command: the card was reset here */
	bool secret;      /* any bytes may follow CLA INS P1 P2 of the command */
	uint8_t *command; /* owned */
	size_t length;
	uint8_t *response; /* owned; with SW1 SW2, at most CARD_RESPONSE_MAX bytes */
	size_t response_length;
};

/* What a card says of itself from a record on: "# ATR:" and "# protocol:". */
struct recorded_card {
	size_t at; /* the first record behind it */
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
	bool atr_known;              /* there is a line "# ATR:", maybe an empty one */
	enum card_protocol protocol; /* CARD_NONE: unknown */
};

/* All zero is an empty one. */
struct recording {
	struct recorded *records; /* owned */
	size_t count, size;
	struct recorded_card *cards; /* owned; by place */
	size_t card_count, card_size;
};

/* What is wrong with a recording, and where. */
struct recording_error {
	size_t line, column;
	char text[240];
	bool no_memory; /* that is why: nothing is wrong with the recording */
};

/* Reads a recording, or a table of answers written by hand: a script of raw or built APDUs, each
 * with its whole answer, and between them reset, set and pin, which asks for nothing here. A
 * command without an expectation, whose answer a trace did not have, is none that can be answered.
 * What says nothing to a card (echo, test, sleep, explain, time, tlv) is passed over, any other
 * command is an error. Returns false with the reason in error. */
bool recording_read(struct recording *recording, const char *text, size_t length,
                    struct recording_error *error);
void recording_free(struct recording *recording);

/* Returns what holds for the record at this place (the count of records: for the end); NULL if
 * nothing is told. */
const struct recorded_card *recording_card(const struct recording *recording, size_t at);

/* Returns true if this record answers the command. */
bool recorded_fits(const struct recorded *record, const uint8_t *command, size_t length);

#endif
