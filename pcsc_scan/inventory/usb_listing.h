/* --usb: the readers on USB, without a service. */
#ifndef PCSC_SCAN_INVENTORY_USB_LISTING_H
#define PCSC_SCAN_INVENTORY_USB_LISTING_H

#include "pcsc_scan/options.h"

/* Prints each reader that is meant. Returns the status to end with: STATUS_NO without one,
 * STATUS_TROUBLE if the kernel shows no USB. */
int usb_listing_run(const struct scan_options *options);

#endif
