/* Time that only goes forward. */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

uint64_t clock_ms(void);

/* Sleeps until the descriptor is readable, at most for ms; false where it is not. */
bool clock_wait(int fd, int ms);

#endif
