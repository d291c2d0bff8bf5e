/* Completion: the word to complete is within the line and ends at its end; choices are words of the
 * syntax. The input starts with the syntax of a command named "load". */
#include "script/complete.h"
#include "script/keyword.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { SYNTAX_MAX = 64, NEAR = 256 };

static void check_choices(const char *syntax)
{
	size_t at = 0, length = strlen(syntax);
	struct span choice;

	for (size_t before = 0; complete_choice(syntax, &at, &choice); before = at) {
		assert(at > before && at <= length);
		assert(choice.length > 0 && choice.text + choice.length == syntax + at);
	}
	assert(at <= length);
}

static void check_line(const char *line, size_t length)
{
	struct completion found = complete_find(line, length);
	bool follows = found.kind == COMPLETE_FILE || found.kind == COMPLETE_READER ||
		found.kind == COMPLETE_KEYWORD || found.kind == COMPLETE_CHOICE;

	assert(found.word.text >= line && found.word.length <= length);
	assert(found.word.text + found.word.length == line + length);
	assert(!follows || found.keyword != NULL);
	if (found.keyword != NULL)
		check_choices(found.keyword->syntax);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char syntax[SYNTAX_MAX + 1] = "";
	const uint8_t *newline = size > 0 ? memchr(data, '\n', size) : NULL;
	size_t first = newline != NULL ? (size_t)(newline - data) : 0;

	if (first > 0 && first <= SYNTAX_MAX)
		memcpy(syntax, data, first);
	check_choices(syntax);
	size_t from = newline != NULL ? first + 1 : 0;
	/* A copy of the exact size, so that reading past its end is detected. */
	char *line = malloc(size - from + (size == from));
	if (line == NULL)
		return 0;
	if (size > from)
		memcpy(line, data + from, size - from);
	/* Tries every position in a line, but in a long one only those near both ends. */
	for (size_t length = 0; length <= size - from; length++) {
		if (length == NEAR && size - from > 2 * NEAR)
			length = size - from - NEAR;
		check_line(line, length);
	}
	free(line);
	return 0;
}
