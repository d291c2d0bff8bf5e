/* Times as in JSON (RFC 3339). */
#ifndef PCSC_SCAN_SHOW_ISO_TIME_H
#define PCSC_SCAN_SHOW_ISO_TIME_H

#include <time.h>

enum { ISO_TIME_SIZE = 48 };

/* Writes a time since 1970 in the local time zone: "2026-11-20T20:12:58.123456+01:00". */
void iso_time(const struct timespec *time, char out[ISO_TIME_SIZE]);

#endif
