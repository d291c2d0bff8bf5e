/* What the calls of the fake winscard have in common: their start and end, contexts and cards. */
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

/* Handles are indexes into these, plus FIRST_CONTEXT and FIRST_CARD. */
extern struct fake_context fake_contexts[CONTEXTS_MAX];
extern struct fake_card fake_cards[CARDS_MAX];

/* Every call starts with this, and holds the lock from here on. Executes what was planned for the
 * call; returns the failure that was ordered for it, if any. */
LONG fake_begin(enum fake_call call);
/* Logs the result of a call, releases the lock and the context (NULL: none), and returns rv. */
LONG fake_end(enum fake_call call, struct fake_context *context, LONG rv);
/* Aborts with what was wrong in the call, unless holds is true. */
void fake_must(enum fake_call call, bool holds, const char *what);

/* Returns the context of a handle; aborts if there is none. */
struct fake_context *fake_context(enum fake_call call, SCARDCONTEXT handle);
/* Does the same, and occupies the context until fake_end. A context handles one call at a time:
 * pcsc-lite makes a second call wait for the first. */
struct fake_context *fake_take_context(enum fake_call call, SCARDCONTEXT handle);
/* Returns the card of a handle and occupies its context; aborts if there is none. */
struct fake_card *fake_take_card(enum fake_call call, SCARDHANDLE handle);

/* Returns true if the context belongs to a service that is gone. */
bool fake_is_lost(const struct fake_context *context);
/* Returns the result for a call whose card was removed or reset, or success. */
LONG fake_look_at_card(const struct fake_card *card, struct fake_reader **reader);
/* Counts the users of a reader again, after a connection was opened or closed. */
void fake_count_users(struct fake_reader *reader);
/* Returns data in the ways that PC/SC offers: only the length, allocated, or in the caller's
 * buffer. */
LONG fake_give(enum fake_call call, const void *data, size_t length, void *out, DWORD *out_length);

#endif
