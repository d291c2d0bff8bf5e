/* What time it is. */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

/* Of a clock that only goes forward. */
struct timespec clock_now(void);
uint64_t clock_us(void);
uint64_t clock_ms(void);

/* The time of day, which can be set. */
struct timespec clock_of_day(void);

/* Sleeps until the descriptor is readable, at most for ms; false where it is not. */
bool clock_wait(int fd, int ms);

#endif
