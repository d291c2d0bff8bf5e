#include "scriptor/input/input_errors.h"

#include "base/array.h"
#include "base/text.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <stdio.h>
#include <stdlib.h>

static void keep(struct faults *faults, struct fault fault)
{
	struct fault *list = array_room(faults->list, faults->count, &faults->size, sizeof *list);

	if (!memory_sufficed(list != NULL)) {
		free(fault.text);
		return;
	}
	faults->list = list;
	list[faults->count++] = fault;
}

void faults_add(struct faults *faults, const char *file, size_t line, size_t column,
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
	keep(faults, (struct fault){file, (uint32_t)line, text.data});
}

void faults_add_more(struct faults *faults, const char *file, size_t count)
{
	char text[48];

	snprintf(text, sizeof text, "and %zu errors more", count);
	if (count > 0)
		faults_add(faults, file, 0, 0, text);
}

void faults_free(struct faults *faults)
{
	for (size_t i = 0; i < faults->count; i++)
		free(faults->list[i].text);
	free(faults->list);
	*faults = (struct faults){0};
}
