/* Against blocking a PIN by accident. */
#ifndef SCRIPTOR_RUN_GUARD_H
#define SCRIPTOR_RUN_GUARD_H

#include "scriptor/run/runner.h"

/* Returns true if the command may be sent. Of one that would use a try of a PIN of which one is
 * left, or none: at the prompt the person is asked; a literal line of a script, and any command to
 * a recording, is sent with a warning; the run stops where the value comes from a variable, or the
 * line is in a repeat, unless the options say yes. Nothing is sent to find out. */
bool guard_allows(struct run *run, const uint8_t *command, size_t length);
/* Does the same for what control sends. */
bool guard_allows_control(struct run *run, const uint8_t *bytes, size_t length);
/* Learns from the status word of a command that was sent. */
void guard_learn(struct run *run, const uint8_t *command, size_t length);

#endif
