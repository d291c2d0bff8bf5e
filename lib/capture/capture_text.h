/* A capture as text, which the helper "capture" writes and reads. It begins with "# capture"; then
 * a line for each event of session N:
 *
 *	# session N READER     begins a session, or says that the next two lines are of it again
 *	# ATR: HEX             the card was powered; of a card that had power it is a warm reset
 *	# protocol: T=0        or T=1; missing where nothing told it
 *	N > HEX                a command
 *	N < HEX                its response, with SW1 SW2; none where the capture has none
 *	N # TEXT               a comment
 *
 * The line "N # power off" before an ATR makes the reset a cold one. For writing, "N # time S.U"
 * gives the time of the lines that follow, in s and µs since 1970, and "N # card removed" and
 * "N # card inserted" are as the reader notifies them. Secret bytes that were masked are 2A ("*").
 */
#ifndef CAPTURE_CAPTURE_TEXT_H
#define CAPTURE_CAPTURE_TEXT_H

#include "base/text.h"
#include "capture/capture_event.h"

#include <stdbool.h>
#include <stddef.h>

/* The first line. */
extern const char capture_text_start[];

/* Adds the line of an event. */
void capture_text_add(struct text *text, const struct capture_event *event);

/* Reads a line, without its newline, of length characters; the event's bytes and text are in room,
 * which holds CAPTURE_BYTES_MAX bytes. *session is that of the last "# session" line, at first 0.
 * Returns false if it is not one of the lines above. A blank line, and the first one, is a comment
 * of session 0. */
bool capture_text_read(const char *line, size_t length, unsigned *session, uint8_t *room,
                       struct capture_event *event);

#endif
