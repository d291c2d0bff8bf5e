#ifndef CAPTURE_WRITE_CAPTURE_H
#define CAPTURE_WRITE_CAPTURE_H

#include "base/status.h"

/* Writes the text on standard input (capture/capture_text.h) as a capture, line by line. */
enum status write_capture(void);

#endif
