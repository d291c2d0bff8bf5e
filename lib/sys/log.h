/* A file, or standard error, that gets whole lines from any thread. */
#ifndef SYS_LOG_H
#define SYS_LOG_H

#include <stddef.h>

/* path NULL: standard error. A new file is made for its owner alone; one that is there keeps its
 * mode, and is added to. 0, or an errno. */
int log_open(const char *path);
/* One write. Does nothing where nothing is open, or a write has failed. 0, or the errno of that
 * failure, once. */
int log_write(const char *line, size_t length);
/* Local time of day with microseconds: "20:12:58.123456". */
enum { LOG_TIME_SIZE = 24 };
void log_time(char out[LOG_TIME_SIZE]);

#endif
