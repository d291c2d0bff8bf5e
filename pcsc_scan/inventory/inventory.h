/* -r -v: describes the readers. */
#ifndef PCSC_SCAN_INVENTORY_INVENTORY_H
#define PCSC_SCAN_INVENTORY_INVENTORY_H

#include "pcsc_scan/options.h"

/* Asks each reader that the options mean for its properties, and prints them. Powers and resets no
 * card. Returns the exit status. */
int inventory_run(struct scan_options *options);

#endif
