/* Runs scriptor: from the options to the exit status. */
#ifndef SCRIPTOR_RUN_SCRIPTOR_SESSION_H
#define SCRIPTOR_RUN_SCRIPTOR_SESSION_H

#include "scriptor/options.h"

#include <stdio.h>

/* Reads the scripts, connects to the card and runs them, writing to out, which is standard
 * output. Returns the exit status. */
int session_run(const struct options *options, FILE *out);

#endif
