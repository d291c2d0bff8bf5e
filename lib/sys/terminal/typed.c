#include "sys/terminal/typed.h"

#include <stdlib.h>
#include <string.h>

void typed_free(struct typed *typed)
{
	free(typed->bytes);
	free(typed->line);
	*typed = (struct typed){0};
}

static void move_to_start(struct typed *typed)
{
	if (typed->at > 0)
		memmove(typed->bytes, typed->bytes + typed->at, typed->end - typed->at);
	typed->end -= typed->at;
	typed->at = 0;
}

bool typed_make_room(struct typed *typed, size_t room)
{
	if (typed->size - typed->end >= room)
		return true;
	move_to_start(typed);
	if (typed->size - typed->end >= room)
		return true;
	char *bytes = realloc(typed->bytes, typed->size + 4 * room);
	if (bytes == NULL)
		return false;
	typed->bytes = bytes;
	typed->size += 4 * room;
	return true;
}

const char *typed_take(struct typed *typed, size_t length)
{
	free(typed->line);
	typed->line = malloc(length + 1);
	if (typed->line != NULL) {
		memcpy(typed->line, typed->bytes + typed->at, length);
		typed->line[length] = '\0';
	}
	typed->at += length;
	return typed->line;
}
