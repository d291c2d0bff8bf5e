/* Writes commands and responses to a capture for Wireshark, through the helper "capture". */
#ifndef APP_CAPTURE_WRITER_H
#define APP_CAPTURE_WRITER_H

#include "base/card.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All functions but the first do nothing if writer is NULL. */
struct capture_writer;

/* Starts a capture. A regular file at path is replaced when the capture is complete; a device or
 * FIFO is written to at once. shows_secrets: secret data is not masked. Returns NULL after a
 * message. */
struct capture_writer *capture_writer_start(const char *path, bool shows_secrets);

enum capture_power {
	CAPTURE_CONNECTED, /* connected to a card that has power */
	CAPTURE_WARM,
	CAPTURE_COLD,
};
/* Notes that the card in this reader was connected or reset, to which everything that follows
 * belongs. If it was only connected and is the same as before, nothing is written. */
void capture_writer_card(struct capture_writer *writer, const char *reader, const struct card *card,
                         enum capture_power power);
/* Writes a command before it is sent. Secret bytes, and those for which hidden (of value_hidden;
 * NULL: none) has 1, become "*" (2A). */
void capture_writer_command(struct capture_writer *writer, const uint8_t *command, size_t length,
                            const struct text *hidden);
/* Writes the response to it. */
void capture_writer_response(struct capture_writer *writer, const uint8_t *response, size_t length);

enum capture_change {
	CAPTURE_POWER_OFF,
	CAPTURE_RESET, /* its ATR is reported with the next capture_writer_card */
	CAPTURE_REMOVED,
	CAPTURE_INSERTED,
};
/* Writes a change of the card's state. */
void capture_writer_change(struct capture_writer *writer, enum capture_change change);

/* Ends the capture, frees the writer and sets *writer to NULL; the file is replaced if keep.
 * Returns false after a message if the capture is incomplete; the old file is then unchanged. */
bool capture_writer_end(struct capture_writer **writer, bool keep);

#endif
