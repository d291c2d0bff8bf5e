/* A USB reader, as text and as JSON. */
#ifndef PCSC_SCAN_INVENTORY_USB_ITEM_H
#define PCSC_SCAN_INVENTORY_USB_ITEM_H

#include "app/usb_readers.h"
#include "render/json.h"
#include "render/page.h"

/* Prints where the device is, its driver, and what each interface supports, indented by indent
 * columns; with verbose each field of the descriptors too. */
void usb_item_text(const struct usb_reader *reader, const struct layout *layout, size_t indent,
                   bool verbose);
/* Prints only what each interface supports. */
void usb_item_interfaces(const struct usb_reader *reader, const struct layout *layout,
                         size_t indent);
/* Adds the device's members to an open object. */
void usb_item_json(const struct usb_reader *reader, struct json *json);

#endif
