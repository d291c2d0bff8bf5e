/* The history of lines typed at a prompt, in a file that several programs can use at once. */
#ifndef APP_HISTORY_H
#define APP_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

struct history_file;

enum { HISTORY_MAX = 1000 }; /* lines kept in the file: the newest */

/* Returns the history in the file at path, which need not exist; to be freed with history_free.
 * path is copied. NULL if out of memory. */
struct history_file *history_new(const char *path);
/* Frees the history and sets *history to NULL. */
void history_free(struct history_file **history);

/* Passes the lines of the file, without newline and NUL-terminated, to sink, the oldest first.
 * Returns 0, also if there is no file, or an error of file_read (sys/file.h). */
int history_read(struct history_file *history, void (*sink)(void *self, const char *line),
                 void *self);

/* Adds a line of length bytes, which must contain no secret, to those that history_save saves.
 * Ignores a blank line. */
void history_add(struct history_file *history, const char *line, size_t length);
/* Returns true if there are lines to save. */
bool history_is_new(const struct history_file *history);
/* Appends the lines to be saved to the file, after those that other programs have added meanwhile;
 * of equal lines only the last is kept. The file is replaced as a whole; a new one is readable by
 * its owner only. Returns 0 or an errno; in both cases the lines are no longer to be saved. */
int history_save(struct history_file *history);

#endif
