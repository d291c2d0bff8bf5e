/* Captures of USB and GSMTAP traffic among the files that are read. */
#ifndef APP_CAPTURE_SOURCE_H
#define APP_CAPTURE_SOURCE_H

#include "base/status.h"
#include "sys/file.h"

/* If the file is a capture (pcap or pcapng, by its first bytes), replaces its content by what the
 * helper "capture" makes of it (capture/capture_text.h), max bytes at most. STATUS_YES also for any
 * other file, which stays as it is; else another one after a message, and the file is empty. name
 * is for messages. */
enum status capture_source(struct file *file, const char *name, size_t max);

#endif
