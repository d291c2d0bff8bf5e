/* A pipe that one thread rings and another hears in poll(). */
#ifndef SYS_PROCESS_BELL_H
#define SYS_PROCESS_BELL_H

#include <stdbool.h>

struct bell {
	int ends[2];
};

/* False, and nothing to close, where no descriptor is left. */
bool bell_open(struct bell *bell);
void bell_close(struct bell *bell);

/* Never blocks: a pipe that is full tells as much as one more byte would. */
void bell_ring(const struct bell *bell);
/* Takes one ring; false where there is none. */
bool bell_heard(const struct bell *bell);
/* Readable while it was rung more often than heard. */
int bell_fd(const struct bell *bell);

#endif
