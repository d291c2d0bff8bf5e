#include "sys/cli/cli_value.h"

#include "base/array.h"
#include "base/nearest.h"
#include "base/num.h"
#include "base/text.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <stdlib.h>
#include <string.h>

/* up to this many words a hint lists all of them instead of the nearest */
enum { FEW_WORDS = 3 };

enum status cli_unknown_word(const char *option, const char *noun, cli_word *word, const char *text,
                             size_t length)
{
	struct nearest nearest = nearest_to((struct span){text, length});
	struct text all = {0};
	unsigned count = 0;

	message_error("%s: unknown %s '%.*s'", option, noun, (int)length, text);
	for (; word(count) != NULL; count++) {
		nearest_offer(&nearest, word(count));
		text_printf(&all, "%s%s", count == 0 ? "" : ", ", word(count));
	}
	if (nearest.best != NULL && count > FEW_WORDS)
		message_hint("did you mean \"%s\"?", nearest.best);
	else if (!all.failed)
		message_hint("choose from %s", all.data);
	text_free(&all);
	return STATUS_INPUT;
}

/* Returns the index of text in the words, or the number of words if it is not one of them. */
static unsigned find_word(cli_word *word, const char *text, size_t length)
{
	unsigned i = 0;

	while (word(i) != NULL && (strlen(word(i)) != length || memcmp(word(i), text, length) != 0))
		i++;
	return i;
}

static enum status take_word(const struct cli_option *option, const char *text, size_t length,
                             unsigned *index)
{
	char spelled[CLI_SPELLED];

	*index = find_word(option->word, text, length);
	if (option->word(*index) != NULL)
		return STATUS_YES;
	return cli_unknown_word(cli_spell(option, spelled), option->noun, option->word, text,
	                        length);
}

static enum status take_choice(const struct cli_option *option, unsigned *place, const char *text)
{
	unsigned index;
	enum status status = take_word(option, text, strlen(text), &index);

	if (status == STATUS_YES)
		*place = index;
	return status;
}

static enum status take_set(const struct cli_option *option, uint32_t *place, const char *text)
{
	enum status status;

	for (;;) {
		size_t length = strcspn(text, ",");
		unsigned index;

		status = take_word(option, text, length, &index);
		if (status != STATUS_YES)
			return status;
		*place |= (uint32_t)1 << index;
		text += length;
		if (*text == '\0')
			return STATUS_YES;
		text++;
	}
}

static enum status take_number(const struct cli_option *option, unsigned *place, const char *text)
{
	char spelled[CLI_SPELLED];
	uint64_t number = option->value;

	if (text != NULL &&
	    (!num_any(span_of(text), option->most, &number) || number < option->least)) {
		message_error("%s: expected a number from %u to %u, got '%s'",
		              cli_spell(option, spelled), option->least, option->most, text);
		return STATUS_INPUT;
	}
	*place = (unsigned)number;
	return STATUS_YES;
}

static enum status take_seconds(const struct cli_option *option, uint64_t *place, const char *text)
{
	char spelled[CLI_SPELLED];

	if (num_seconds(span_of(text), option->most, place))
		return STATUS_YES;
	message_error("%s: expected 0 to %u seconds, got '%s'", cli_spell(option, spelled),
	              option->most / 1000, text);
	return STATUS_INPUT;
}

static enum status take_item(struct cli_list *list, const char *text)
{
	const char **items = array_room(list->items, list->count, &list->size, sizeof *items);

	if (items == NULL)
		return memory_trouble();
	list->items = items;
	list->items[list->count++] = text;
	return STATUS_YES;
}

enum status cli_value(const struct cli_option *option, void *options, const char *argument)
{
	void *place = (char *)options + option->offset;

	switch (option->kind) {
	case CLI_FLAG:
		*(bool *)place = true;
		break;
	case CLI_VALUE:
		*(unsigned *)place = option->value;
		break;
	case CLI_TEXT:
		*(const char **)place = argument != NULL ? argument : "";
		break;
	case CLI_LIST:
		return take_item(place, argument);
	case CLI_NUMBER:
		return take_number(option, place, argument);
	case CLI_SECONDS:
		return take_seconds(option, place, argument);
	case CLI_CHOICE:
		return take_choice(option, place, argument);
	case CLI_SET:
		return take_set(option, place, argument);
	case CLI_CALL:
		return option->call(options, argument);
	case CLI_MODE:
	case CLI_REST:
	case CLI_HELP:
	case CLI_VERSION:
		break;
	}
	return STATUS_YES;
}
