/* Clocks and waiting. */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* The time of a monotonic clock. */
struct timespec clock_now(void);
uint64_t clock_us(void);
uint64_t clock_ms(void);

/* The time of day, which may jump when it is set. */
struct timespec clock_of_day(void);

/* Sleeps until the descriptor is readable or ms have passed. Returns true if it is readable. */
bool clock_wait(int fd, int ms);

#endif
