/* Shows the reader and its card in the prompt string, and reports changes of both. */
#ifndef SCRIPTOR_PROMPT_PROMPT_STATUS_H
#define SCRIPTOR_PROMPT_PROMPT_STATUS_H

#include "scriptor/prompt/dialog.h"

/* The callback head of struct prompt_calls: returns the prompt string. self is the dialog. */
const char *prompt_head(void *self);
/* The callback event of struct prompt_calls. */
bool prompt_news(void *self, void (*start)(void *), void *start_self);
/* Starts to watch the readers, and waits a moment for the first list. */
void prompt_watch(struct dialog *dialog);

#endif
