/* Completion at the prompt. */
#ifndef SCRIPTOR_PROMPT_PROMPT_COMPLETE_H
#define SCRIPTOR_PROMPT_PROMPT_COMPLETE_H

#include "scriptor/prompt/dialog.h"

/* For prompt_calls.complete. */
void prompt_complete(void *self, const char *line, size_t length, struct prompt_choices *choices);

#endif
