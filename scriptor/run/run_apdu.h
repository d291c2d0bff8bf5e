/* Runs a statement that is an APDU. */
#ifndef SCRIPTOR_RUN_RUN_APDU_H
#define SCRIPTOR_RUN_RUN_APDU_H

#include "scriptor/run/runner.h"

/* Sends the APDU and compares the response with what the statement expects. Stops the run on
 * failure. */
void run_apdu(struct run *run, const struct statement *statement);

#endif
