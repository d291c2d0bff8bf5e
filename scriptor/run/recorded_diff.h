/* --diff: an answer beside the one that a recording has. */
#ifndef SCRIPTOR_RUN_RECORDED_DIFF_H
#define SCRIPTOR_RUN_RECORDED_DIFF_H

#include "scriptor/run/runner.h"

/* Writes where they differ: the command, "-" what was recorded, "+" what came, "=" what both have
 * with X for what varies. */
void differ_show(struct run *run, const struct expect *expect, const uint8_t *data, size_t length);

/* The ATR that a recording names first, held against the card's; false where it differs, which is
 * shown. */
bool differ_atr(struct run *run, const char *file, const char *text, size_t length);

#endif
