#include "capture/usb_record.h"

#include "base/little_endian.h"

#include <string.h>

/* The header of usbmon, described in Documentation/usb/usbmon.rst of the kernel: 48 bytes in the
 * older link type, 16 more in the newer one. */
struct usbmon {
	uint64_t id;
	uint8_t type, transfer, endpoint, device;
	uint16_t bus;
	uint8_t no_setup, no_data; /* 0: present */
	int64_t seconds;
	int32_t microseconds, status;
	uint32_t length, captured;
	uint8_t setup[8];
	int32_t interval, start_frame;
	uint32_t flags, descriptors;
};
_Static_assert(sizeof(struct usbmon) == USB_HEAD, "the head as the kernel writes it");

enum {
	SETUP = 8,
	USBMON_HEAD = 48,
	SETUP_AT = 40, /* in both headers of usbmon */
	USBPCAP_HEAD = 27,
	IN_PROGRESS = -115, /* EINPROGRESS on Linux, in the record of a submission */
};

bool usb_record_knows(int link)
{
	return link == LINK_USBMON || link == LINK_USBMON_MMAPPED || link == LINK_USBPCAP;
}

static bool read_usbmon(struct usb_record *record, const uint8_t *bytes, size_t length, size_t size)
{
	struct usbmon head = {0};

	if (length < size)
		return false;
	memcpy(&head, bytes, size);
	*record = (struct usb_record){
		.bus = head.bus,
		.device = head.device,
		.endpoint = head.endpoint,
		.transfer = head.transfer,
		.completed = head.type == 'C',
		.setup = head.type == 'S' && head.no_setup == 0 ? bytes + SETUP_AT : NULL,
		.data = bytes + size,
		.length = head.captured < length - size ? head.captured : length - size,
		.whole = head.length,
	};
	if (head.no_data != 0)
		record->length = record->whole = 0;
	return head.type == 'C' || head.type == 'S';
}

static bool read_usbpcap(struct usb_record *record, const uint8_t *bytes, size_t length)
{
	size_t size = length >= USBPCAP_HEAD ? le16(bytes) : 0;

	if (size < USBPCAP_HEAD || size > length)
		return false;
	*record = (struct usb_record){
		.bus = le16(bytes + 17),
		.device = le16(bytes + 19),
		.endpoint = bytes[21],
		.transfer = bytes[22],
		.completed = bytes[16] & 1,
		.data = bytes + size,
		.length = length - size,
		.whole = le32(bytes + 23),
	};
	if (record->length > record->whole)
		record->length = record->whole;
	/* In USBPcap, each stage of a control transfer has a record of its own. */
	if (record->transfer == USB_CONTROL && size > USBPCAP_HEAD && bytes[USBPCAP_HEAD] == 0 &&
	    record->length >= SETUP)
		record->setup = record->data;
	return true;
}

bool usb_record_read(struct usb_record *record, int link, const uint8_t *bytes, size_t length)
{
	switch (link) {
	case LINK_USBMON:
		return read_usbmon(record, bytes, length, USBMON_HEAD);
	case LINK_USBMON_MMAPPED:
		return read_usbmon(record, bytes, length, USB_HEAD);
	case LINK_USBPCAP:
		return read_usbpcap(record, bytes, length);
	default:
		return false;
	}
}

void usb_record_write(uint8_t head[USB_HEAD], const struct usb_record *record,
                      const struct usb_urb *urb)
{
	struct usbmon usbmon = {
		.id = urb->id,
		.type = record->completed ? 'C' : 'S',
		.transfer = record->transfer,
		.endpoint = record->endpoint,
		.device = (uint8_t)record->device,
		.bus = record->bus,
		.no_setup = record->setup != NULL ? 0 : '-',
		.no_data = record->length > 0   ? 0 :
			record->endpoint & 0x80 ? '<' :
						  '>',
		.seconds = urb->seconds,
		.microseconds = urb->microseconds,
		.status = record->completed ? 0 : IN_PROGRESS,
		.length = record->completed || record->length > 0 ? (uint32_t)record->whole :
								    urb->asked,
		.captured = (uint32_t)record->length,
	};

	if (record->setup != NULL)
		memcpy(usbmon.setup, record->setup, sizeof usbmon.setup);
	memcpy(head, &usbmon, sizeof usbmon);
}
