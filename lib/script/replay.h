/* A recording used instead of a card: each command gets the response recorded for it. */
#ifndef SCRIPT_REPLAY_H
#define SCRIPT_REPLAY_H

#include "base/card.h"
#include "script/recording.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct replay;

/* Reads a recording (script/recording.h); 3B 00 and T=1 by default. in_order: each record answers
 * once, and is searched forward from the last one used; else a record answers as often as it is
 * asked, the next one with the same command first. Returns NULL with the reason in error. */
struct replay *replay_new(const char *text, size_t length, bool in_order,
                          struct recording_error *error);
void replay_free(struct replay **replay);

/* Good as long as the replay. Its transmit gives CARD_NO_RECORD where nothing fits. */
struct card *replay_card(struct replay *replay);

#endif
