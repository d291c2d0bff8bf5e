#include "pcsc_scan/show/event.h"

#include <string.h>

void event_clock(const struct event *event, char clock[EVENT_CLOCK_SIZE])
{
	memcpy(clock, event->time + strlen("2026-11-20T"), EVENT_CLOCK_SIZE - 1);
	clock[EVENT_CLOCK_SIZE - 1] = '\0';
}
