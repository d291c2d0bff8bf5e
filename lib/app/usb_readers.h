/* Finds the smart card readers on USB, by their descriptors and the lists of drivers. */
#ifndef APP_USB_READERS_H
#define APP_USB_READERS_H

#include "app/drivers.h"
#include "reader/ccid_check.h"
#include "sys/usb.h"

#include <stdbool.h>
#include <stddef.h>

/* An interface of class 0B, or FF. */
struct usb_reader_interface {
	struct usb_interface_descriptor usb;
	struct ccid ccid;                   /* empty if it has no CCID descriptor */
	const struct usb_interface *kernel; /* NULL: the kernel does not have it in use */
	struct ccid_problems problems;
};

/* A device that is a reader by its class, or by the list of a driver that is installed. */
struct usb_reader {
	const struct usb_device *device; /* of the list's devices */
	char name[USB_TEXT_MAX];         /* from outside: its own, or its driver's name for it */
	struct driver driver, nearest;   /* of drivers_find; nearest only without a driver */
	struct driver elsewhere; /* without a driver in the place asked for: one of another place */
	size_t driver_count;     /* drivers that are installed in that place */
	struct usb_reader_interface *interfaces; /* owned; not those it has besides */
	size_t interface_count;                  /* may be 0 if the device is not authorized */
};

struct usb_readers {
	struct usb_list devices;
	struct usb_reader *readers; /* owned */
	size_t count;
};

/* Finds the readers, sorted by bus and device. drivers is the directory of the drivers, or "" for
 * the usual ones; root stands for / (sys/tree.h). Returns false if /sys has no USB devices at all.
 */
bool usb_readers_find(const char *root, const char *drivers, struct usb_readers *readers);
void usb_readers_free(struct usb_readers *readers);

/* Returns the reader at this address of the bus; NULL if there is none. */
const struct usb_reader *usb_readers_at(const struct usb_readers *readers, unsigned bus,
                                        unsigned number);

/* Returns true if a reader of the service, called name, may be of this kind, what its driver or
 * reader.conf calls it: pcscd adds to that. */
bool usb_reader_name_is(const char *name, const char *kind);
/* Returns the only reader that the service can call name, by its driver's name for it; vendor 0:
 * any. Returns NULL without one. */
const struct usb_reader *usb_readers_named(const struct usb_readers *readers, const char *name,
                                           uint16_t vendor, uint16_t product);

#endif
