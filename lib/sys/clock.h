/* Clocks and waiting. */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* Return the time of a monotonic clock: as it is, in microseconds, in ms. */
struct timespec clock_now(void);
uint64_t clock_us(void);
uint64_t clock_ms(void);

/* Returns the time of day, which jumps when the clock is set. */
struct timespec clock_of_day(void);

/* Sleeps until the descriptor is readable or ms have passed. Returns true if it is readable. */
bool clock_wait(int fd, int ms);

#endif
