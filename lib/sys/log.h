/* Whole lines, from any thread, to a file or standard error. */
#ifndef SYS_LOG_H
#define SYS_LOG_H

#include <stddef.h>

/* Opens the log; path NULL means standard error. A new file is accessible only to its owner; an
 * existing one keeps its mode and is appended to. Returns 0 or an errno. */
int log_open(const char *path);
/* Writes the line in one write. Does nothing if no log is open or a write has failed. Returns 0, or
 * the errno of the first failure, once. */
int log_write(const char *line, size_t length);
enum { LOG_TIME_SIZE = 24 };
/* Writes the local time of day with microseconds: "20:12:58.123456". */
void log_time(char out[LOG_TIME_SIZE]);

#endif
