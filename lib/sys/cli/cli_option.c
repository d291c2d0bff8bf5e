#include "sys/cli/cli_option.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_last(const struct cli_option *option)
{
	return option->letter == '\0' && option->name == NULL;
}

const struct cli_option *cli_option_at(const struct cli_program *program, size_t n)
{
	for (const struct cli_option *const *table = program->options; *table != NULL; table++)
		for (const struct cli_option *option = *table; !is_last(option); option++)
			if (n-- == 0)
				return option;
	return NULL;
}

size_t cli_option_count(const struct cli_program *program)
{
	size_t n = 0;

	while (cli_option_at(program, n) != NULL)
		n++;
	return n;
}

const char *cli_spell(const struct cli_option *option, char out[CLI_SPELLED])
{
	if (option->name != NULL)
		snprintf(out, CLI_SPELLED, "--%s", option->name);
	else
		snprintf(out, CLI_SPELLED, "-%c", option->letter);
	return out;
}

bool cli_is_spelled(const struct cli_option *option, const char *text, size_t length)
{
	if (length == 2 && text[0] == '-' && text[1] == option->letter)
		return true;
	return option->name != NULL && length == strlen(option->name) + 2 &&
		memcmp(text, "--", 2) == 0 && memcmp(text + 2, option->name, length - 2) == 0;
}

void cli_list_free(struct cli_list *list)
{
	free(list->items);
	*list = (struct cli_list){0};
}
