/* What the protocol and the reader support: an APDU beyond it is not sent. */
#ifndef SCRIPTOR_RUN_APDU_LENGTH_H
#define SCRIPTOR_RUN_APDU_LENGTH_H

#include "scriptor/run/runner.h"

/* Returns true if the command can be sent; else the run stops, after a message. */
bool apdu_limits_allow(struct run *run);

/* Bytes of data in each part of a chain: 255, unless a message to the reader, which has to hold a
 * whole short APDU, is known to be shorter. */
size_t apdu_limits_part(struct run *run);

#endif
