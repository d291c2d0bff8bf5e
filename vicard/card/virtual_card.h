/* The virtual card itself: an ATR, answers by prefix or from a recording, and counts of what was
 * asked. No I/O. */
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
	VICARD_ATR_MAX = 255, /* more than an ATR may have: odd ones are to be tried out */
};

/* What the reader may ask with a message of one byte (vpcd's protocol). */
enum { VPCD_OFF = 0x00, VPCD_ON = 0x01, VPCD_RESET = 0x02, VPCD_ATR = 0x04 };

enum response_kind {
	RESPONSE_BYTES,  /* as given */
	RESPONSE_LENGTH, /* count bytes that count up from 00, then 9000 */
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
	struct recording recording; /* owned; asked where no answer's prefix fits */
	size_t next;                /* the record to search from */
	struct missing missing;     /* what it lacked */
	struct relay *relay;        /* asked in the place of a recording; NULL: none. Not owned */
	struct response otherwise;
	struct t0 t0;
	uint8_t *last; /* the last command; owned, VICARD_MESSAGE_MAX bytes */
	size_t last_length;
	unsigned long cold, warm, off, commands;
	bool powered;    /* power came since the card was inserted */
	bool atr_taken;  /* and the ATR was read after it */
	bool asked;      /* a command came since the last reset */
	bool chosen_atr; /* the ATR is not the recording's */
};

/* Returns false if out of memory. */
bool vicard_start(struct vicard *card);
void vicard_end(struct vicard *card);

/* A card enters the reader: without power, all counts 0, its recording at the start. Answers stay.
 */
void vicard_insert(struct vicard *card);

/* Sets what commands that start with prefix are answered with; the longest prefix wins. Length 0:
 * every other command. The response becomes the card's. Returns false if out of memory. */
bool vicard_answer(struct vicard *card, const uint8_t *prefix, size_t length,
                   struct response response);

/* Makes the card answer with this ATR from the next question on, whatever a recording tells. */
void vicard_atr(struct vicard *card, const uint8_t *atr, size_t length);

/* Makes the card the one that was recorded; the recording becomes the card's. */
void vicard_record(struct vicard *card, struct recording *recording);

/* Forgets all answers but the recording. */
void vicard_forget(struct vicard *card);

/* Power off, or the card leaves the reader. */
void vicard_off(struct vicard *card);

enum vicard_taken {
	VICARD_SILENT,    /* the message has no answer */
	VICARD_RESPONDED, /* it is in out */
	VICARD_FAILED,    /* the relay's card gave none: this one is to be cut off */
};
/* Takes one message from the reader and writes the answer's bytes, at most VICARD_MESSAGE_MAX, to
 * out. */
enum vicard_taken vicard_take(struct vicard *card, const uint8_t *message, size_t length,
                              uint8_t *out, size_t *out_length);

#endif
