/* A pipe that wakes up a poll(): a thread or signal handler writes to it, another thread polls it.
 */
#ifndef SYS_PROCESS_WAKE_PIPE_H
#define SYS_PROCESS_WAKE_PIPE_H

#include <stdbool.h>

struct wake_pipe {
	int ends[2]; /* as from pipe(2) */
};

/* Opens the pipe, to be closed with wake_pipe_close. Returns false with errno set on failure. */
bool wake_pipe_open(struct wake_pipe *wake);
void wake_pipe_close(struct wake_pipe *wake);

/* Writes one byte. Never blocks: a full pipe, which wakes the reader as well, is left as it is. */
void wake_pipe_write(const struct wake_pipe *wake);
/* Reads one byte; returns false if there is none. */
bool wake_pipe_read(const struct wake_pipe *wake);
/* Returns the descriptor to poll, readable while bytes are unread. */
int wake_pipe_fd(const struct wake_pipe *wake);

#endif
