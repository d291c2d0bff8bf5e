/* The possible completions of a word, as the callback of a prompt offers them. */
#ifndef SYS_TERMINAL_PROMPT_CHOICES_H
#define SYS_TERMINAL_PROMPT_CHOICES_H

#include <stdbool.h>
#include <stddef.h>

enum { CHOICES_MAX = 400 };

struct choice {
	char *text, *note; /* owned; note may be NULL */
	bool ends;         /* it completes the word, so a blank follows */
};

/* All zero is empty. */
struct prompt_choices {
	struct choice list[CHOICES_MAX];
	size_t count;
	size_t length; /* bytes before the cursor that a choice replaces */
	bool more;     /* more than CHOICES_MAX were offered; the others are lost */
};

/* Adds text, which is copied, as a replacement of the last length bytes before the cursor. length
 * must be the same for all choices of a completion. Ignores a text that was offered already, that
 * has control characters, or that is not UTF-8. */
void prompt_offer(struct prompt_choices *choices, size_t length, const char *text);
/* Does the same with a note, which is copied (NULL: none) and shown beside text in a list of
 * several. ends: if text is the only choice, a blank is added after it. */
void prompt_offer_noted(struct prompt_choices *choices, size_t length, const char *text,
                        const char *note, bool ends);

/* Frees the texts of the choices. */
void prompt_choices_end(struct prompt_choices *choices);
/* Returns the number of bytes, whole UTF-8 characters, with which all choices begin. There must be
 * at least one choice. */
size_t prompt_choices_agree(const struct prompt_choices *choices);

#endif
