/* What a completion could be, as the owner of a prompt has offered it. */
#ifndef SYS_TERMINAL_PROMPT_CHOICES_H
#define SYS_TERMINAL_PROMPT_CHOICES_H

#include <stdbool.h>
#include <stddef.h>

enum { CHOICES_MAX = 400 }; /* offered at once */

struct choice {
	char *text, *note; /* owned */
	bool ends;
};

/* What could stand in the place of the word before the cursor. */
struct prompt_choices {
	struct choice list[CHOICES_MAX];
	size_t count;
	size_t length; /* bytes before the cursor that they replace */
	bool more;     /* than there is room for */
};

/* Offers text in the place of the last length bytes before the cursor. Only what is offered for one
 * length in one completion fits together. Text with control characters or what is not UTF-8 is left
 * out. */
void prompt_offer(struct prompt_choices *choices, size_t length, const char *text);
/* Does the same; note is shown beside it where there are several. A blank is added after the only
 * one where ends is true. */
void prompt_offer_noted(struct prompt_choices *choices, size_t length, const char *text,
                        const char *note, bool ends);

/* Frees what the choices hold. */
void prompt_choices_end(struct prompt_choices *choices);
/* Returns how many bytes of the first choice all others begin with, too: never a part of a
 * character. There is one choice or more. */
size_t prompt_choices_agree(const struct prompt_choices *choices);

#endif
