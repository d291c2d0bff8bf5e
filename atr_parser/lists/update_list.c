#include "atr_parser/lists/update_list.h"

#include "sys/memory.h"
#include "sys/message.h"
#include "sys/paths.h"
#include "sys/process/spawn.h"

#include <stdlib.h>
#include <string.h>

enum status update_list(const struct options *options)
{
	const char *argv[] = {"list-update", "--color", term_color_word(options->common.color),
	                      NULL, NULL};
	char *path = paths_program("list-update");

	if (path == NULL)
		return memory_trouble();
	if (options->check)
		argv[3] = "--check";
	int error = spawn_become(path, argv);
	message_error("cannot start %s: %s", path, strerror(error));
	message_hint("it is installed together with atr_parser");
	free(path);
	return STATUS_TROUBLE;
}
