#include "sys/usb.h"

#include "base/num.h"
#include "sys/tree.h"
#include "sys/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEVICES "/sys/bus/usb/devices"

/* A file of a device or interface: at most a line. */
static bool read_text(const char *root, const char *place, const char *name, char *text,
                      size_t size)
{
	char path[TREE_PATH_MAX];

	snprintf(path, sizeof path, DEVICES "/%s/%s", place, name);
	return tree_line(root, path, text, size);
}

static bool read_hex(const char *root, const char *place, const char *name, unsigned max,
                     unsigned *value)
{
	char text[16], number[24];
	uint64_t got;

	if (!read_text(root, place, name, text, sizeof text))
		return false;
	snprintf(number, sizeof number, "0x%s", text);
	if (!num_any(number, max, &got))
		return false;
	*value = (unsigned)got;
	return true;
}

static unsigned read_number(const char *root, const char *place, const char *name)
{
	char text[16];
	uint64_t got = 0;

	if (read_text(root, place, name, text, sizeof text))
		num_decimal(text, 0xFFFF, &got);
	return (unsigned)got;
}

static void read_name(const char *root, const char *device, char *name, size_t size)
{
	char maker[64], product[64];

	read_text(root, device, "manufacturer", maker, sizeof maker);
	read_text(root, device, "product", product, sizeof product);
	snprintf(name, size, "%s%s%s", maker, *maker != '\0' && *product != '\0' ? " " : "",
	         product);
}

/* The last part of the link's target; more than fits is cut off. */
static void read_driver(const char *root, const char *path, char *driver, size_t size)
{
	char target[TREE_PATH_MAX];

	tree_link(root, path, target);
	const char *slash = strrchr(target, '/');
	const char *name = slash != NULL ? slash + 1 : target;
	size_t length = strnlen(name, size - 1);
	memcpy(driver, name, length);
	driver[length] = '\0';
}

/* What the device's own files say; false where they do not say which it is. */
static bool read_device(const char *root, struct usb_interface *out)
{
	unsigned vendor, product;

	if (!read_hex(root, out->device, "idVendor", 0xFFFF, &vendor) ||
	    !read_hex(root, out->device, "idProduct", 0xFFFF, &product))
		return false;
	out->vendor = (uint16_t)vendor;
	out->product = (uint16_t)product;
	out->bus = read_number(root, out->device, "busnum");
	out->number = read_number(root, out->device, "devnum");
	read_name(root, out->device, out->name, sizeof out->name);
	return true;
}

/* Older kernels have no such file, and authorize everything. */
static bool is_authorized(const char *root, const char *place)
{
	char text[16];

	return !read_text(root, place, "authorized", text, sizeof text) || strcmp(text, "0") != 0;
}

/* Bus, ports, configuration and interface: a place goes into commands. */
static bool is_place(const char *place, size_t size)
{
	size_t length = strlen(place);

	return length < size && strspn(place, "0123456789-.:") == length;
}

/* place is "1-2:1.0": interface 0 in configuration 1 of device 1-2. */
static bool read_interface(const char *root, const char *place, struct usb_interface *out)
{
	const char *colon = strchr(place, ':');
	char path[TREE_PATH_MAX];
	unsigned class;

	*out = (struct usb_interface){0};
	if (!is_place(place, sizeof out->place) || colon == NULL ||
	    (size_t)(colon - place) >= sizeof out->device ||
	    !read_hex(root, place, "bInterfaceClass", 0xFF, &class) ||
	    (class != USB_CLASS_CCID && class != USB_CLASS_VENDOR))
		return false;
	memcpy(out->place, place, strlen(place) + 1);
	memcpy(out->device, place, (size_t)(colon - place));
	if (!read_device(root, out))
		return false;
	out->class = (uint8_t)class;
	out->authorized = is_authorized(root, place);
	snprintf(path, sizeof path, DEVICES "/%s/driver", place);
	read_driver(root, path, out->driver, sizeof out->driver);
	return true;
}

/* place is "1-2", a device that shows no interfaces for it is not authorized. */
static bool read_closed(const char *root, const char *place, struct usb_interface *out)
{
	*out = (struct usb_interface){0};
	if (!is_place(place, sizeof out->device) || strchr(place, ':') != NULL ||
	    is_authorized(root, place))
		return false;
	memcpy(out->place, place, strlen(place) + 1);
	memcpy(out->device, place, strlen(place) + 1);
	return read_device(root, out);
}

bool usb_interfaces(const char *root, struct usb_list *list)
{
	struct tree_names places;

	*list = (struct usb_list){0};
	if (!tree_list(root, DEVICES, &places))
		return false;
	list->interfaces = calloc(places.count + 1, sizeof *list->interfaces);
	(void)memory_sufficed(list->interfaces != NULL);
	for (size_t i = 0; list->interfaces != NULL && i < places.count; i++)
		if (read_interface(root, places.names[i], &list->interfaces[list->count]) ||
		    read_closed(root, places.names[i], &list->interfaces[list->count]))
			list->count++;
	tree_names_free(&places);
	return list->interfaces != NULL;
}

void usb_list_free(struct usb_list *list)
{
	free(list->interfaces);
	*list = (struct usb_list){0};
}
