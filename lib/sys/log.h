/* Whole lines, from any thread, to a file or standard error. */
#ifndef SYS_LOG_H
#define SYS_LOG_H

#include <stddef.h>

/* Opens the log of the program; path NULL is standard error. A new file has mode 0600; an existing
 * one is appended to. Returns 0 or an errno. */
int log_open(const char *path);
/* Writes a line, given with its newline, at once. Returns 0, also if no log is open, or the errno
 * of the failure; after a failure nothing is written any more, and the result is 0. */
int log_write(const char *line, size_t length);
enum { LOG_TIME_SIZE = 24 };
/* Formats the present local time with microseconds: "20:12:58.123456". */
void log_time(char out[LOG_TIME_SIZE]);

#endif
