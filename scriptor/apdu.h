/* Sends the APDU of one statement and holds the answer against what is expected. */
#ifndef SCRIPTOR_APDU_H
#define SCRIPTOR_APDU_H

#include "runner.h"

void apdu_run(struct run *run, const struct statement *statement);

#endif
