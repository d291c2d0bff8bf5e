/* Writes a reader's CCID interface as JSON. */
#ifndef RENDER_READER_CCID_JSON_H
#define RENDER_READER_CCID_JSON_H

#include "reader/ccid_check.h"
#include "render/json.h"

/* Adds an object, as the next value of json. kernel_driver is the name of the kernel's driver for
 * the interface, untrusted, or "". Fields that the descriptor lacks are null. */
void render_ccid_json(struct json *json, const struct usb_interface_descriptor *interface,
                      const struct ccid *ccid, const struct ccid_problems *problems,
                      const char *kernel_driver);

#endif
