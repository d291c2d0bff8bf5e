/* The virtual card: its ATR, its responses by prefix or from a recording, and counters. Does no
 * input or output. */
#ifndef VICARD_VIRTUAL_CARD_H
#define VICARD_VIRTUAL_CARD_H

#include "script/recording.h"
#include "vicard/card/missing.h"
#include "vicard/card/t0.h"
#include "vicard/card/relay.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	VICARD_ATR_MAX = 255, /* more than an ATR may have, so that invalid ones can be tried */
};

/* The reader's messages of one byte (vpcd's protocol). */
enum { VPCD_OFF = 0x00, VPCD_ON = 0x01, VPCD_RESET = 0x02, VPCD_ATR = 0x04 };

enum response_kind {
	RESPONSE_BYTES,  /* the bytes given */
	RESPONSE_LENGTH, /* count bytes, 00 01 02 …, then 9000 */
	RESPONSE_ECHO,   /* the command, then 9000 */
};

struct response {
	enum response_kind kind;
	uint8_t *bytes; /* owned, for RESPONSE_BYTES */
	size_t count;
};

struct prefix_response {
	uint8_t *prefix; /* owned */
	size_t prefix_length;
	struct response response;
};

struct vicard {
	uint8_t atr[VICARD_ATR_MAX];
	size_t atr_length;
	bool mute;
	struct prefix_response *answers; /* longest prefix first; owned */
	size_t answer_count, answer_size;
	struct recording recording; /* owned; used if no prefix matches */
	size_t next;                /* the record at which a search begins */
	struct missing missing;     /* commands that it has no response to */
	struct relay *relay;        /* used instead of a recording; NULL: none. Not owned */
	struct response otherwise;
	struct t0 t0;
	uint8_t *last; /* the last command; owned, VICARD_MESSAGE_MAX bytes */
	size_t last_length;
	unsigned long cold, warm, off, commands;
	bool powered;    /* it was powered since it was inserted */
	bool atr_taken;  /* its ATR was read since then */
	bool asked;      /* a command was received since the last reset */
	bool chosen_atr; /* the ATR was set, and is not the recording's */
};

/* Returns false if out of memory; vicard_end is to be called in any case. */
bool vicard_start(struct vicard *card);
void vicard_end(struct vicard *card);

/* Inserts the card: it is without power, its counters are 0 and its recording is at the start.
 * The responses by prefix are kept. */
void vicard_insert(struct vicard *card);

/* Sets the response to commands that begin with prefix; the longest prefix that matches counts.
 * length 0: to all other commands. The response becomes the card's. Returns false if out of
 * memory. */
bool vicard_answer(struct vicard *card, const uint8_t *prefix, size_t length,
                   struct response response);

/* Sets the ATR, at most VICARD_ATR_MAX bytes, from the next time that it is read, whatever the
 * recording says. */
void vicard_atr(struct vicard *card, const uint8_t *atr, size_t length);

/* Sets the recording, which becomes the card's, and the ATR that it begins with. */
void vicard_record(struct vicard *card, struct recording *recording);

/* Removes all responses by prefix. */
void vicard_forget(struct vicard *card);

/* Powers the card off; also to be called when it is removed. */
void vicard_off(struct vicard *card);

enum vicard_taken {
	VICARD_SILENT,    /* the message has no response */
	VICARD_RESPONDED, /* the response is in out */
	VICARD_FAILED,    /* the relay's card did not respond: this card is to be cut off */
};
/* Processes a message of the reader: a byte VPCD_*, or a command. Writes the response, at most
 * VICARD_MESSAGE_MAX bytes, to out. */
enum vicard_taken vicard_take(struct vicard *card, const uint8_t *message, size_t length,
                              uint8_t *out, size_t *out_length);

#endif
