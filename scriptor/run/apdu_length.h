/* Whether the protocol and the reader support APDUs of a length. */
#ifndef SCRIPTOR_RUN_APDU_LENGTH_H
#define SCRIPTOR_RUN_APDU_LENGTH_H

#include "scriptor/run/runner.h"

/* Checks the command of the run. Returns false, after a message, if it is too long for the protocol
 * or the reader and is not to be sent: the run stops then. */
bool apdu_length_check(struct run *run);

/* Returns the number of data bytes for each command of a chain: 255, or less if the reader is known
 * not to accept a short APDU with so many. */
size_t apdu_length_part(struct run *run);

#endif
