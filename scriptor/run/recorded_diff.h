/* --diff: compares the card's responses with a recording. */
#ifndef SCRIPTOR_RUN_RECORDED_DIFF_H
#define SCRIPTOR_RUN_RECORDED_DIFF_H

#include "base/span.h"
#include "scriptor/run/runner.h"

/* Shows how a response, data of length bytes with its status word, differs from the recorded
 * one, which is what expect expects. */
void recorded_diff_response(struct run *run, const struct expect *expect, const uint8_t *data,
                            size_t length);
/* Compares the card's ATR with the first one in the text of a recording, which file is the name
 * of. Returns false, after showing the difference, if they differ. */
bool recorded_diff_atr(struct run *run, const char *file, struct span text);

#endif
