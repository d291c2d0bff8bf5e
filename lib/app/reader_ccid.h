/* Finds the USB device of a reader of the PC/SC service, and its CCID class descriptor. */
#ifndef APP_READER_CCID_H
#define APP_READER_CCID_H

#include "app/usb_readers.h"
#include "base/card.h"
#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

/* Gets the attribute tag of a reader that is a DWORD in the platform's byte order: of 4 bytes, or 8
 * from drivers with a DWORD of that size. card must be connected. Returns false if there is no such
 * attribute. */
bool reader_number(struct card *card, uint32_t tag, uint32_t *number);

/* Returns the device of the reader that the service calls name: by its bus address
 * (SCARD_ATTR_CHANNEL_ID) if card, which is connected or NULL, has it; else the only device that
 * can have that name and, unless vendor is 0, has these IDs. NULL if none or several can be. */
const struct usb_reader *reader_on_usb(const struct usb_readers *usb, const char *name,
                                       struct card *card, uint16_t vendor, uint16_t product);

/* Finds the reader that wanted means: its position in usb from 0, its exact name (the device's or
 * the service's), or a part of its name in any case, in that order. Returns STATUS_YES; or, after a
 * message, STATUS_TROUBLE if none matches and STATUS_INPUT if several do. */
enum status usb_reader_choose(const struct usb_readers *usb, const char *wanted,
                              const struct usb_reader **reader);

/* Gets the CCID class descriptor of a device. If its interfaces have different ones, name, the
 * service's name of the reader or a part of an interface's name, decides. Returns false if there is
 * none or name fits several. */
bool usb_reader_ccid(const struct usb_reader *reader, const char *name, struct ccid *ccid);

/* Gets the CCID class descriptor of the reader that the service calls name, by the device of
 * reader_on_usb or, if several devices can be that, by their common descriptor. card is connected
 * or NULL. Returns false if there is none or it is ambiguous. */
bool reader_ccid_among(const struct usb_readers *usb, const char *name, struct card *card,
                       struct ccid *ccid);
/* Does the same with the devices found below root (usb_readers_find). */
bool reader_ccid(const char *root, const char *name, struct card *card, struct ccid *ccid);

#endif
