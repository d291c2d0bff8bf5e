#include "sys/usb.h"

#include "base/array.h"
#include "base/num.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/tree.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEVICES "/sys/bus/usb/devices"

const char usb_missing[] = "no USB information in /sys";

enum { DESCRIPTORS_MAX = 1 << 20 };

/* Reports an error, unless the file is missing: a device may be disconnected at any time. */
static void report(const char *path, int error)
{
	if (error != 0 && error != ENOENT && error != ENOTDIR && error != ENODEV && error != ENOMEM)
		message_error("%s: %s", path, file_error(error));
}

/* Reads a file of a device or interface, one line at most. */
static bool read_text(const char *root, const char *place, const char *name, char *text,
                      size_t size)
{
	char path[TREE_PATH_MAX];

	snprintf(path, sizeof path, DEVICES "/%s/%s", place, name);
	bool good = tree_line(root, path, text, size);
	report(path, good ? 0 : errno);
	return good;
}

static bool read_hex(const char *root, const char *place, const char *name, unsigned max,
                     unsigned *value)
{
	char text[16], number[24];
	uint64_t got;

	if (!read_text(root, place, name, text, sizeof text))
		return false;
	snprintf(number, sizeof number, "0x%s", text);
	if (!num_any(span_of(number), max, &got))
		return false;
	*value = (unsigned)got;
	return true;
}

static unsigned read_number(const char *root, const char *place, const char *name)
{
	char text[16];
	uint64_t got = 0;

	if (read_text(root, place, name, text, sizeof text))
		num_decimal(span_of(text), 0xFFFF, &got);
	return (unsigned)got;
}

/* Stores the last component of the link's target, truncated to size. */
static void read_driver(const char *root, const char *path, char *driver, size_t size)
{
	char target[TREE_PATH_MAX];

	if (!tree_link(root, path, target))
		report(path, errno);
	const char *slash = strrchr(target, '/');
	const char *name = slash != NULL ? slash + 1 : target;
	size_t length = strnlen(name, size - 1);
	memcpy(driver, name, length);
	driver[length] = '\0';
}

/* Older kernels do not have this file, and authorize every device. */
static bool is_authorized(const char *root, const char *place)
{
	char text[16];

	return !read_text(root, place, "authorized", text, sizeof text) || strcmp(text, "0") != 0;
}

/* Returns whether place contains only bus, ports, configuration and interface, as it becomes part
 * of commands. */
static bool is_place(const char *place, size_t size)
{
	size_t length = strlen(place);

	return length < size && strspn(place, "0123456789-.:") == length;
}

static bool read_device(const char *root, const char *place, struct usb_device *out)
{
	unsigned vendor, product;
	char path[TREE_PATH_MAX];

	*out = (struct usb_device){0};
	if (!is_place(place, sizeof out->place) || strchr(place, ':') != NULL ||
	    !read_hex(root, place, "idVendor", 0xFFFF, &vendor) ||
	    !read_hex(root, place, "idProduct", 0xFFFF, &product))
		return false;
	memcpy(out->place, place, strlen(place) + 1);
	out->vendor = (uint16_t)vendor;
	out->product = (uint16_t)product;
	out->bus = read_number(root, place, "busnum");
	out->number = read_number(root, place, "devnum");
	out->configuration = read_number(root, place, "bConfigurationValue");
	out->authorized = is_authorized(root, place);
	read_text(root, place, "manufacturer", out->manufacturer, sizeof out->manufacturer);
	read_text(root, place, "product", out->name, sizeof out->name);
	read_text(root, place, "serial", out->serial, sizeof out->serial);
	snprintf(path, sizeof path, DEVICES "/%s/descriptors", place);
	report(path, tree_read(root, path, DESCRIPTORS_MAX, &out->descriptors));
	return true;
}

/* place is, for example, "1-2:1.0": interface 0 in configuration 1 of device 1-2. */
static bool read_interface(const char *root, const char *place, struct usb_interface *out)
{
	const char *colon = strchr(place, ':');
	char path[TREE_PATH_MAX];

	*out = (struct usb_interface){0};
	if (!is_place(place, sizeof out->place) || colon == NULL ||
	    sscanf(colon, ":%3u.%3u", &out->configuration, &out->number) != 2)
		return false;
	memcpy(out->place, place, strlen(place) + 1);
	out->authorized = is_authorized(root, place);
	snprintf(path, sizeof path, DEVICES "/%s/driver", place);
	read_driver(root, path, out->driver, sizeof out->driver);
	read_text(root, place, "interface", out->name, sizeof out->name);
	return true;
}

static bool is_interface_of(const char *place, const struct usb_device *device)
{
	size_t length = strlen(device->place);

	return strncmp(place, device->place, length) == 0 && place[length] == ':';
}

static void read_interfaces(const char *root, const struct tree_names *places,
                            struct usb_device *device)
{
	size_t size = 0;

	for (size_t i = 0; i < places->count; i++) {
		if (!is_interface_of(places->names[i], device))
			continue;
		struct usb_interface *room = array_room(device->interfaces, device->interface_count,
		                                        &size, sizeof *room);
		if (!memory_sufficed(room != NULL))
			return;
		device->interfaces = room;
		if (read_interface(root, places->names[i], &room[device->interface_count]))
			device->interface_count++;
	}
}

static int compare_devices(const void *a, const void *b)
{
	const struct usb_device *left = a, *right = b;

	if (left->bus != right->bus)
		return left->bus < right->bus ? -1 : 1;
	if (left->number != right->number)
		return left->number < right->number ? -1 : 1;
	return strcmp(left->place, right->place);
}

bool usb_devices(const char *root, struct usb_list *list)
{
	struct tree_names places;

	*list = (struct usb_list){0};
	if (!tree_list(root, DEVICES, &places)) {
		report(DEVICES, errno);
		return false;
	}
	list->devices = calloc(places.count + 1, sizeof *list->devices);
	(void)memory_sufficed(list->devices != NULL);
	for (size_t i = 0; list->devices != NULL && i < places.count; i++) {
		struct usb_device *device = &list->devices[list->count];

		if (!read_device(root, places.names[i], device))
			continue;
		read_interfaces(root, &places, device);
		list->count++;
	}
	tree_names_free(&places);
	if (list->count > 0)
		qsort(list->devices, list->count, sizeof *list->devices, compare_devices);
	return list->devices != NULL;
}

void usb_list_free(struct usb_list *list)
{
	for (size_t i = 0; i < list->count; i++) {
		file_free(&list->devices[i].descriptors);
		free(list->devices[i].interfaces);
	}
	free(list->devices);
	*list = (struct usb_list){0};
}

bool usb_interface_is_taken(const struct usb_interface *interface)
{
	return interface != NULL && interface->driver[0] != '\0' &&
		strcmp(interface->driver, "usbfs") != 0;
}

void usb_device_words(const struct usb_device *device, char *out, size_t size)
{
	const char *maker = device->manufacturer, *name = device->name;

	snprintf(out, size, "%s%s%s", maker, *maker != '\0' && *name != '\0' ? " " : "", name);
}
