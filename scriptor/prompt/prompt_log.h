/* Keeps the session as a script, for save, and as history: without secrets. */
#ifndef SCRIPTOR_PROMPT_PROMPT_LOG_H
#define SCRIPTOR_PROMPT_PROMPT_LOG_H

#include "scriptor/prompt/dialog.h"

/* Adds the statement that was entered. */
void prompt_log(struct dialog *dialog);
/* Adds the command that loaded a script. */
void prompt_log_load(struct dialog *dialog, const char *path);

#endif
