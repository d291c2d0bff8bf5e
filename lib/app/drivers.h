/* Finds the installed drivers of USB readers: pcscd's bundles. */
#ifndef APP_DRIVERS_H
#define APP_DRIVERS_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DRIVER_WORDS_MAX = 96, DRIVER_PLACE_MAX = 256 };

struct driver {
	char words[DRIVER_WORDS_MAX];  /* "ifd-ccid.bundle 1.5.2"; "" without one; from outside */
	char bundle[DRIVER_WORDS_MAX]; /* the first of these words */
	char version[24];              /* the second; "" unknown */
	char place[DRIVER_PLACE_MAX];  /* the directory it is in */
	char reader[READER_NAME_SIZE]; /* what it calls the listed reader; "" unknown; from outside
	                                */
	uint16_t product;              /* of the listed reader */
};

/* Finds the driver that lists a USB device, in the directory place or, if that is "", in one of
 * those that pcscd is usually built with. root stands for / (sys/tree.h). Returns the number of
 * drivers that are installed there. If none lists the device, driver is empty, and nearest, unless
 * it is NULL, becomes the driver that lists the same vendor's device with the nearest product ID,
 * if there is one. */
size_t drivers_find(const char *root, const char *place, uint16_t vendor, uint16_t product,
                    struct driver *driver, struct driver *nearest);

#endif
