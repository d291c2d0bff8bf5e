/* Finds the installed drivers of USB readers: the bundles of pcscd. */
#ifndef APP_DRIVERS_H
#define APP_DRIVERS_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DRIVER_WORDS_MAX = 96, DRIVER_PLACE_MAX = 256 };

/* A driver, and the device in its list that was searched for. All texts are untrusted. */
struct driver {
	char words[DRIVER_WORDS_MAX];  /* "ifd-ccid.bundle 1.5.2"; "": there is no driver */
	char bundle[DRIVER_WORDS_MAX]; /* "ifd-ccid.bundle" */
	char version[24];              /* "1.5.2"; "": unknown */
	char place[DRIVER_PLACE_MAX];  /* the directory with the bundle */
	char reader[READER_NAME_SIZE]; /* the driver's name for the device; "": none */
	uint16_t product;              /* the USB product ID of the device */
};

/* Finds the driver that lists the USB device vendor:product: in the directory place, or if that is
 * "" in those that pcscd is usually built with. root stands for / (sys/tree.h). Returns the number
 * of drivers installed there. If none lists the device, driver is empty, and nearest (unless it is
 * NULL) becomes the driver that lists the device of this vendor with the nearest product ID; empty
 * if there is none. */
size_t drivers_find(const char *root, const char *place, uint16_t vendor, uint16_t product,
                    struct driver *driver, struct driver *nearest);

#endif
