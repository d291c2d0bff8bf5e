/* The reader, the card in it, and news of both. */
#ifndef SCRIPTOR_PROMPT_PROMPT_STATUS_H
#define SCRIPTOR_PROMPT_PROMPT_STATUS_H

#include "scriptor/prompt/dialog.h"

/* For prompt_calls.head: what stands before the line. */
const char *prompt_head(void *self);
/* For prompt_calls.event. */
bool prompt_news(void *self, void (*start)(void *), void *start_self);
/* Starts to watch the readers. */
void prompt_watch(struct dialog *dialog);

#endif
