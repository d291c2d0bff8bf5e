/* One statement that is an APDU. */
#ifndef SCRIPTOR_RUN_RUN_APDU_H
#define SCRIPTOR_RUN_RUN_APDU_H

#include "scriptor/run/runner.h"

/* Sends the APDU and checks the response against what is expected. */
void run_apdu(struct run *run, const struct statement *statement);

#endif
