/* Runs pcsckit's helper programs (paths_program) as filters, without a shell. */
#ifndef SYS_PROCESS_HELPER_H
#define SYS_PROCESS_HELPER_H

#include <stdbool.h>
#include <sys/types.h>

struct helper {
	const char *name;
	pid_t child;
	int fd; /* this program's end of the pipe; -1: closed */
};

/* Starts the helper called name with one argument. One of in and out is a descriptor for its
 * standard input or output, which stays the caller's; the other is -1, and helper->fd becomes the
 * end of a pipe to or from it. Returns false after a message. */
bool helper_start(struct helper *helper, const char *name, const char *argument, int in, int out);
/* Closes the pipe and waits until the helper ends; it must have been started. Returns its exit
 * status; 128 + the signal's number, after a message, if a signal ended it; -1 with errno set if
 * it cannot be waited for. */
int helper_end(struct helper *helper);

#endif
