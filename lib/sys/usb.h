/* USB devices that are, or may be, smart card readers, from /sys: without libusb and without
 * opening a device. */
#ifndef SYS_USB_H
#define SYS_USB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	USB_CLASS_CCID = 0x0B,   /* smart card: USB-IF class codes */
	USB_CLASS_VENDOR = 0xFF, /* some readers older than that class */
};

struct usb_interface {
	char device[32];      /* its place, "1-2.3" */
	char place[40];       /* the interface's own, "1-2.3:1.0", or the device's again */
	unsigned bus, number; /* /dev/bus/usb/BUS/NUMBER */
	uint16_t vendor, product;
	uint8_t class;   /* 0 if the device is not authorized: then it shows no interface */
	bool authorized; /* the kernel lets drivers and programs use it */
	char name[128];  /* manufacturer's and product's text, from the device; "" without */
	char driver[64]; /* the kernel driver bound to it; "usbfs": a program; "": none */
};

struct usb_list {
	struct usb_interface *interfaces; /* owned */
	size_t count;
};

/* The interfaces of these two classes, sorted by place, and an entry for each device that is not
 * authorized. Returns false if /sys has no information about USB. */
bool usb_interfaces(const char *root, struct usb_list *list);
void usb_list_free(struct usb_list *list);

#endif
