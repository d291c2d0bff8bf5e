/* The commands that exist only at the prompt: load, save, view. */
#ifndef SCRIPTOR_PROMPT_PROMPT_COMMANDS_H
#define SCRIPTOR_PROMPT_PROMPT_COMMANDS_H

#include "scriptor/prompt/dialog.h"

/* Returns line with its first word replaced by the keyword that it abbreviates ("q" is exit, "?"
 * is help), in out, which is cleared first; line itself if it has no such word. */
struct span prompt_expand(struct text *out, struct span line);

/* Runs the line, of length bytes, if it is one of these commands, and returns true; else returns
 * false. */
bool prompt_command(struct dialog *dialog, const char *line, size_t length);

#endif
