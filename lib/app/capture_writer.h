/* A run as a capture that Wireshark opens, written by the helper "capture" while it goes on. */
#ifndef APP_CAPTURE_WRITER_H
#define APP_CAPTURE_WRITER_H

#include "base/card.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All functions but the first take NULL, and do nothing then. */
struct capture_writer;

/* Starts to write path as scriptor --record does: replaced when it is complete, a device or FIFO
 * written to at once. Returns NULL after a message. */
struct capture_writer *capture_writer_start(const char *path, bool shows_secrets);

enum capture_power {
	CAPTURE_CONNECTED, /* the card has power, and is new to us or was powered again */
	CAPTURE_WARM,
	CAPTURE_COLD,
};
/* What follows is of the card in this reader, which was just connected or reset. The same card as
 * before in the same reader, if only connected, is not reported again. */
void capture_writer_card(struct capture_writer *writer, const char *reader, const struct card *card,
                         enum capture_power power);
/* Call it before the command is sent, and the next one with its response; secret bytes, and those
 * for which hidden (as value_hidden makes it; NULL: none) has 1, become "*" (2A). */
void capture_writer_command(struct capture_writer *writer, const uint8_t *command, size_t length,
                            const struct text *hidden);
void capture_writer_response(struct capture_writer *writer, const uint8_t *response, size_t length);

enum capture_change {
	CAPTURE_POWER_OFF,
	CAPTURE_RESET, /* its ATR is reported with the next capture_writer_card */
	CAPTURE_REMOVED,
	CAPTURE_INSERTED,
};
void capture_writer_change(struct capture_writer *writer, enum capture_change change);

/* Ends the capture, and frees it; the file is replaced if keep is set. Returns false after a
 * message: it is not complete, and the old one unchanged. */
bool capture_writer_end(struct capture_writer **writer, bool keep);

#endif
