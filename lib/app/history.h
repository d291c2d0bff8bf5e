/* Lines typed in sessions before this one, in a file that several programs may add to at once. */
#ifndef APP_HISTORY_H
#define APP_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

struct history_file;

enum { HISTORY_MAX = 1000 }; /* lines that are kept: the newest */

/* path is copied; the file need not exist. Returns NULL if out of memory. */
struct history_file *history_new(const char *path);
void history_free(struct history_file **history);

/* Passes the lines of the file, NUL-terminated, to sink, the oldest first. Returns 0, an errno or
 * what else sys/file.h has; a missing file is 0. */
int history_read(struct history_file *history, void (*sink)(void *self, const char *line),
                 void *self);

/* A new line, for the file as it is then; blank ones are left out. The caller keeps secrets away.
 */
void history_add(struct history_file *history, const char *line, size_t length);
/* Returns true if history_save has something to do. */
bool history_is_new(const struct history_file *history);
/* Adds the new lines to the file, behind what other programs have added meanwhile; of equal lines
 * the last one stays. The file is there whole at every moment; it is made for its owner alone to
 * read. Returns 0 or an errno; the lines are forgotten either way. */
int history_save(struct history_file *history);

#endif
