#include "sys/process/spawn.h"

#include "sys/output.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

int spawn_become(const char *path, const char *const *argv)
{
	struct sigaction action = {.sa_handler = SIG_DFL};
	char *const *words;

	if (!output_flush())
		return EIO;
	/* exec changes none of the words; its prototype only cannot say so. */
	memcpy(&words, &argv, sizeof words);
	/* What output_start ignores would stay ignored. */
	sigaction(SIGPIPE, &action, NULL);
	sigaction(SIGXFSZ, &action, NULL);
	execv(path, words);
	return errno;
}
