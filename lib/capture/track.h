/* Reports the events of one slot in the order of a trace: ATR and protocol come before the first
 * command, although the protocol may become known later than comments. */
#ifndef CAPTURE_TRACK_H
#define CAPTURE_TRACK_H

#include "base/text.h"
#include "capture/capture_event.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TRACK_ATR_MAX = 33, TRACK_NO_PROTOCOL = -1 };

/* Shared by the tracks of a capture. */
struct track_list {
	struct capture_sink sink;
	unsigned count; /* of sessions that have begun */
	bool failed;    /* out of memory */
};

struct track {
	struct track_list *list;
	char reader[CAPTURE_READER_SIZE];
	unsigned number; /* of its session; 0: nothing of it was reported yet */
	uint8_t atr[TRACK_ATR_MAX];
	size_t atr_length;
	bool atr_waits; /* ATR and protocol are still to be reported */
	bool powered;
	int protocol;     /* T; TRACK_NO_PROTOCOL if not known yet */
	struct text held; /* comments after an ATR that waits, each with a NUL */
};

/* Starts a track whose events go to list, which must outlive it; reader is copied, truncated to
 * CAPTURE_READER_SIZE. */
void track_start(struct track *track, struct track_list *list, const char *reader);
void track_free(struct track *track);

/* Notes that the card was powered, or reset if it had power, and sent this ATR, truncated to
 * TRACK_ATR_MAX. */
void track_atr(struct track *track, const uint8_t *atr, size_t length);
/* Adds the comment "power off" if the card has power. */
void track_power_off(struct track *track);
/* Notes the protocol T that was chosen. */
void track_protocol(struct track *track, unsigned protocol);
/* Reports a command. */
void track_command(struct track *track, const uint8_t *command, size_t length);
/* Reports a response; one without a status word as a comment. */
void track_response(struct track *track, const uint8_t *response, size_t length);
/* Adds a comment of at most 159 bytes. */
void track_comment(struct track *track, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Adds the comment "WHAT: HEX" with at most 512 of the bytes; secret bytes of a command are "**".
 */
void track_bytes(struct track *track, const char *what, const uint8_t *bytes, size_t length);
/* Reports what was held back, at the end. */
void track_end(struct track *track);

#endif
