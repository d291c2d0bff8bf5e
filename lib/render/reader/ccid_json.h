/* A reader's CCID interface as JSON. */
#ifndef RENDER_READER_CCID_JSON_H
#define RENDER_READER_CCID_JSON_H

#include "reader/ccid_check.h"
#include "render/json.h"

/* An object, as the next value: kernel_driver is the kernel's driver for the interface, from
 * outside, or "". What the descriptor does not say is null. */
void render_ccid_json(struct json *json, const struct usb_interface_descriptor *interface,
                      const struct ccid *ccid, const struct ccid_problems *problems,
                      const char *kernel_driver);

#endif
