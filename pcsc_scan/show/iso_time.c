#include "pcsc_scan/show/iso_time.h"

#include <stdio.h>

void iso_time(const struct timespec *time, char out[ISO_TIME_SIZE])
{
	char date[32], zone[8];
	struct tm parts;

	localtime_r(&time->tv_sec, &parts);
	strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
	strftime(zone, sizeof zone, "%z", &parts); /* +0100 */
	unsigned microseconds = (unsigned)(time->tv_nsec / 1000) % 1000000;
	snprintf(out, ISO_TIME_SIZE, "%s.%06u%.3s:%.2s", date, microseconds, zone, zone + 3);
}
