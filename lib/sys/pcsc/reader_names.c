#include "sys/pcsc/reader_names.h"

#include "sys/memory.h"

#include <stdlib.h>
#include <string.h>

static bool split_names(const char *list, size_t length, struct reader_names *readers)
{
	for (size_t at = 0; at < length && list[at] != '\0';) {
		size_t n = strnlen(list + at, length - at);

		if (n == length - at || n >= READER_NAME_SIZE)
			return false;
		memcpy(readers->names[readers->count++], list + at, n + 1);
		at += n + 1;
	}
	return true;
}

bool reader_names_take(struct reader_names *readers, const char *list, size_t length)
{
	size_t most = 0;

	for (size_t i = 0; i < length; i++)
		most += list[i] == '\0';
	readers->names = calloc(most + 1, sizeof *readers->names);
	return memory_sufficed(readers->names != NULL) && split_names(list, length, readers);
}

void reader_names_free(struct reader_names *readers)
{
	free(readers->names);
	*readers = (struct reader_names){0};
}
