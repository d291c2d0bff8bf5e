/* Asks the person at the prompt what --yes would allow. */
#ifndef SCRIPTOR_RUN_CONSENT_H
#define SCRIPTOR_RUN_CONSENT_H

#include "scriptor/run/runner.h"

/* Asks "WHY; ACT anyway? [y/N] ", as in "1 try left; send it anyway?". Returns true if the
 * answer begins with y. Else the run stops with status and the message refused; with
 * STATUS_TROUBLE if out of memory. */
bool consent_ask(struct run *run, const char *why, const char *act, enum status status,
                 const char *refused);

#endif
