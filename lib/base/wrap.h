/* Text cut into lines at its blanks. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stddef.h>

/* Copies text, which begins in a column of a line, to out, with a new line before each word that
 * would pass width; the lines after the first are indented to that column. Where width leaves fewer
 * than 20 columns for it, or is 0, the text stays one line. At most size - 1 bytes and a NUL. */
void wrap(char *out, size_t size, const char *text, size_t column, size_t width);

#endif
