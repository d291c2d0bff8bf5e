#include "app/usb_readers.h"

#include "base/array.h"
#include "sys/memory.h"

#include <stdlib.h>
#include <string.h>

static const struct usb_interface *kernel_interface(const struct usb_device *device,
                                                    const struct usb_interface_descriptor *usb)
{
	for (size_t i = 0; i < device->interface_count; i++)
		if (device->interfaces[i].configuration == usb->configuration &&
		    device->interfaces[i].number == usb->number)
			return &device->interfaces[i];
	return NULL;
}

static bool is_listed(const struct usb_reader *reader)
{
	return reader->driver.words[0] != '\0' || reader->elsewhere.words[0] != '\0';
}

static void add_interface(struct usb_reader *reader, size_t *size,
                          const struct usb_interface_descriptor *usb)
{
	struct usb_reader_interface *room =
		array_room(reader->interfaces, reader->interface_count, size, sizeof *room);

	if (!memory_sufficed(room != NULL))
		return;
	reader->interfaces = room;
	room += reader->interface_count++;
	*room = (struct usb_reader_interface){
		.usb = *usb,
		.kernel = kernel_interface(reader->device, usb),
	};
	ccid_read(&room->ccid, usb->ccid, usb->ccid_length);
	ccid_check(&room->problems, &room->usb, &room->ccid);
}

/* The device's interfaces of both classes, one after another, in the active configuration or else
 * in the first one. */
struct interfaces {
	struct usb_descriptors descriptors;
	unsigned configuration;
};

static struct interfaces interfaces_start(const struct usb_device *device)
{
	struct interfaces interfaces = {.configuration = device->configuration};

	usb_descriptors_start(&interfaces.descriptors, (const uint8_t *)device->descriptors.data,
	                      device->descriptors.length);
	return interfaces;
}

static bool interfaces_next(struct interfaces *interfaces, struct usb_interface_descriptor *usb)
{
	while (usb_descriptors_next(&interfaces->descriptors, usb)) {
		if (interfaces->configuration == 0)
			interfaces->configuration = usb->configuration;
		if (usb->configuration == interfaces->configuration)
			return true;
	}
	return false;
}

/* Only a driver's list shows which interfaces of the vendor-specific class are readers. One without
 * a CCID descriptor, as of a reader with a protocol of its own, counts only if the device has no
 * other interface. */
static void read_interfaces(struct usb_reader *reader)
{
	struct interfaces interfaces = interfaces_start(reader->device);
	struct usb_interface_descriptor usb, other = {0};
	size_t size = 0;

	while (interfaces_next(&interfaces, &usb)) {
		if (usb.class == USB_CLASS_CCID || (is_listed(reader) && usb.ccid != NULL))
			add_interface(reader, &size, &usb);
		else if (is_listed(reader) && other.class == 0)
			other = usb;
	}
	if (reader->interface_count == 0 && other.class != 0)
		add_interface(reader, &size, &other);
	if (reader->interface_count > 0)
		ccid_check_end(&reader->interfaces[reader->interface_count - 1].problems,
		               &interfaces.descriptors);
}

/* An unauthorized device may show no interfaces. */
static bool may_be_reader(const struct usb_device *device)
{
	struct interfaces interfaces = interfaces_start(device);
	struct usb_interface_descriptor usb;

	return !device->authorized || interfaces_next(&interfaces, &usb);
}

static void find_drivers(const char *root, const char *place, struct usb_reader *reader)
{
	const struct usb_device *device = reader->device;

	reader->driver_count = drivers_find(root, place, device->vendor, device->product,
	                                    &reader->driver, &reader->nearest);
	if (reader->driver.words[0] == '\0' && *place != '\0')
		drivers_find(root, "", device->vendor, device->product, &reader->elsewhere, NULL);
}

static void name_reader(struct usb_reader *reader)
{
	usb_device_words(reader->device, reader->name, sizeof reader->name);
	if (reader->name[0] == '\0')
		memcpy(reader->name, reader->driver.reader, sizeof reader->driver.reader);
}

bool usb_readers_find(const char *root, const char *drivers, struct usb_readers *readers)
{
	*readers = (struct usb_readers){0};
	if (!usb_devices(root, &readers->devices))
		return false;
	readers->readers = calloc(readers->devices.count + 1, sizeof *readers->readers);
	if (!memory_sufficed(readers->readers != NULL))
		return true;
	for (size_t i = 0; i < readers->devices.count; i++) {
		struct usb_reader *reader = &readers->readers[readers->count];

		*reader = (struct usb_reader){.device = &readers->devices.devices[i]};
		if (!may_be_reader(reader->device))
			continue;
		find_drivers(root, drivers, reader);
		read_interfaces(reader);
		name_reader(reader);
		readers->count += reader->interface_count > 0 ||
			(is_listed(reader) && !reader->device->authorized);
	}
	return true;
}

void usb_readers_free(struct usb_readers *readers)
{
	for (size_t i = 0; i < readers->count; i++)
		free(readers->readers[i].interfaces);
	free(readers->readers);
	usb_list_free(&readers->devices);
	*readers = (struct usb_readers){0};
}

const struct usb_reader *usb_readers_at(const struct usb_readers *readers, unsigned bus,
                                        unsigned number)
{
	for (size_t i = 0; i < readers->count; i++)
		if (readers->readers[i].device->bus == bus &&
		    readers->readers[i].device->number == number)
			return &readers->readers[i];
	return NULL;
}

bool usb_reader_name_is(const char *name, const char *kind)
{
	size_t length = strlen(kind);

	return length > 0 && strncmp(name, kind, length) == 0 &&
		(name[length] == ' ' || name[length] == '\0');
}

const struct usb_reader *usb_readers_named(const struct usb_readers *readers, const char *name,
                                           uint16_t vendor, uint16_t product)
{
	const struct usb_reader *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < readers->count; i++) {
		const struct usb_reader *reader = &readers->readers[i];
		size_t length = strlen(reader->driver.reader);

		if (!usb_reader_name_is(name, reader->driver.reader) || length < longest ||
		    (vendor != 0 &&
		     (reader->device->vendor != vendor || reader->device->product != product)))
			continue;
		best = length > longest ? reader : NULL; /* NULL: two match equally */
		longest = length;
	}
	return best;
}
