/* The text form of a capture, which the helper "capture" writes and reads. It begins with the line
 * "# capture"; then comes a line for each event of session N:
 *
 *	# session N READER     begins a session; again before a further ATR and protocol of it
 *	# ATR: HEX             the card was powered, or reset if it had power
 *	# protocol: T=0        or T=1; omitted if unknown
 *	N > HEX                a command
 *	N < HEX                its response, with SW1 SW2; omitted if the capture has none
 *	N # TEXT               a comment
 *
 * "N # power off" before an ATR makes the reset a cold one. In text to be encoded, "N # time S.U"
 *is the time of the lines that follow, in s and µs since 1970, and "N # card removed" and "N # card
 * inserted" are notifications of the reader. Secret bytes that were masked are 2A ("*"). */
#ifndef CAPTURE_CAPTURE_TEXT_H
#define CAPTURE_CAPTURE_TEXT_H

#include "base/text.h"
#include "capture/capture_event.h"

#include <stdbool.h>
#include <stddef.h>

/* The first line, without its newline. */
extern const char capture_text_start[];

/* Adds the line of an event, with its newline. */
void capture_text_add(struct text *text, const struct capture_event *event);

/* Parses a line of length characters without its newline. The event points into room, of
 * CAPTURE_BYTES_MAX bytes. *session is 0 before the first line and keeps the number of the last
 * "# session" line. Returns false if the line has none of the forms above. A blank line and the
 * first line are comments of session 0. */
bool capture_text_read(const char *line, size_t length, unsigned *session, uint8_t *room,
                       struct capture_event *event);

#endif
