/* Breaks text into lines at blanks. */
#ifndef BASE_WRAP_H
#define BASE_WRAP_H

#include <stddef.h>

/* Copies text, which begins in that column of a line, to out, with a newline before each word that
 * would exceed width; the following lines are indented to the column. If width is 0, or leaves
 * fewer than 20 columns, the text stays one line. Writes at most size - 1 bytes and a NUL. */
void wrap(char *out, size_t size, const char *text, size_t column, size_t width);

#endif
