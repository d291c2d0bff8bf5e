/* Lists USB devices as /sys shows them: needs no libusb and no service, and opens no device.
 * reader/usb_descriptors.h decodes their descriptors. */
#ifndef SYS_USB_H
#define SYS_USB_H

#include "sys/file.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The message for a system whose /sys has no information about USB. */
extern const char usb_missing[];

enum {
	USB_TEXT_MAX = 384, /* 126 UTF-16 units of a string descriptor, in UTF-8 */
};

/* An interface of a device's current configuration. */
struct usb_interface {
	char place[40]; /* its name in /sys: "1-2.3:1.0" */
	unsigned configuration, number;
	bool authorized;         /* the kernel lets drivers and programs use it */
	char driver[64];         /* the kernel driver bound to it; "usbfs": a program; "": none */
	char name[USB_TEXT_MAX]; /* its string descriptor (untrusted); "" without one */
};

struct usb_device {
	char place[32];       /* its name in /sys: "1-2.3" */
	unsigned bus, number; /* /dev/bus/usb/BUS/NUMBER */
	uint16_t vendor, product;
	bool authorized; /* the kernel lets drivers and programs use it */
	/* Its string descriptors (untrusted); "" without one. */
	char manufacturer[USB_TEXT_MAX], name[USB_TEXT_MAX], serial[USB_TEXT_MAX];
	unsigned configuration;           /* the current one; 0: none */
	struct file descriptors;          /* owned; empty if they cannot be read */
	struct usb_interface *interfaces; /* owned; none if the device is not authorized */
	size_t interface_count;
};

struct usb_list {
	struct usb_device *devices; /* owned; sorted by bus and number */
	size_t count;
};

/* Lists the devices below root (sys/tree.h); list is to be freed with usb_list_free. A file that
 * cannot be read is reported. Returns false, with list empty, if /sys has no information about USB
 * or memory ran out. */
bool usb_devices(const char *root, struct usb_list *list);
void usb_list_free(struct usb_list *list);

/* Returns true if a kernel driver, which is not usbfs, is bound to the interface, so that programs
 * cannot use it. False for NULL. */
bool usb_interface_is_taken(const struct usb_interface *interface);

/* Writes "MANUFACTURER NAME", or the one of them that the device has; "" if it has neither. */
void usb_device_words(const struct usb_device *device, char *out, size_t size);

#endif
