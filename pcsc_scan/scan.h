/* pcsc_scan's loop: one poll() for readers, signals, its output and the time limit. */
#ifndef PCSC_SCAN_SCAN_H
#define PCSC_SCAN_SCAN_H

#include "pcsc_scan/options.h"

/* Does what the options ask for, until it is done or a signal arrives. Returns the exit status.
 * Sets the reader that a number means in the options' filter. */
int scan_run(struct scan_options *options);

#endif
