#include "capture/ccid_decoder.h"

#include "base/array.h"
#include "capture/ccid_message.h"
#include "capture/ccid_slot.h"
#include "base/little_endian.h"
#include "reader/ccid.h"
#include "reader/usb_descriptors.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PIPES = 8,     /* number of bulk endpoints kept apart per device */
	DEVICES = 512, /* maximum number of devices in a capture */
	/* USB 2.0, 9.4.3 and 9.6 */
	GET_DESCRIPTOR = 6,
	DEVICE = 1,
	CONFIGURATION = 2,
	STRING = 3,
	PRODUCT_AT = 15, /* offset of iProduct in the device descriptor */
	TO_HOST = 0x80,
	NAME_SIZE = 96,
};

struct pipe {
	uint8_t endpoint;  /* bit 7: to the host */
	struct text bytes; /* of a message not yet complete; owned */
};

struct device {
	uint16_t bus, number;
	struct pipe pipes[PIPES];
	size_t pipe_count;
	struct ccid_slot *slots[CCID_SLOTS]; /* owned; NULL: never used */
	enum transport_level level;
	uint8_t asked, index; /* the descriptor requested last */
	uint8_t product;      /* string index of its name; 0: unknown */
	char name[NAME_SIZE]; /* "" or ", NAME" */
};

struct ccid_decoder {
	struct track_list *list;
	struct device *devices; /* owned */
	size_t count, size;
};

struct ccid_decoder *ccid_decoder_new(struct track_list *list)
{
	struct ccid_decoder *decoder = calloc(1, sizeof *decoder);

	if (decoder != NULL)
		decoder->list = list;
	return decoder;
}

static void free_device(struct device *device)
{
	for (size_t i = 0; i < device->pipe_count; i++)
		text_free(&device->pipes[i].bytes);
	for (size_t i = 0; i < CCID_SLOTS; i++) {
		if (device->slots[i] != NULL)
			ccid_slot_free(device->slots[i]);
		free(device->slots[i]);
	}
}

void ccid_decoder_free(struct ccid_decoder **decoder)
{
	if (*decoder == NULL)
		return;
	for (size_t i = 0; i < (*decoder)->count; i++)
		free_device(&(*decoder)->devices[i]);
	free((*decoder)->devices);
	free(*decoder);
	*decoder = NULL;
}

/* Returns NULL if there are too many devices, or if out of memory. */
static struct device *device_of(struct ccid_decoder *decoder, const struct usb_record *record)
{
	struct device *devices = decoder->devices;

	for (size_t i = 0; i < decoder->count; i++)
		if (devices[i].number == record->device && devices[i].bus == record->bus)
			return &devices[i];
	if (decoder->count == DEVICES)
		return NULL;
	devices = array_room(devices, decoder->count, &decoder->size, sizeof *devices);
	if (devices == NULL) {
		decoder->list->failed = true;
		return NULL;
	}
	decoder->devices = devices;
	devices[decoder->count] = (struct device){.bus = record->bus, .number = record->device};
	return &devices[decoder->count++];
}

static struct pipe *pipe_of(struct device *device, uint8_t endpoint)
{
	for (size_t i = 0; i < device->pipe_count; i++)
		if (device->pipes[i].endpoint == endpoint)
			return &device->pipes[i];
	if (device->pipe_count == PIPES)
		return NULL;
	device->pipes[device->pipe_count] = (struct pipe){.endpoint = endpoint};
	return &device->pipes[device->pipe_count++];
}

static struct ccid_slot *slot_of(struct ccid_decoder *decoder, struct device *device,
                                 uint8_t number)
{
	char reader[64 + NAME_SIZE];

	if (device->slots[number] != NULL)
		return device->slots[number];
	struct ccid_slot *slot = malloc(sizeof *slot);
	if (slot == NULL) {
		decoder->list->failed = true;
		return NULL;
	}
	snprintf(reader, sizeof reader, "usb %u.%u slot %u%s", device->bus, device->number, number,
	         device->name);
	ccid_slot_start(slot, decoder->list, reader);
	slot->transport.level = device->level;
	return device->slots[number] = slot;
}

static void take_message(struct ccid_decoder *decoder, struct device *device, const uint8_t *bytes,
                         size_t length, bool from_reader)
{
	struct ccid_message message;
	struct ccid_slot *slot = NULL;

	if (ccid_message_read(&message, bytes, length, from_reader))
		slot = from_reader ? device->slots[message.slot] :
				     slot_of(decoder, device, message.slot);
	if (slot == NULL)
		return;
	if (from_reader)
		ccid_slot_response(slot, &message);
	else
		ccid_slot_command(slot, &message);
}

/* Returns true if the transfer continues an incomplete message. If it does not, or could be a
 * complete message itself, part of the capture is missing. */
static bool continues(const struct text *bytes, const struct usb_record *record, bool from_reader,
                      size_t *whole)
{
	size_t other;

	if (bytes->length == 0 ||
	    !ccid_message_starts((const uint8_t *)bytes->data, bytes->length, from_reader, whole) ||
	    bytes->length + record->length > *whole)
		return false;
	return bytes->length + record->length == *whole ||
		!ccid_message_starts(record->data, record->length, from_reader, &other) ||
		other != record->length;
}

