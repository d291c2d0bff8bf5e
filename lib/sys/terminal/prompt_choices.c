#include "sys/terminal/prompt_choices.h"

#include "base/escape.h"

#include <stdlib.h>
#include <string.h>

void prompt_offer_noted(struct prompt_choices *choices, size_t length, const char *text,
                        const char *note, bool ends)
{
	if (!escape_is_clean(text, strlen(text)))
		return;
	for (size_t i = 0; i < choices->count; i++)
		if (strcmp(choices->list[i].text, text) == 0)
			return;
	if (choices->count == CHOICES_MAX) {
		choices->more = true;
		return;
	}
	struct choice *choice = &choices->list[choices->count];
	*choice = (struct choice){strdup(text), note != NULL ? strdup(note) : NULL, ends};
	if (choice->text == NULL || (note != NULL && choice->note == NULL)) {
		free(choice->text);
		free(choice->note);
		return;
	}
	choices->length = length;
	choices->count++;
}

void prompt_offer(struct prompt_choices *choices, size_t length, const char *text)
{
	prompt_offer_noted(choices, length, text, NULL, true);
}

void prompt_choices_end(struct prompt_choices *choices)
{
	for (size_t i = 0; i < choices->count; i++) {
		free(choices->list[i].text);
		free(choices->list[i].note);
	}
}

size_t prompt_choices_agree(const struct prompt_choices *choices)
{
	const char *first = choices->list[0].text;
	size_t length = strlen(first);

	for (size_t i = 1; i < choices->count; i++) {
		const char *text = choices->list[i].text;
		size_t n = 0;

		while (n < length && text[n] == first[n])
			n++;
		length = n;
	}
	while (length > 0 && ((unsigned char)first[length] & 0xC0) == 0x80)
		length--;
	return length;
}
