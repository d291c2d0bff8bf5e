#ifndef CAPTURE_READ_CAPTURE_H
#define CAPTURE_READ_CAPTURE_H

#include "base/status.h"

/* Prints the sessions of the capture on standard input as text (capture/capture_text.h). */
enum status read_capture(void);

#endif
