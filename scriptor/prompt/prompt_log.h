/* The session as a script and as history, without its secrets. */
#ifndef SCRIPTOR_PROMPT_PROMPT_LOG_H
#define SCRIPTOR_PROMPT_PROMPT_LOG_H

#include "scriptor/prompt/dialog.h"

/* Adds the statement that was entered. */
void prompt_log(struct dialog *dialog);
/* Adds that a script was loaded. */
void prompt_log_load(struct dialog *dialog, const char *path);

#endif
