/* Against blocking a PIN by accident: what cards have said of tries that are left. */
#ifndef SCRIPTOR_RUN_GUARD_H
#define SCRIPTOR_RUN_GUARD_H

#include "base/card.h"
#include "base/reader_state.h"
#include "names/aid.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct run;
struct statement;

/* One PIN or password that had one try left, or none. */
struct guarded {
	char reader[READER_NAME_SIZE];
	uint16_t counter; /* the reader's count of insertions and removals then */
	uint8_t atr[CARD_ATR_MAX];
	size_t atr_length;
	uint8_t aid[AID_MAX];
	uint8_t aid_length; /* 0: the selected application is not known */
	uint8_t reference;
	uint8_t tries; /* 0, 1 */
};

/* All zero is empty. */
struct guard {
	struct guarded *list; /* owned */
	size_t count, size;
};

void guard_free(struct guard *guard);

/* The run has connected to a card: what was said by one that was in this reader before is
 * forgotten. */
void guard_connected(struct run *run);
/* True where the command may be sent. Of one that would use a try of a PIN of which one is left, or
 * none: at the prompt the person is asked; a literal line of a script, and any command to a
 * recording, is sent with a warning; the run stops where the value comes from a variable, or the
 * line is in a repeat, unless the options say yes. Nothing is sent to find out. */
bool guard_allows(struct run *run, const uint8_t *command, size_t length);
/* The same for what control sends. */
bool guard_allows_control(struct run *run, const uint8_t *bytes, size_t length);
/* Learns from the status word of a command that was sent. */
void guard_learn(struct run *run, const uint8_t *command, size_t length);

#endif
