#include "atr_parser/lists/update.h"

#include "sys/memory.h"
#include "sys/message.h"
#include "sys/paths.h"
#include "sys/process/spawn.h"

#include <stdlib.h>
#include <string.h>

static const char *color_word(enum color_when when)
{
	return when == COLOR_ALWAYS ? "always" : when == COLOR_NEVER ? "never" : "auto";
}

enum status update_list(const struct options *options)
{
	const char *argv[] = {"list-update", "--color", color_word(options->common.color), NULL,
	                      NULL};
	char *path = paths_program("list-update");

	if (path == NULL) {
		memory_ran_out();
		return STATUS_TROUBLE;
	}
	if (options->check)
		argv[3] = "--check";
	int error = spawn_become(path, argv);
	message_error("cannot start %s: %s", path, strerror(error));
	message_hint("it is installed together with atr_parser");
	free(path);
	return STATUS_TROUBLE;
}
