/* Clocks and waiting. */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* Each returns the time of the monotonic clock, of which only differences have a meaning: as
 * seconds and nanoseconds, in microseconds, in milliseconds. */
struct timespec clock_now(void);
uint64_t clock_us(void);
uint64_t clock_ms(void);

/* Returns the time since 1970 (UTC) in seconds and nanoseconds. It jumps when the clock is set. */
struct timespec clock_of_day(void);

/* Waits at most ms milliseconds (-1: without limit) until fd is readable. Returns true if it is;
 * false if the time is up or a signal interrupted the wait. */
bool clock_wait(int fd, int ms);

#endif
