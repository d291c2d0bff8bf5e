/* Drivers of USB readers that are installed: pcscd's bundles. */
#ifndef PCSC_SCAN_DOCTOR_DRIVERS_H
#define PCSC_SCAN_DOCTOR_DRIVERS_H

#include <stddef.h>
#include <stdint.h>

enum { DRIVER_WORDS_MAX = 96 };

/* The bundle that lists a USB device, "ifd-ccid.bundle 1.5.2", or "" without one; from outside.
 * root stands for /, sys/tree.h. Returns how many bundles are installed. */
size_t drivers_find(const char *root, uint16_t vendor, uint16_t product,
                    char words[DRIVER_WORDS_MAX]);

#endif
