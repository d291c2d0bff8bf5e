/* --usb: the readers on USB, without a service. */
#ifndef PCSC_SCAN_INVENTORY_USB_LISTING_H
#define PCSC_SCAN_INVENTORY_USB_LISTING_H

#include "pcsc_scan/options.h"

/* Prints the readers on USB, or the one that --reader means. Returns the exit status: STATUS_NO if
 * there is none, STATUS_TROUBLE after a message if /sys has no information about USB. */
int usb_listing_run(const struct scan_options *options);

#endif
