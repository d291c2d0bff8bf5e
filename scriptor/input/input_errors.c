#include "scriptor/input/input_errors.h"

#include "base/array.h"
#include "base/text.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <stdio.h>
#include <stdlib.h>

static void add_entry(struct input_errors *errors, struct input_error error)
{
	struct input_error *list =
		array_room(errors->list, errors->count, &errors->size, sizeof *list);

	if (!memory_sufficed(list != NULL)) {
		free(error.text);
		return;
	}
	errors->list = list;
	list[errors->count++] = error;
}

void input_errors_add(struct input_errors *errors, const char *file, size_t line, size_t column,
                      const char *why)
{
	struct text text = {0};

	text_puts(&text, file);
	if (line > 0)
		text_printf(&text, ":%zu", line);
	if (column > 0)
		text_printf(&text, ":%zu", column);
	text_printf(&text, ": %s", why);
	if (!memory_sufficed(!text.failed)) {
		message_error("%s: %s", file, why);
		text_free(&text);
		return;
	}
	message_error("%s", text.data);
	add_entry(errors, (struct input_error){file, (uint32_t)line, text.data});
}

void input_errors_add_more(struct input_errors *errors, const char *file, size_t count)
{
	char text[48];

	snprintf(text, sizeof text, "and %zu more errors", count);
	if (count > 0)
		input_errors_add(errors, file, 0, 0, text);
}

void input_errors_free(struct input_errors *errors)
{
	for (size_t i = 0; i < errors->count; i++)
		free(errors->list[i].text);
	free(errors->list);
	*errors = (struct input_errors){0};
}
