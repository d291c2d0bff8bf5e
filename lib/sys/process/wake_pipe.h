/* A pipe that wakes a poll(): one thread or signal handler writes, another one reads. */
#ifndef SYS_PROCESS_WAKE_PIPE_H
#define SYS_PROCESS_WAKE_PIPE_H

#include <stdbool.h>

struct wake_pipe {
	int ends[2];
};

/* Returns false, with nothing to close, if out of descriptors. */
bool wake_pipe_open(struct wake_pipe *wake);
void wake_pipe_close(struct wake_pipe *wake);

/* Writes one byte. Never blocks: into a full pipe, which wakes as well, nothing is written. */
void wake_pipe_write(const struct wake_pipe *wake);
/* Reads one byte; returns false if there is none. */
bool wake_pipe_read(const struct wake_pipe *wake);
/* Returns the descriptor to poll, readable while bytes are unread. */
int wake_pipe_fd(const struct wake_pipe *wake);

#endif
