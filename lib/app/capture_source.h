/* Captures of USB and GSMTAP traffic among the files that are read. */
#ifndef APP_CAPTURE_SOURCE_H
#define APP_CAPTURE_SOURCE_H

#include "base/status.h"
#include "sys/file.h"

/* Reads the file at path as file_read does with FILE_COPY, and returns the same. A capture (pcap or
 * pcapng, by its first bytes) is read as what the helper "capture" prints of it
 * (capture/capture_text.h): *status is STATUS_YES, or another one after a message, with an empty
 * file. name is for messages. */
int capture_source(struct file *file, const char *path, const char *name, size_t max,
                   enum status *status);

/* What there is to say of a file that begins as compressed ones do; NULL: it does not. */
const char *capture_source_packed(const struct file *file);

#endif
