#include "reader/usb_descriptors.h"

#include "base/little_endian.h"
#include "reader/ccid.h"

/* bDescriptorType: USB 2.0, table 9-5. */
enum { TYPE_DEVICE = 1, TYPE_CONFIGURATION = 2, TYPE_INTERFACE = 4, TYPE_ENDPOINT = 5 };

enum {
	DEVICE_LENGTH = 18,
	CONFIGURATION_LENGTH = 9,
	INTERFACE_LENGTH = 9,
	ENDPOINT_LENGTH = 7,
	REMOTE_WAKE_UP = 0x20, /* table 9-10 */
};

struct descriptor {
	const uint8_t *bytes;
	size_t length; /* of the bytes available */
	size_t offset;
	uint8_t declared, type;
};

static void stop(struct usb_descriptors *descriptors, size_t at)
{
	descriptors->broken = true;
	descriptors->broken_at = at;
	descriptors->cursor.at = descriptors->cursor.length;
}

/* Reads the next descriptor; the last one may be truncated. */
static bool next(struct usb_descriptors *descriptors, struct descriptor *out)
{
	struct cursor *cursor = &descriptors->cursor, ahead = *cursor;
	size_t left = cursor_left(cursor);

	*out = (struct descriptor){.offset = cursor->at};
	if (!cursor_u8(&ahead, &out->declared))
		return false;
	out->length = out->declared < left ? out->declared : left;
	if (out->length < 2 || !cursor_bytes(cursor, out->length, &out->bytes)) {
		stop(descriptors, out->offset);
		return false;
	}
	out->type = out->bytes[1];
	if (out->length < out->declared)
		stop(descriptors, out->offset);
	return true;
}

bool usb_descriptors_start(struct usb_descriptors *descriptors, const uint8_t *bytes, size_t length)
{
	struct descriptor device;

	*descriptors = (struct usb_descriptors){.cursor = cursor_start(bytes, length)};
	if (next(descriptors, &device) && device.type == TYPE_DEVICE &&
	    device.length >= DEVICE_LENGTH)
		return true;
	stop(descriptors, 0);
	return false;
}

static void take_endpoint(struct usb_interface_descriptor *interface,
                          const struct descriptor *endpoint)
{
	enum { IN = 0x80, TRANSFER = 0x03, BULK = 2, INTERRUPT = 3, SIZE = 0x7FF };
	bool in = endpoint->bytes[2] & IN;
	unsigned transfer = endpoint->bytes[3] & TRANSFER;

	if (transfer == INTERRUPT && in)
		interface->endpoints |= USB_INTERRUPT_IN;
	if (transfer != BULK)
		return;
	interface->endpoints |= in ? USB_BULK_IN : USB_BULK_OUT;
	if (!in)
		interface->bulk_out_size = le16(endpoint->bytes + 4) & SIZE;
}

/* Takes the first descriptor that may be a class descriptor, before or after the endpoints. */
static void take_class(struct usb_interface_descriptor *interface,
                       const struct descriptor *descriptor)
{
	if (interface->ccid != NULL ||
	    (descriptor->type != CCID_TYPE &&
	     (descriptor->type != CCID_TYPE_VENDOR || descriptor->declared != CCID_LENGTH)))
		return;
	interface->ccid = descriptor->bytes;
	interface->ccid_length = descriptor->length;
	interface->ccid_offset = descriptor->offset;
}

/* Reads the other descriptors of the interface, up to the next interface. */
static void take_rest(struct usb_descriptors *descriptors,
                      struct usb_interface_descriptor *interface)
{
	struct descriptor descriptor;
	size_t before = descriptors->cursor.at;

	while (next(descriptors, &descriptor)) {
		if (descriptor.type == TYPE_INTERFACE || descriptor.type == TYPE_CONFIGURATION) {
			descriptors->cursor.at = before;
			return;
		}
		if (descriptor.type == TYPE_ENDPOINT && descriptor.length >= ENDPOINT_LENGTH)
			take_endpoint(interface, &descriptor);
		else
			take_class(interface, &descriptor);
		before = descriptors->cursor.at;
	}
}

static bool take_interface(struct usb_descriptors *descriptors, const struct descriptor *from,
                           struct usb_interface_descriptor *interface)
{
	bool by_default = from->bytes[3] == 0;

	*interface = (struct usb_interface_descriptor){
		.configuration = descriptors->configuration,
		.wakes = descriptors->wakes,
		.number = from->bytes[2],
		.class = from->bytes[5],
		.protocol = from->bytes[7],
		.offset = from->offset,
	};
	if (!by_default ||
	    (interface->class != USB_CLASS_CCID && interface->class != USB_CLASS_VENDOR))
		return false;
	take_rest(descriptors, interface);
	return true;
}

bool usb_descriptors_next(struct usb_descriptors *descriptors,
                          struct usb_interface_descriptor *interface)
{
	struct descriptor descriptor;

	while (next(descriptors, &descriptor)) {
		if (descriptor.type == TYPE_CONFIGURATION &&
		    descriptor.length >= CONFIGURATION_LENGTH) {
			descriptors->configuration = descriptor.bytes[5];
			descriptors->wakes = descriptor.bytes[7] & REMOTE_WAKE_UP;
		} else if (descriptor.type == TYPE_INTERFACE &&
		           descriptor.length >= INTERFACE_LENGTH &&
		           take_interface(descriptors, &descriptor, interface)) {
			return true;
		}
	}
	return false;
}
