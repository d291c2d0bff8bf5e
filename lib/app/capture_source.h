/* Reads input files that may be captures of USB or GSMTAP traffic. */
#ifndef APP_CAPTURE_SOURCE_H
#define APP_CAPTURE_SOURCE_H

#include "base/status.h"
#include "sys/file.h"

/* Reads the file at path, of at most max bytes, as file_read with FILE_COPY, and returns the same.
 * Of a capture (pcap or pcapng, by its first bytes) file becomes the text that the helper "capture"
 * prints (capture/capture_text.h); if that fails, reports it, with name for the file, and sets
 * *status to the exit status. Else *status is STATUS_YES. */
int capture_source(struct file *file, const char *path, const char *name, size_t max,
                   enum status *status);

/* Returns the message for a file that is compressed, by its first bytes; NULL if it is not. */
const char *capture_source_packed(const struct file *file);

#endif
