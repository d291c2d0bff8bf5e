/* Reads input files that may be captures of USB or GSMTAP traffic. */
#ifndef APP_CAPTURE_SOURCE_H
#define APP_CAPTURE_SOURCE_H

#include "base/status.h"
#include "sys/file.h"

/* Reads the file at path, of at most max bytes. Of a capture (pcap or pcapng, by its first bytes)
 * file becomes the text that the helper "capture" makes of it (capture/capture_text.h). Returns 0
 * or an error of file_read (sys/file.h). On 0, *status is STATUS_YES; or, after a message that
 * begins with name, the exit status for a capture that cannot be read or a compressed file, and
 * file is empty. */
int capture_source(struct file *file, const char *path, const char *name, size_t max,
                   enum status *status);

/* Returns the message for a compressed file, recognized by its first bytes; NULL for any other. */
const char *capture_source_packed(const struct file *file);

#endif
