#include "sys/process/helper.h"

#include "sys/memory.h"
#include "sys/message.h"
#include "sys/paths.h"
#include "sys/process/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Starts the program at path with its ends of the pipes. Returns 0 or an errno. */
static int start(struct helper *helper, const char *path, const char *argument, int in, int out)
{
	const char *const argv[] = {path, argument, NULL};
	int ends[2];

	if (pipe(ends) != 0)
		return errno;
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	bool feeds = in < 0;
	int error = spawn_start(argv, feeds ? ends[0] : in, feeds ? out : ends[1], true,
	                        &helper->child);
	helper->fd = feeds ? ends[1] : ends[0];
	close(feeds ? ends[0] : ends[1]);
	if (error != 0)
		close(helper->fd);
	return error;
}

bool helper_start(struct helper *helper, const char *name, const char *argument, int in, int out)
{
	char *path = paths_program(name);

	*helper = (struct helper){.name = name, .fd = -1};
	if (!memory_sufficed(path != NULL))
		return false;
	int error = start(helper, path, argument, in, out);
	if (!memory_sufficed(error != ENOMEM)) {
		helper->fd = -1;
	} else if (error != 0) {
		message_error("cannot start %s: %s", path, strerror(error));
		helper->fd = -1;
	}
	free(path);
	return error == 0;
}

int helper_end(struct helper *helper)
{
	if (helper->fd >= 0)
		close(helper->fd);
	helper->fd = -1;
	int status = spawn_end(helper->child);
	if (status > 128)
		message_error("%s: killed by signal %d", helper->name, status - 128);
	return status;
}
