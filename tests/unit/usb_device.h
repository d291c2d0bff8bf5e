/* USB devices made for the tests: descriptors, as in /sys. */
#ifndef TESTS_UNIT_USB_DEVICE_H
#define TESTS_UNIT_USB_DEVICE_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct usb_bytes {
	uint8_t bytes[1024];
	size_t length;
};

static inline void usb_add(struct usb_bytes *to, const uint8_t *bytes, size_t length)
{
	memcpy(to->bytes + to->length, bytes, length);
	to->length += length;
}
#define USB_ADD(to, ...) \
	usb_add(to, (const uint8_t[]){__VA_ARGS__}, sizeof(const uint8_t[]){__VA_ARGS__})

/* USB 2.0, tables 9-8, 9-10, 9-12 and 9-13. */
static inline void usb_device(struct usb_bytes *to)
{
	to->length = 0;
	USB_ADD(to, 18, 1, 0x00, 0x02, 0, 0, 0, 64, 0x34, 0x12, 0x78, 0x56, 0, 1, 1, 2, 3, 1);
}

static inline void usb_configuration(struct usb_bytes *to, uint8_t value, uint8_t attributes)
{
	USB_ADD(to, 9, 2, 0, 0, 1, value, 0, attributes, 50);
}

static inline void usb_interface(struct usb_bytes *to, uint8_t number, uint8_t class,
                                 uint8_t protocol)
{
	USB_ADD(to, 9, 4, number, 0, 0, class, 0, protocol, 0);
}

/* Bulk OUT, bulk IN and interrupt IN. */
static inline void usb_endpoints(struct usb_bytes *to)
{
	USB_ADD(to, 7, 5, 0x01, 2, 64, 0, 0, 7, 5, 0x82, 2, 64, 0, 0, 7, 5, 0x83, 3, 8, 0, 24);
}

/* CCID 1.10, table 5.1-1: a reader without problems. */
static inline uint8_t *usb_ccid(struct usb_bytes *to)
{
	static const uint8_t ccid[] = {
		0x36, 0x21, 0x10, 0x01, 0x00, 0x07, 0x03, 0x00, 0x00, 0x00,             /* 1.10 */
		0xA0, 0x0F, 0x00, 0x00, 0xA0, 0x0F, 0x00, 0x00, 0x00,                   /* 4 MHz */
		0x00, 0x2A, 0x00, 0x00, 0xE7, 0x4C, 0x06, 0x00, 0x00,                   /* bit/s */
		0xFE, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, /* 254 */
		0xBA, 0x04, 0x01, 0x00, 0x0F, 0x01, 0x00, 0x00, 0xFF, 0xFF,             /* TPDU */
		0x00, 0x00, 0x00, 0x01,
	};

	usb_add(to, ccid, sizeof ccid);
	return to->bytes + to->length - sizeof ccid;
}

#endif
