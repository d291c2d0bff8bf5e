/* What a completion could be, as sys/terminal/prompt.h's owner has offered it. For
 * sys/terminal/prompt.c. */
#ifndef SYS_TERMINAL_PROMPT_CHOICES_H
#define SYS_TERMINAL_PROMPT_CHOICES_H

#include "sys/terminal/prompt.h"

#include <stdbool.h>
#include <stddef.h>

enum { CHOICES_MAX = 400 }; /* offered at once */

struct choice {
	char *text, *note; /* owned */
	bool ends;
};

struct prompt_choices {
	struct choice list[CHOICES_MAX];
	size_t count;
	size_t length; /* bytes before the cursor that they replace */
	bool more;     /* than there is room for */
};

/* Frees what the choices hold. */
void prompt_choices_end(struct prompt_choices *choices);
/* How many bytes of the first choice all others begin with, too: never a part of a character. There
 * is one choice or more. */
size_t prompt_choices_agree(const struct prompt_choices *choices);

#endif
