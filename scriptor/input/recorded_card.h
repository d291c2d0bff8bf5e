/* Reads the recording that takes the place of a card. */
#ifndef SCRIPTOR_INPUT_RECORDED_CARD_H
#define SCRIPTOR_INPUT_RECORDED_CARD_H

#include "base/status.h"
#include "script/replay.h"
#include "scriptor/options.h"

/* Reads the file that --replay or --replay-any names, if any. Fills *replay, to be freed with
 * replay_free, or leaves it as it is. Returns a status other than STATUS_YES after a message. */
enum status recorded_card_read(const struct options *options, struct replay **replay);

#endif
