/* Writes files into a directory that the user chose. */
#ifndef SYS_OUTPUT_DIRECTORY_H
#define SYS_OUTPUT_DIRECTORY_H

#include <stdbool.h>
#include <stdio.h>

/* Creates the directory if it does not exist. Returns false with errno set on failure. */
bool output_directory_make(const char *path);
/* Opens the file at path for writing and truncates it. Returns a stream for output_directory_close;
 * NULL with errno set on failure. */
FILE *output_directory_file(const char *path);
/* Closes the file. Returns false with errno set if not all could be written; then the file at path
 * is removed, if it is a regular file and path is not NULL. */
bool output_directory_close(FILE *file, const char *path);

#endif
