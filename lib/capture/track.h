/* One slot's events in the order that a trace has them: the ATR and the protocol, which may be
 * known only later, before the first command. */
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
	unsigned number; /* 0: nothing of it was reported yet */
	uint8_t atr[TRACK_ATR_MAX];
	size_t atr_length;
	bool atr_waits; /* it and the protocol are still to be reported */
	bool powered;
	int protocol;     /* of the card; TRACK_NO_PROTOCOL before anything told */
	struct text held; /* comments behind an ATR that waits, each with a NUL */
};

/* reader is cut where it is too long. */
void track_start(struct track *track, struct track_list *list, const char *reader);
void track_free(struct track *track);

/* The card was powered, or reset if it had power, and sent this ATR. */
void track_atr(struct track *track, const uint8_t *atr, size_t length);
void track_power_off(struct track *track);
/* The protocol that was chosen. */
void track_protocol(struct track *track, unsigned protocol);
void track_command(struct track *track, const uint8_t *command, size_t length);
/* A response without a status word becomes a comment. */
void track_response(struct track *track, const uint8_t *response, size_t length);
void track_comment(struct track *track, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* A comment that ends with bytes of a command; secret ones are "**". */
void track_bytes(struct track *track, const char *what, const uint8_t *bytes, size_t length);
/* Reports what waits. */
void track_end(struct track *track);

#endif
