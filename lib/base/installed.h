/* The names under which the programs are installed: "make install" may add a prefix to them
 * (PROGRAM_PREFIX), so that they stand beside other programs of the same names. */
#ifndef BASE_INSTALLED_H
#define BASE_INSTALLED_H

#include <stddef.h>

/* Takes the prefix from the file name of path, the program's argv[0], which ends with own, the
 * program's name; there is none if it does not, if it has more than 63 bytes, or any but graphic
 * ASCII characters. Until then there is none. */
void installed_start(const char *path, const char *own);

/* Copies text with the prefix before each program of pcsckit that it tells the user to run: before
 * a name that is the whole text, or has an option or a redirection after it. out has a terminating
 * NUL; what does not fit into size bytes is left out. Returns out. */
char *installed_text(char *out, size_t size, const char *text);

#endif
