/* Decodes the messages of one slot of a reader. */
#ifndef CAPTURE_CCID_SLOT_H
#define CAPTURE_CCID_SLOT_H

#include "base/text.h"
#include "capture/ccid_message.h"
#include "capture/track.h"
#include "capture/transport.h"

#include <stdbool.h>
#include <stdint.h>

struct ccid_slot {
	struct track track;
	struct transport transport;
	/* A message to the reader and the response to it were seen, so that it is a reader:
	 * other data may look like a message by chance. */
	bool confirmed;
	bool gone;  /* the card was removed, as far as known */
	bool waits; /* for the response to the message with this type and sequence */
	uint8_t type, sequence;
	bool open;       /* command was not reported yet */
	bool incomplete; /* the rest of the command follows (wLevelParameter) */
	/* Received so far; owned. */
	struct text command, response;
};

/* Starts a slot whose events go to list, which must outlive it; reader is copied. */
void ccid_slot_start(struct ccid_slot *slot, struct track_list *list, const char *reader);
/* Reports the events that were held back, after the last message. */
void ccid_slot_end(struct ccid_slot *slot);
void ccid_slot_free(struct ccid_slot *slot);

/* Decodes a message to the reader. */
void ccid_slot_command(struct ccid_slot *slot, const struct ccid_message *message);
/* Decodes a message from the reader. */
void ccid_slot_response(struct ccid_slot *slot, const struct ccid_message *message);
/* Reports a notification of the reader that a card was inserted (present) or removed. */
void ccid_slot_change(struct ccid_slot *slot, bool present);

#endif
