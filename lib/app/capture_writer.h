/* Writes commands and responses to a capture for Wireshark, through the helper "capture". */
#ifndef APP_CAPTURE_WRITER_H
#define APP_CAPTURE_WRITER_H

#include "base/card.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All functions but the first do nothing if writer is NULL. An error is reported by the last. */
struct capture_writer;

/* Starts a capture. A regular file at path is replaced when the capture ends; a device or FIFO is
 * written to at once. shows_secrets: secret data is not masked. Returns a writer for
 * capture_writer_end; NULL after a message. */
struct capture_writer *capture_writer_start(const char *path, bool shows_secrets);

enum capture_power {
	CAPTURE_CONNECTED, /* connected to a card that has power */
	CAPTURE_WARM,
	CAPTURE_COLD,
};
/* Begins what concerns the card in this reader, after it was connected or reset: writes its ATR and
 * protocol, unless it was only connected, has the same ATR as before and did not lose power. */
void capture_writer_card(struct capture_writer *writer, const char *reader, const struct card *card,
                         enum capture_power power);
/* Writes a command, to be called before it is sent. Secret bytes, and those for which hidden (of
 * value_hidden; NULL: none) has a byte other than 0, become "*" (2A). */
void capture_writer_command(struct capture_writer *writer, const uint8_t *command, size_t length,
                            const struct text *hidden);
/* Writes the response to that command. */
void capture_writer_response(struct capture_writer *writer, const uint8_t *response, size_t length);

enum capture_change {
	CAPTURE_POWER_OFF,
	CAPTURE_RESET, /* its ATR is reported with the next capture_writer_card */
	CAPTURE_REMOVED,
	CAPTURE_INSERTED,
};
/* Writes a change of the card's state. */
void capture_writer_change(struct capture_writer *writer, enum capture_change change);

/* Ends the capture, frees the writer and sets *writer to NULL. The file is replaced if keep is true
 * and the capture complete. Returns false if it is not complete, after a message. */
bool capture_writer_end(struct capture_writer **writer, bool keep);

#endif
