/* Commands of the prompt alone. */
#ifndef SCRIPTOR_PROMPT_PROMPT_COMMANDS_H
#define SCRIPTOR_PROMPT_PROMPT_COMMANDS_H

#include "scriptor/prompt/dialog.h"

/* Runs the line if it is one of them; else returns false. */
bool prompt_command(struct dialog *dialog, const char *line, size_t length);

#endif
