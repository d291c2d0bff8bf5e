/* A recording in the place of a card: each command gets the answer that was recorded for it. */
#ifndef SCRIPT_REPLAY_H
#define SCRIPT_REPLAY_H

#include "base/card.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct replay;

/* What is wrong with a recording, as "LINE:COLUMN: why". */
struct replay_error {
	char text[240];
};

/* Reads a recording, or a table of answers written by hand: a script of raw or built APDUs, each with its
 * whole answer, "# ATR:" and "# protocol:" comments (3B 00 and T=1 without them), reset. Other
 * commands are passed over. in_order: each record answers once, and is searched forward from the last
 * one used; else a record answers as often as it is asked, the next one with the same command first.
 * NULL with the reason in error. */
struct replay *replay_new(const char *text, size_t length, bool in_order,
                          struct replay_error *error);
void replay_free(struct replay **replay);

/* Good as long as the replay. Its transmit gives CARD_NO_RECORD where nothing fits. */
struct card *replay_card(struct replay *replay);

/* The card's state at the start: nothing was asked yet. */
void replay_rewind(struct replay *replay);

#endif
