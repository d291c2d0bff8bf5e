/* -r -v: what the readers are. */
#ifndef PCSC_SCAN_INVENTORY_INVENTORY_H
#define PCSC_SCAN_INVENTORY_INVENTORY_H

#include "pcsc_scan/options.h"

/* Asks each reader that is meant and prints what it says. No card is powered or reset by that.
 * Returns the status to end with. */
int inventory_run(struct scan_options *options);

#endif
