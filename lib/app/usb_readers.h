/* Finds the smart card readers on USB, by their descriptors and by the lists of installed drivers.
 */
#ifndef APP_USB_READERS_H
#define APP_USB_READERS_H

#include "app/drivers.h"
#include "reader/ccid_check.h"
#include "sys/usb.h"

#include <stdbool.h>
#include <stddef.h>

/* An interface of a reader: of class 0B (smart card) or FF (vendor specific). */
struct usb_reader_interface {
	struct usb_interface_descriptor usb;
	struct ccid ccid;                   /* empty if it has no CCID descriptor */
	const struct usb_interface *kernel; /* the kernel's view; NULL: it does not list it */
	struct ccid_problems problems;      /* mistakes in the descriptors */
};

/* A device that is a reader by its class, or by the list of an installed driver. */
struct usb_reader {
	const struct usb_device *device; /* one of the devices of struct usb_readers */
	char name[USB_TEXT_MAX];         /* its own, else its driver's name for it; untrusted */
	struct driver driver, nearest;   /* of drivers_find */
	/* If the directory asked for has no driver for it: one of the usual directories. */
	struct driver elsewhere;
	size_t driver_count;                     /* drivers installed in the directory asked for */
	struct usb_reader_interface *interfaces; /* owned; only those of a reader */
	size_t interface_count;                  /* may be 0 if the device is not authorized */
};

struct usb_readers {
	struct usb_list devices;
	struct usb_reader *readers; /* owned */
	size_t count;
};

/* Finds the readers, sorted by bus and device number; to be freed with usb_readers_free. drivers is
 * the directory of the drivers, or "" for the usual ones; root stands for / (sys/tree.h). Returns
 * false if /sys has no information about USB or memory ran out. */
bool usb_readers_find(const char *root, const char *drivers, struct usb_readers *readers);
/* Frees the readers and their devices; readers is empty afterwards. */
void usb_readers_free(struct usb_readers *readers);

/* Returns the reader with this bus and device number; NULL if there is none. */
const struct usb_reader *usb_readers_at(const struct usb_readers *readers, unsigned bus,
                                        unsigned number);

/* Returns true if name, the service's name of a reader, can be made of kind, the name that its
 * driver or reader.conf has for it: pcscd appends an interface, a serial number and numbers. */
bool usb_reader_name_is(const char *name, const char *kind);
/* Returns the reader that the service can call name, by its driver's name for it: the longest that
 * fits. Unless vendor is 0, only readers with these USB IDs count. NULL if none fits, or several
 * equally. */
const struct usb_reader *usb_readers_named(const struct usb_readers *readers, const char *name,
                                           uint16_t vendor, uint16_t product);

#endif
