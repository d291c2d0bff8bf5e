/* A reader driver's Info.plist, as pcscd reads it: an XML property list whose arrays ifdVendorID
 * and ifdProductID name the USB devices that the driver is for, pair by pair. */
#ifndef READER_DRIVER_PLIST_H
#define READER_DRIVER_PLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* text may be anything. Finds the product ID of the same vendor's listed device that is nearest:
 * the device's own if it is listed. Returns false if no device of the vendor is. */
bool driver_plist_nearest(const char *text, size_t length, uint16_t vendor, uint16_t product,
                          uint16_t *nearest);

/* The name that the driver gives readers with these IDs: the element of ifdFriendlyName at the same
 * index, truncated to size. Returns false, and "", if there is none. */
bool driver_plist_reader_name(const char *text, size_t length, uint16_t vendor, uint16_t product,
                              char *out, size_t size);

/* The string of a key such as CFBundleShortVersionString, truncated to size. Returns false, and "",
 * if there is none. */
bool driver_plist_string(const char *text, size_t length, const char *key, char *out, size_t size);

#endif
