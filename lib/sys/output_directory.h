/* Files written into a directory of the user's choice. */
#ifndef SYS_OUTPUT_DIRECTORY_H
#define SYS_OUTPUT_DIRECTORY_H

#include <stdbool.h>
#include <stdio.h>

/* Creates the directory if it does not exist. Returns false with errno set on failure. */
bool output_directory_make(const char *path);
/* Opens the file for writing, emptying one that exists. Returns NULL with errno set on failure. */
FILE *output_directory_file(const char *path);
/* Closes the file. Returns false with errno set if anything could not be written; the file at path
 * (NULL: none) is then removed if it is a regular one. */
bool output_directory_close(FILE *file, const char *path);

#endif
