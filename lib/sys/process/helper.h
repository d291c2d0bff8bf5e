/* Runs the helpers in libexec as filters, with only descriptors 0 to 2, and without a shell. */
#ifndef SYS_PROCESS_HELPER_H
#define SYS_PROCESS_HELPER_H

#include <stdbool.h>
#include <sys/types.h>

struct helper {
	const char *name;
	pid_t child;
	int fd; /* our end of the pipe; -1: closed */
};

/* Starts the helper called name with one argument. One of in and out is its standard input or
 * output; the other is -1, and becomes a pipe to it or from it. Returns false after a message. */
bool helper_start(struct helper *helper, const char *name, const char *argument, int in, int out);
/* Closes the pipe and waits until the helper, which was started, ends. Returns its exit status;
 * 128 + signal, after a message, if a signal ended it. */
int helper_end(struct helper *helper);

#endif
