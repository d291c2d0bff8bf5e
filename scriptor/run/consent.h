/* What --yes allows, a person at the prompt is asked about. */
#ifndef SCRIPTOR_RUN_CONSENT_H
#define SCRIPTOR_RUN_CONSENT_H

#include "scriptor/run/runner.h"

/* Asks "WHY; ACT anyway? [y/N] ", as in "1 try left; send it anyway?". Returns false, and stops the
 * run with this status and the message REFUSED, unless the answer is y or yes. */
bool consent_asked(struct run *run, const char *why, const char *act, enum status status,
                   const char *refused);

#endif
