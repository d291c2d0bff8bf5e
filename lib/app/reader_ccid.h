/* A reader of the PC/SC service and the USB device that it is. */
#ifndef APP_READER_CCID_H
#define APP_READER_CCID_H

#include "app/usb_readers.h"
#include "base/card.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

/* Reads a reader's attribute that is a DWORD in the platform's order: 4 bytes, or 8 where a driver
 * takes its own. card is connected. */
bool reader_number(struct card *card, uint32_t tag, uint32_t *number);

/* Returns the device that the reader called name is: where it says that it is plugged in
 * (SCARD_ATTR_CHANNEL_ID), else the only one with that name, and these numbers unless vendor is 0.
 * card may be NULL, else it is connected. Returns NULL if it cannot be told. */
const struct usb_reader *reader_on_usb(const struct usb_readers *usb, const char *name,
                                       struct card *card, uint16_t vendor, uint16_t product);

/* Finds the reader that wanted is the number of, in the order of usb, or the whole name, its own or
 * the service's, or a part of the name in any case. Returns, after a message, STATUS_TROUBLE if
 * there is none, STATUS_INPUT if there are several. */
enum status usb_reader_choose(const struct usb_readers *usb, const char *wanted,
                              const struct usb_reader **reader);

/* Reads a device's CCID class descriptor. Returns false if it has none, or several that differ and
 * of which name, the service's for the reader or a part of an interface's, does not tell one. */
bool usb_reader_ccid(const struct usb_reader *reader, const char *name, struct ccid *ccid);

/* Reads the CCID class descriptor of the reader of the service. Returns false if its device cannot
 * be told, or which of several descriptors is its; several devices of its name count as one if
 * theirs is the same. card may be NULL, else it is connected. */
bool reader_ccid_among(const struct usb_readers *usb, const char *name, struct card *card,
                       struct ccid *ccid);
/* Does the same with the readers that are found now. */
bool reader_ccid(const char *root, const char *name, struct card *card, struct ccid *ccid);

#endif
