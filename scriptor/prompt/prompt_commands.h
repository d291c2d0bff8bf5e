/* Commands of the prompt alone. */
#ifndef SCRIPTOR_PROMPT_PROMPT_COMMANDS_H
#define SCRIPTOR_PROMPT_PROMPT_COMMANDS_H

#include "scriptor/prompt/dialog.h"

/* Returns the line with the keyword that its first word is short for ("q" is exit, "?" help) in the
 * place of this word, where it is one. out is cleared first. */
struct span prompt_expand(struct text *out, struct span line);

/* Runs the line if it is one of them; else returns false. */
bool prompt_command(struct dialog *dialog, const char *line, size_t length);

#endif
