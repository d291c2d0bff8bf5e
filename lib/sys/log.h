/* A file, or standard error, that gets whole lines from any thread. */
#ifndef SYS_LOG_H
#define SYS_LOG_H

#include <stddef.h>

/* path NULL: standard error. Made for us alone to read, and added to. 0, or an errno. */
int log_open(const char *path);
/* One write. Does nothing where nothing is open. */
void log_write(const char *line, size_t length);
/* Local time of day with microseconds: "20:12:58.123456". */
enum { LOG_TIME_SIZE = 24 };
void log_time(char out[LOG_TIME_SIZE]);

#endif
