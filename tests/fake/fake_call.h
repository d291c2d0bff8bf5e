/* What the calls of the fake winscard have in common: their begin and end, contexts and cards. */
#ifndef FAKE_CALL_H
#define FAKE_CALL_H

#include "fake.h"

#include <winscard.h>

#define PUBLIC __attribute__((visibility("default")))

enum { CONTEXTS_MAX = 64, CARDS_MAX = 64, FIRST_CONTEXT = 0x1000, FIRST_CARD = 0x2000 };

struct fake_context {
	bool used, busy, waits, cancelled, listed;
	unsigned long life;
};

/* A connection to a card. */
struct fake_card {
	bool used, exclusive;
	struct fake_context *context;
	char name[FAKE_NAME_SIZE];
	bool direct;
	DWORD protocol;
	unsigned long inserted, resets;
	unsigned transactions;
};

/* Their handles count from FIRST_CONTEXT and FIRST_CARD. */
extern struct fake_context fake_contexts[CONTEXTS_MAX];
extern struct fake_card fake_cards[CARDS_MAX];

/* Every call begins here, and has the lock from here on: what was planned for it is done, and a
 * failure that was ordered is its result. */
LONG fake_begin(enum fake_call call);
/* Logs the result of a call, gives back the lock and the context (NULL: none), and returns rv. */
LONG fake_end(enum fake_call call, struct fake_context *context, LONG rv);
/* Aborts with what was wrong in the call unless holds. */
void fake_must(enum fake_call call, bool holds, const char *what);

/* Returns the context of a handle; aborts if there is none. */
struct fake_context *fake_context(enum fake_call call, SCARDCONTEXT handle);
/* Does the same for a call that takes the context's time, until fake_end. A context takes one call
 * at a time: pcsc-lite makes the second wait for the first. */
struct fake_context *fake_take_context(enum fake_call call, SCARDCONTEXT handle);
/* Does the same for a card, whose context is taken. */
struct fake_card *fake_take_card(enum fake_call call, SCARDHANDLE handle);

/* Returns true if the service of the context is gone. */
bool fake_is_lost(const struct fake_context *context);
/* Returns what a call gets if the card of a handle is not there any more, or was reset. */
LONG fake_look_at_card(const struct fake_card *card, struct fake_reader **reader);
/* Counts the users of a reader anew, after a connection began or ended. */
void fake_count_users(struct fake_reader *reader);
/* Returns data in the ways of PC/SC: only its length, allocated, or in the caller's buffer. */
LONG fake_give(enum fake_call call, const void *data, size_t length, void *out, DWORD *out_length);

#endif
