/* The virtual card in its reader: insertion, removal, delays, and cutting the card off. */
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
	WAIT_REMOVED,  /* for the reader to notice that the card was removed */
	WAIT_SETTLED,  /* for the service to process that */
};

struct session {
	struct vicard card;
	struct link *link;
	const char *host, *port;
	enum session_wait wait;
	int64_t deadline;    /* of wait, by session_now */
	const char *failure; /* why the last wait failed; NULL: it succeeded */
	int64_t again;       /* when the insertion is to be repeated, by session_now; 0: never */
	bool inserts;        /* the removal in progress is the first half of that repetition */
	bool removed;        /* session_remove was called, and not session_insert since */
	bool refused;        /* the connection was refused; cleared by the caller that reports it */

	unsigned slow_ms; /* delay before each response */
	bool cut;         /* the card is to be cut off after cut_after responses */
	unsigned long cut_after;
	size_t cut_bytes; /* bytes of the next response that are still sent then */
	uint8_t *held;    /* a delayed response; owned, VICARD_MESSAGE_MAX bytes */
	size_t held_length;
	int64_t held_until; /* when it is sent; 0: there is none */
};

bool session_start(struct session *session, const char *host, const char *port);
void session_end(struct session *session);

/* Returns the time of a monotonic clock in ms. */
int64_t session_now(void);

/* Start to insert or to remove the card. It is done when session->wait is WAIT_NOTHING;
 * session->failure is then the reason of a failure. */
void session_insert(struct session *session);
void session_remove(struct session *session);

/* Returns when session_step is to be called at the latest, by session_now; -1: at any time. */
int64_t session_next(const struct session *session);
/* To be called after poll(): processes messages of the reader, sends what is due, and ends
 * waits. Returns false if the reader closed the connection although the card was not removed. */
bool session_step(struct session *session);

#endif
