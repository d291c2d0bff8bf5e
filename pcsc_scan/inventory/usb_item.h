/* One USB reader, as text and as JSON. */
#ifndef PCSC_SCAN_INVENTORY_USB_ITEM_H
#define PCSC_SCAN_INVENTORY_USB_ITEM_H

#include "app/usb_readers.h"
#include "render/json.h"
#include "render/page.h"

/* Prints where the device is, its driver, and what each interface can do, from column indent; with
 * verbose each field of the descriptors. */
void usb_item_text(const struct usb_reader *reader, const struct layout *layout, size_t indent,
                   bool verbose);
/* Prints what each interface can do. */
void usb_item_interfaces(const struct usb_reader *reader, const struct layout *layout,
                         size_t indent, bool verbose);
/* The keys of the device, in an open object. */
void usb_item_json(const struct usb_reader *reader, struct json *json);

#endif
