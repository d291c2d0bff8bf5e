/* USB devices, from /sys: without libusb, without a service and without opening a device. Their
 * descriptors are decoded by reader/usb_descriptors.h. */
#ifndef SYS_USB_H
#define SYS_USB_H

#include "sys/file.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What there is to say where it shows no USB bus at all. */
extern const char usb_missing[];

enum {
	USB_TEXT_MAX = 384, /* 126 UTF-16 units of a string descriptor, in UTF-8 */
};

/* An interface of the configuration that is in use. */
struct usb_interface {
	char place[40]; /* "1-2.3:1.0" */
	unsigned configuration, number;
	bool authorized;         /* the kernel lets drivers and programs use it */
	char driver[64];         /* the kernel driver bound to it; "usbfs": a program; "": none */
	char name[USB_TEXT_MAX]; /* its text, from outside; "" without */
};

struct usb_device {
	char place[32];       /* "1-2.3" */
	unsigned bus, number; /* /dev/bus/usb/BUS/NUMBER */
	uint16_t vendor, product;
	bool authorized;
	/* Texts of the device, from outside; "" without. */
	char manufacturer[USB_TEXT_MAX], name[USB_TEXT_MAX], serial[USB_TEXT_MAX];
	unsigned configuration;           /* the one that is in use; 0: none */
	struct file descriptors;          /* owned; empty if they cannot be read */
	struct usb_interface *interfaces; /* owned; none if the device is not authorized */
	size_t interface_count;
};

struct usb_list {
	struct usb_device *devices; /* owned; sorted by bus and number */
	size_t count;
};

/* Returns false if /sys has no information about USB. */
bool usb_devices(const char *root, struct usb_list *list);
void usb_list_free(struct usb_list *list);

/* Returns true if a kernel driver, or through usbfs a program, has claimed the interface. interface
 * may be NULL. */
bool usb_interface_is_taken(const struct usb_interface *interface);

/* Writes manufacturer and name of the device, "" if it has neither. */
void usb_device_words(const struct usb_device *device, char *out, size_t size);

#endif
