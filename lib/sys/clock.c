#include "sys/clock.h"

#include <poll.h>

static struct timespec read_clock(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now;
}

struct timespec clock_now(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

struct timespec clock_of_day(void)
{
	return read_clock(CLOCK_REALTIME);
}

uint64_t clock_us(void)
{
	struct timespec now = clock_now();

	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

uint64_t clock_ms(void)
{
	return clock_us() / 1000;
}

bool clock_wait(int fd, int ms)
{
	return poll(&(struct pollfd){.fd = fd, .events = POLLIN}, 1, ms) > 0;
}
