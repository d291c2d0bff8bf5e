/* pcsc_scan's loop: one poll() for readers, signals, its output and the time limit. */
#ifndef PCSC_SCAN_SCAN_H
#define PCSC_SCAN_SCAN_H

#include "pcsc_scan/options.h"

/* Does what the options ask for, until its end. Returns the status to end with. Their filter keeps
 * which reader a number means. */
int scan_run(struct scan_options *options);

#endif
