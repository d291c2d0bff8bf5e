/* A reader driver's Info.plist, as pcscd reads it: an XML property list whose arrays ifdVendorID
 * and ifdProductID name the USB devices that the driver is for, pair by pair. */
#ifndef READER_DRIVER_PLIST_H
#define READER_DRIVER_PLIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Each function takes the length bytes of an Info.plist, which may be anything, and a USB vendor
 * and product ID. */

/* Finds the listed product ID of the same vendor that is numerically nearest: the device's own if
 * it is listed. Returns false if no device of the vendor is. */
bool driver_plist_nearest(const char *text, size_t length, uint16_t vendor, uint16_t product,
                          uint16_t *nearest);

/* Writes the name that the driver gives readers with these IDs to out, NUL-terminated and truncated
 * to size bytes: the element of ifdFriendlyName at the same index. Returns false, and writes "", if
 * there is none. */
bool driver_plist_reader_name(const char *text, size_t length, uint16_t vendor, uint16_t product,
                              char *out, size_t size);

/* Does the same for the string of a key such as CFBundleShortVersionString. */
bool driver_plist_string(const char *text, size_t length, const char *key, char *out, size_t size);

#endif
