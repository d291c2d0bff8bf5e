#include "pcsc_scan/inventory/usb_item.h"

#include "reader/describe_ccid.h"
#include "render/json_member.h"
#include "render/reader/ccid_json.h"
#include "render/reader/fields.h"
#include "sys/memory.h"

#include <stdio.h>
#include <string.h>

static void add_text(struct tree *tree, node_id parent, const char *name, const char *text)
{
	tree_add(tree, parent, NODE_FIELD, ROLE_PLAIN, name, text);
}

static void add_kernel(struct tree *tree, node_id parent, const struct usb_interface *kernel)
{
	const char *name = kernel != NULL && kernel->driver[0] != '\0' ? kernel->driver : "none";
	const char *why = "";

	if (kernel == NULL)
		why = " (the interface is not in use)";
	else if (!kernel->authorized)
		why = " (the interface is not authorized)";
	else if (strcmp(kernel->driver, "usbfs") == 0)
		why = " (a program uses the interface)";
	tree_addf(tree, parent, NODE_FIELD, ROLE_PLAIN, "kernel driver", "%s%s", name, why);
}

static void add_interface(struct tree *tree, node_id parent,
                          const struct usb_reader_interface *interface, bool verbose)
{
	describe_ccid(tree, parent, &interface->usb, &interface->ccid);
	add_kernel(tree, parent, interface->kernel);
	if (verbose)
		describe_ccid_fields(tree, parent, &interface->usb, &interface->ccid);
	describe_ccid_problems(tree, parent, &interface->problems,
	                       verbose ? SEVERITY_INFO : SEVERITY_WARNING);
}

/* Each interface has a title if there are several. */
static void add_interfaces(struct tree *tree, const struct usb_reader *reader, bool verbose)
{
	for (size_t i = 0; i < reader->interface_count; i++) {
		const struct usb_reader_interface *interface = &reader->interfaces[i];
		node_id parent = 0;
		char title[24];

		snprintf(title, sizeof title, "interface %u", interface->usb.number);
		if (reader->interface_count > 1)
			parent = tree_add(tree, 0, NODE_SECTION, ROLE_PLAIN, title, "");
		add_interface(tree, parent, interface, verbose);
	}
}

static bool is_shown(const struct usb_reader *reader, const struct usb_interface *kernel)
{
	for (size_t i = 0; i < reader->interface_count; i++)
		if (reader->interfaces[i].kernel == kernel)
			return true;
	return false;
}

/* Lists the device's other functions: keyboard, security key. */
static void add_others(struct tree *tree, const struct usb_reader *reader)
{
	const struct usb_device *device = reader->device;
	struct words words = {0};

	for (size_t i = 0; i < device->interface_count; i++) {
		const struct usb_interface *kernel = &device->interfaces[i];

		if (!is_shown(reader, kernel))
			words_add(&words, "%s%u (%s)", words.length > 0 ? ", " : "", kernel->number,
			          kernel->driver[0] != '\0' ? kernel->driver : "no kernel driver");
	}
	add_text(tree, 0, "other interfaces", words.text);
}

static void add_driver(struct tree *tree, const struct usb_reader *reader)
{
	const struct driver *nearest = &reader->nearest;

	if (reader->driver.words[0] != '\0')
		add_text(tree, 0, "driver", reader->driver.words);
	else if (reader->driver_count == 0)
		add_text(tree, 0, "driver", "none is installed");
	else if (nearest->words[0] == '\0')
		add_text(tree, 0, "driver", "none of those installed lists this reader");
	else
		tree_addf(tree, 0, NODE_FIELD, ROLE_PLAIN, "driver",
		          "none of those installed lists this reader; the nearest listed is "
		          "%04X:%04X%s%s, by %s",
		          reader->device->vendor, nearest->product,
		          nearest->reader[0] != '\0' ? " " : "", nearest->reader, nearest->words);
}

static void add_device(struct tree *tree, const struct usb_reader *reader)
{
	const struct usb_device *device = reader->device;

	tree_addf(tree, 0, NODE_FIELD, ROLE_PLAIN, "USB", "%04X:%04X, bus %u, device %u",
	          device->vendor, device->product, device->bus, device->number);
	add_text(tree, 0, "serial number", device->serial);
	add_driver(tree, reader);
	if (!device->authorized)
		add_text(tree, 0, "not authorized", "the kernel lets no program use it");
}

static void print(struct tree *tree, const struct layout *layout, size_t indent)
{
	if (memory_sufficed(!tree->failed))
		render_fields(stdout, layout, tree, tree_node(tree, 0), indent);
	tree_free(tree);
}

void usb_item_text(const struct usb_reader *reader, const struct layout *layout, size_t indent,
                   bool verbose)
{
	struct tree tree = {0};

	tree_start(&tree);
	add_device(&tree, reader);
	if (verbose)
		add_others(&tree, reader);
	add_interfaces(&tree, reader, verbose);
	print(&tree, layout, indent);
}

void usb_item_interfaces(const struct usb_reader *reader, const struct layout *layout,
                         size_t indent)
{
	struct tree tree = {0};

	tree_start(&tree);
	add_interfaces(&tree, reader, false);
	print(&tree, layout, indent);
}

static void json_id(struct json *json, const char *key, uint16_t id)
{
	char digits[5];

	snprintf(digits, sizeof digits, "%04x", id); /* as in /sys and in the output of lsusb */
	json_member_string(json, key, digits);
}

static void json_driver(struct json *json, const struct driver *driver)
{
	json_key(json, "driver");
	if (driver->bundle[0] == '\0') {
		json_put_null(json);
		return;
	}
	json_begin_object(json);
	json_member_known_text(json, "bundle", driver->bundle);
	json_member_known_text(json, "version", driver->version);
	json_end(json);
}

void usb_item_json(const struct usb_reader *reader, struct json *json)
{
	const struct usb_device *device = reader->device;

	json_member_integer(json, "bus", device->bus);
	json_member_integer(json, "device", device->number);
	json_id(json, "vendor", device->vendor);
	json_id(json, "product", device->product);
	json_member_known_text(json, "manufacturer", device->manufacturer);
	json_member_known_text(json, "name", device->name);
	json_member_known_text(json, "serial", device->serial);
	json_driver(json, &reader->driver);
	json_key(json, "interfaces");
	json_begin_array(json);
	for (size_t i = 0; i < reader->interface_count; i++) {
		const struct usb_reader_interface *interface = &reader->interfaces[i];

		render_ccid_json(json, &interface->usb, &interface->ccid, &interface->problems,
		                 interface->kernel != NULL ? interface->kernel->driver : "");
	}
	json_end(json);
}
