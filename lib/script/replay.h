/* A card that responds from a recording. */
#ifndef SCRIPT_REPLAY_H
#define SCRIPT_REPLAY_H

#include "base/card.h"
#include "script/recording.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct replay;

/* Reads a recording (script/recording.h); ATR and protocol are 3B 00 and T=1 by default. in_order:
 * each record is used once, and searched for after the last one used; else records are used again,
 * beginning with the next one with the same command. Returns NULL with the reason in error. */
struct replay *replay_new(const char *text, size_t length, bool in_order,
                          struct recording_error *error);
/* Frees the replay and sets *replay to NULL. */
void replay_free(struct replay **replay);

/* Returns the card, which is the replay's. Its transmit returns CARD_NO_RECORD for a command that
 * is not recorded. */
struct card *replay_card(struct replay *replay);

#endif
