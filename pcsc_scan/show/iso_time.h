/* A time as JSON has it. */
#ifndef PCSC_SCAN_SHOW_ISO_TIME_H
#define PCSC_SCAN_SHOW_ISO_TIME_H

#include <time.h>

enum { ISO_TIME_SIZE = 48 };

/* "2026-11-20T20:12:58.123456+01:00" */
void iso_time(const struct timespec *time, char out[ISO_TIME_SIZE]);

#endif
