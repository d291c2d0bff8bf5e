/* Commands and responses, one after the other: what one statement sends. */
#ifndef SCRIPTOR_RUN_EXCHANGE_H
#define SCRIPTOR_RUN_EXCHANGE_H

#include "scriptor/run/runner.h"

/* All return false if the run stops. */

/* Sends the statement's APDU, which is the run's command, and shows it and its response. */
bool exchange_command(struct run *run, const struct statement *statement);
/* Follows up the response where auto is on; *data is all that came. */
bool exchange_follow(struct run *run, const uint8_t **data, size_t *length);
/* Returns true if chain is on and the command has to be sent in parts. */
bool exchange_is_long(struct run *run, const struct statement *statement);
/* Sends the command in parts (ISO/IEC 7816-4, 5.1.1.1). */
bool exchange_parts(struct run *run);

#endif
