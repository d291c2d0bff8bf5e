/* Completion at the prompt. */
#ifndef SCRIPTOR_PROMPT_PROMPT_COMPLETE_H
#define SCRIPTOR_PROMPT_PROMPT_COMPLETE_H

#include "scriptor/prompt/dialog.h"

/* The callback complete of struct prompt_calls; self is the dialog. */
void prompt_complete(void *self, const char *line, size_t length, struct prompt_choices *choices);

#endif
