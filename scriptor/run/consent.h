/* What --yes allows, a person at the prompt is asked about. */
#ifndef SCRIPTOR_RUN_CONSENT_H
#define SCRIPTOR_RUN_CONSENT_H

#include "scriptor/run/runner.h"

/* Asks "WHY; ACT anyway? [y/N] ", as in "1 try left; send it anyway?". Returns true if the answer
 * begins with y; else the run stops, with this status and the message REFUSED, or for want of
 * memory, also where why has failed. */
bool consent_asked(struct run *run, const struct text *why, const char *act, enum status status,
                   const char *refused);

#endif
