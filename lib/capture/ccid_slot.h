/* One slot of a reader: its messages to a track. */
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
	/* A message to the reader and its response were seen: what has the form of messages only
	 * by chance does not go on like this. */
	bool confirmed;
	bool gone;  /* the card was removed, as far as is known */
	bool waits; /* for the response to: */
	uint8_t type, sequence;
	bool open;       /* command is not reported yet */
	bool incomplete; /* the rest of the command is to follow (wLevelParameter) */
	/* So far; owned. */
	struct text command, response;
};

void ccid_slot_start(struct ccid_slot *slot, struct track_list *list, const char *reader);
/* Reports what waits. */
void ccid_slot_end(struct ccid_slot *slot);
void ccid_slot_free(struct ccid_slot *slot);

/* Takes a message to the reader, and one from it. */
void ccid_slot_command(struct ccid_slot *slot, const struct ccid_message *message);
void ccid_slot_response(struct ccid_slot *slot, const struct ccid_message *message);
/* Takes what the reader notifies of: whether a card is there, and whether that changed. */
void ccid_slot_change(struct ccid_slot *slot, bool present);

#endif
