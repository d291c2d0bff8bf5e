/* --diff: what a card answers, checked against a recording. */
#ifndef SCRIPTOR_RUN_RECORDED_DIFF_H
#define SCRIPTOR_RUN_RECORDED_DIFF_H

#include "base/span.h"
#include "scriptor/run/runner.h"

/* Shows how a response differs from the recorded one. */
void recorded_diff_response(struct run *run, const struct expect *expect, const uint8_t *data,
                            size_t length);
/* Compares the ATR that a recording names first with the card's. Returns false if it differs,
 * after showing that. */
bool recorded_diff_atr(struct run *run, const char *file, struct span text);

#endif
