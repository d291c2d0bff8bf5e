/* Files written into a directory of the user's choice. */
#ifndef SYS_OUTPUT_DIRECTORY_H
#define SYS_OUTPUT_DIRECTORY_H

#include <stdbool.h>
#include <stdio.h>

/* Makes the directory if it is not there. Returns false with errno set on failure. */
bool output_directory_make(const char *path);
/* Opens the file for writing, empty; one that is there is written anew. NULL with errno set on
 * failure. */
FILE *output_directory_file(const char *path);
/* Closes it. Returns false with errno set if anything could not be written; a regular file,
 * which path is if not NULL, is then removed. */
bool output_directory_close(FILE *file, const char *path);

#endif
