/* Protects against blocking a PIN by accident. */
#ifndef SCRIPTOR_RUN_GUARD_H
#define SCRIPTOR_RUN_GUARD_H

#include "scriptor/run/runner.h"

/* Returns true if the command may be sent. A command that would use a try of a PIN with one try
 * left, or none, is treated so: at the prompt the user is asked; a literal line of a script, and
 * any command to a recording, is sent with a warning; if its value comes from a variable or the
 * line is in a repeat, the run stops, unless the options say yes. Sends nothing to find out. */
bool guard_allows(struct run *run, const uint8_t *command, size_t length);
/* Does the same for the bytes that "control" sends to the reader. */
bool guard_allows_control(struct run *run, const uint8_t *bytes, size_t length);
/* Records what the status word of a command that was sent says about tries. */
void guard_learn(struct run *run, const uint8_t *command, size_t length);

#endif