/* A message may be longer than one transfer. */
static void take_bulk(struct ccid_decoder *decoder, struct device *device,
                      const struct usb_record *record)
{
	bool from_reader = record->endpoint & TO_HOST;
	struct pipe *pipe = pipe_of(device, record->endpoint);
	size_t whole = 0;

	if (pipe == NULL)
		return;
	struct text *bytes = &pipe->bytes;
	if (!continues(bytes, record, from_reader, &whole)) {
		text_clear(bytes);
		if (!ccid_message_starts(record->data, record->length, from_reader, &whole) ||
		    record->length > whole)
			return;
	}
	text_add(bytes, (const char *)record->data, record->length);
	decoder->list->failed = decoder->list->failed || bytes->failed;
	if (bytes->length < whole)
		return;
	take_message(decoder, device, (const uint8_t *)bytes->data, bytes->length, from_reader);
	text_clear(bytes);
}

static enum transport_level level_of(const uint8_t *bytes, size_t length)
{
	struct ccid ccid;

	ccid_read(&ccid, bytes, length);
	switch (ccid_level(&ccid)) {
	case CCID_EXCHANGE_CHARACTER:
		return TRANSPORT_CHARACTER;
	case CCID_EXCHANGE_TPDU:
		return TRANSPORT_TPDU;
	case CCID_EXCHANGE_SHORT:
	case CCID_EXCHANGE_EXTENDED:
		return TRANSPORT_APDU;
	case CCID_EXCHANGE_UNKNOWN:
	default:
		return TRANSPORT_UNKNOWN;
	}
}

/* Reads the exchange level from a configuration descriptor. In a capture the device descriptor is
 * in another transfer, so an empty one is put in its place. */
static void take_descriptors(struct device *device, const uint8_t *bytes, size_t length)
{
	enum { DEVICE_LENGTH = 18, CONFIGURATION_MAX = 4096 };
	uint8_t all[DEVICE_LENGTH + CONFIGURATION_MAX] = {DEVICE_LENGTH, DEVICE};
	struct usb_descriptors descriptors;
	struct usb_interface_descriptor interface;

	if (length < 2 || bytes[1] != CONFIGURATION)
		return;
	length = length < CONFIGURATION_MAX ? length : CONFIGURATION_MAX;
	memcpy(all + DEVICE_LENGTH, bytes, length);
	(void)usb_descriptors_start(&descriptors, all, DEVICE_LENGTH + length);
	while (usb_descriptors_next(&descriptors, &interface))
		if (interface.ccid != NULL)
			device->level = level_of(interface.ccid, interface.ccid_length);
}

/* Reads the product name, in UTF-16 (USB 2.0, 9.6.7); non-ASCII characters become "?". */
static void take_name(struct device *device, const uint8_t *bytes, size_t length)
{
	size_t at = 2;

	memcpy(device->name, ", ", 3);
	for (size_t i = 2; i + 2 <= length && i + 2 <= bytes[0] && at < NAME_SIZE - 1; i += 2) {
		uint16_t unit = le16(bytes + i);

		device->name[at++] = unit >= ' ' && unit < 0x7F ? (char)unit : '?';
		device->name[at] = '\0';
	}
}

/* Handles the request for a descriptor, then the descriptor itself. */
static void take_control(struct device *device, const struct usb_record *record)
{
	const uint8_t *setup = record->setup, *bytes = record->data;

	if (setup != NULL) {
		bool asks = setup[0] == TO_HOST && setup[1] == GET_DESCRIPTOR;

		device->asked = asks ? setup[3] : 0;
		device->index = setup[2];
	} else if (record->length > PRODUCT_AT && device->asked == DEVICE) {
		device->product = bytes[PRODUCT_AT];
	} else if (record->length > 2 && device->asked == STRING && device->product != 0 &&
	           device->index == device->product) {
		take_name(device, bytes, record->length);
	} else {
		take_descriptors(device, bytes, record->length);
	}
}

/* 6.3: two bits per slot: whether a card is present, and whether that changed. */
static void take_interrupt(struct device *device, const struct usb_record *record)
{
	if (record->length < 2 || record->data[0] != CCID_NOTIFY_SLOT_CHANGE)
		return;
	for (size_t i = 0; i < CCID_SLOTS && 1 + i / 4 < record->length; i++) {
		unsigned bits = (unsigned)record->data[1 + i / 4] >> 2 * (i % 4);

		if (bits & 2 && device->slots[i] != NULL)
			ccid_slot_change(device->slots[i], bits & 1);
	}
}

static void report_truncated(struct device *device)
{
	for (size_t i = 0; i < CCID_SLOTS; i++)
		if (device->slots[i] != NULL && device->slots[i]->confirmed)
			track_comment(&device->slots[i]->track,
			              "a record of the capture is truncated");
}

void ccid_decoder_take(struct ccid_decoder *decoder, const struct usb_record *record)
{
	bool to_host = record->endpoint & TO_HOST;
	bool carries = to_host == record->completed && record->whole > 0;

	if ((!carries && record->setup == NULL) || record->transfer == USB_ISOCHRONOUS)
		return;
	struct device *device = device_of(decoder, record);
	if (device == NULL)
		return;
	if (record->transfer == USB_CONTROL)
		take_control(device, record);
	else if (record->transfer == USB_INTERRUPT)
		take_interrupt(device, record);
	else if (record->length < record->whole)
		report_truncated(device);
	else
		take_bulk(decoder, device, record);
}

void ccid_decoder_end(struct ccid_decoder *decoder)
{
	for (size_t i = 0; i < decoder->count; i++)
		for (size_t j = 0; j < CCID_SLOTS; j++)
			if (decoder->devices[i].slots[j] != NULL)
				ccid_slot_end(decoder->devices[i].slots[j]);
}
