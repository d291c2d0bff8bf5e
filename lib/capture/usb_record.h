/* Parses and writes the records of USB captures: Linux' usbmon and Windows' USBPcap. */
#ifndef CAPTURE_USB_RECORD_H
#define CAPTURE_USB_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Link types of www.tcpdump.org/linktypes.html. */
enum {
	LINK_USBMON = 189,         /* head of 48 bytes, in the byte order of the host */
	LINK_USBMON_MMAPPED = 220, /* head of 64 bytes, the same */
	LINK_USBPCAP = 249,
};

enum usb_transfer { USB_ISOCHRONOUS, USB_INTERRUPT, USB_CONTROL, USB_BULK };

struct usb_record {
	uint16_t bus;
	uint16_t device;
	uint8_t endpoint;     /* bit 7: to the host */
	uint8_t transfer;     /* enum usb_transfer */
	bool completed;       /* by the device; else submitted by the host */
	const uint8_t *setup; /* the 8 bytes of a control transfer's submission; NULL: none */
	const uint8_t *data;
	size_t length; /* of data */
	size_t whole;  /* bytes transferred: more than length if the capture truncated them */
};

/* Returns true for a link type whose records usb_record_read can parse. */
bool usb_record_knows(int link);
/* Parses a record of this link type, of length bytes; setup and data point into them. Returns false
 * if the head is invalid or truncated. */
bool usb_record_read(struct usb_record *record, int link, const uint8_t *bytes, size_t length);

/* What usb_record_write needs beside the record. */
struct usb_urb {
	uint64_t id;     /* the same in submission and completion */
	int64_t seconds; /* since 1970 */
	int32_t microseconds;
	uint32_t asked; /* size of the host's buffer, in the submission of an input */
};

enum { USB_HEAD = 64 };
/* Writes the head of a record of LINK_USBMON_MMAPPED, which its data is to follow. */
void usb_record_write(uint8_t head[USB_HEAD], const struct usb_record *record,
                      const struct usb_urb *urb);

#endif
