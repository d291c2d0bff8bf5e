/* The card in its reader: what it waits for, delays, and how it is cut off. */
#ifndef VICARD_SESSION_H
#define VICARD_SESSION_H

#include "vicard/card/virtual_card.h"
#include "vicard/link.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum session_wait {
	WAIT_NOTHING,
	WAIT_INSERTED, /* for the reader to power the card and read its ATR */
	WAIT_REMOVED,  /* for the reader to see that the card is gone */
	WAIT_SETTLED,  /* for the service to be done with that */
};

struct session {
	struct vicard card;
	struct link *link;
	const char *host, *port;
	enum session_wait wait;
	int64_t deadline;    /* of wait, by session_now */
	const char *failure; /* why the last wait ended without its event; NULL if it came */
	int64_t again;       /* when an insertion is tried once more, by session_now; 0: not */
	bool inserts;        /* the removal that is waited for is the first half of that */
	bool removed;        /* by session_remove, and not inserted since */
	bool refused; /* it was that there is no connection; whoever tells of it clears this */

	unsigned slow_ms; /* before each answer to a command */
	bool cut;         /* cut off once cut_after commands were answered */
	unsigned long cut_after;
	size_t cut_bytes; /* of the next answer that still go over the wire */
	uint8_t *held;    /* an answer that waits for its time; owned, VICARD_MESSAGE_MAX bytes */
	size_t held_length;
	int64_t held_until; /* 0 if none is held */
};

bool session_start(struct session *session, const char *host, const char *port);
void session_end(struct session *session);

/* Returns a clock in ms that only runs forward. */
int64_t session_now(void);

/* Starts to insert or to remove the card: session->wait becomes WAIT_NOTHING when it is done, and
 * session->failure says how. */
void session_insert(struct session *session);
void session_remove(struct session *session);

/* Returns the next time that matters, or -1. */
int64_t session_next(const struct session *session);
/* After poll: takes what the reader sent, sends what is due, ends waits. Returns false if the
 * reader closed the connection although the card was not removed. */
bool session_step(struct session *session);

#endif
