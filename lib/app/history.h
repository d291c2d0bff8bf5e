/* The history of lines typed at a prompt, in a file that several programs may use at once. */
#ifndef APP_HISTORY_H
#define APP_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

struct history_file;

enum { HISTORY_MAX = 1000 }; /* lines that are kept: the newest */

/* Returns the history in the file at path, which is copied and need not exist; to be freed with
 * history_free. NULL if out of memory. */
struct history_file *history_new(const char *path);
/* Frees the history and sets *history to NULL. */
void history_free(struct history_file **history);

/* Passes the lines of the file, NUL-terminated, to sink, the oldest first. Returns 0, also if there
 * is no file, or an error of sys/file.h. */
int history_read(struct history_file *history, void (*sink)(void *self, const char *line),
                 void *self);

/* Adds a line, which must contain no secret, to be saved; ignores a blank one. */
void history_add(struct history_file *history, const char *line, size_t length);
/* Returns true if history_save has something to do. */
bool history_is_new(const struct history_file *history);
/* Adds the new lines to the file, after those that other programs have added meanwhile; of equal
 * lines only the last is kept. The file is replaced as a whole, and readable by its owner only.
 * Returns 0 or an errno; there are no new lines afterwards. */
int history_save(struct history_file *history);

#endif
