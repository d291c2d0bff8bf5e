/* Parses the descriptors of a USB device, one after the other as the kernel keeps them
 * (USB 2.0, 9.5 and 9.6), for the interfaces that are or may be smart card readers. */
#ifndef READER_USB_DESCRIPTORS_H
#define READER_USB_DESCRIPTORS_H

#include "base/cursor.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	USB_CLASS_CCID = 0x0B,   /* smart card: USB-IF class codes */
	USB_CLASS_VENDOR = 0xFF, /* some readers older than that class */
};

/* Endpoints that readers use, as bits: CCID 5.2. */
enum { USB_BULK_OUT = 1, USB_BULK_IN = 2, USB_INTERRUPT_IN = 4 };

/* An interface in its default setting. */
struct usb_interface_descriptor {
	unsigned configuration;   /* bConfigurationValue */
	bool wakes;               /* remote wake-up, of bmAttributes of the configuration */
	unsigned number;          /* bInterfaceNumber */
	unsigned class, protocol; /* bInterfaceClass, bInterfaceProtocol */
	unsigned endpoints;       /* USB_BULK_OUT … */
	unsigned bulk_out_size;   /* wMaxPacketSize of the bulk OUT endpoint; 0 without one */
	size_t offset;            /* of the interface descriptor */
	const uint8_t *ccid;      /* its CCID class descriptor, part of the input; or NULL */
	size_t ccid_length;       /* bytes that are there */
	size_t ccid_offset;
};

struct usb_descriptors {
	struct cursor cursor;
	unsigned configuration; /* of what comes next; 0: none yet */
	bool wakes;
	/* A descriptor has an impossible length or place, so that the rest cannot be read. */
	bool broken;
	size_t broken_at;
};

/* Starts with the device descriptor, at the beginning of length bytes, which must outlive the
 * descriptors. Returns false if there is none. */
bool usb_descriptors_start(struct usb_descriptors *descriptors, const uint8_t *bytes,
                           size_t length);

/* Gets the next interface of class 0B or FF. Returns false at the end. */
bool usb_descriptors_next(struct usb_descriptors *descriptors,
                          struct usb_interface_descriptor *interface);

#endif
