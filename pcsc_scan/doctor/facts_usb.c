/* Facts about USB readers: interfaces, drivers, device nodes, and which of them the service has. */
#include "pcsc_scan/doctor/doctor_facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- devices --- */

/* Prefers an interface with a problem: claimed by a kernel driver, or not authorized. */
static bool is_better(const struct usb_interface *interface, const struct usb_interface *known)
{
	return known == NULL ||
		(usb_interface_is_taken(interface) && !usb_interface_is_taken(known)) ||
		(!interface->authorized && known->authorized);
}

static void add_device(struct facts *facts, const struct usb_reader *reader)
{
	struct facts_device *device = &facts->devices[facts->device_count++];

	*device = (struct facts_device){.reader = reader};
	for (size_t i = 0; i < reader->interface_count; i++) {
		const struct usb_interface *interface = reader->interfaces[i].kernel;

		if (interface != NULL && is_better(interface, device->interface))
			device->interface = interface;
	}
	device->authorized = reader->device->authorized &&
		(device->interface == NULL || device->interface->authorized);
}

static void count_closed(struct facts *facts)
{
	for (size_t i = 0; i < facts->usb.devices.count; i++)
		facts->closed_count += !facts->usb.devices.devices[i].authorized;
	for (size_t i = 0; i < facts->device_count; i++)
		facts->closed_count += !facts->devices[i].authorized &&
			facts->devices[i].reader->device->authorized;
}

/* --- device nodes --- */

/* Determines from the permission bits whether pcscd's user may open the node; the result is unknown
 * if there is an access control list. */
static void examine_node(const struct facts *facts, struct facts_device *device)
{
	enum { READ_WRITE = 6 };
	const struct facts_daemon *daemon = &facts->daemon;
	struct tree_rights rights;

	snprintf(device->node_path, sizeof device->node_path, "/dev/bus/usb/%03u/%03u",
	         device->reader->device->bus, device->reader->device->number);
	device->node = NODE_UNKNOWN;
	if (!tree_rights(facts->root, device->node_path, &rights)) {
		device->node = NODE_MISSING;
	} else if (daemon->owner_known && !rights.access_list) {
		long id = daemon->processes.processes[0].id;
		unsigned bits = rights.mode;

		if (rights.user == daemon->owner)
			bits >>= 6;
		else if (process_in_group(facts->root, id, rights.group))
			bits >>= 3;
		device->node = daemon->owner == 0 || (bits & READ_WRITE) == READ_WRITE ?
			NODE_OPEN :
			NODE_CLOSED;
	}
}

/* udev stores the properties of a device in a file named by its device number, with lines
 * "E:NAME=VALUE". Major 189 is USB devices, with 128 minors per bus. */
static bool is_ignored(const char *root, const struct usb_device *usb)
{
	enum { PROPERTIES_MAX = 1 << 20, ON_A_BUS = 128 };
	static const char wanted[] = "\nE:PCSCLITE_IGNORE=1\n";
	struct file file;
	char path[64];
	bool found = false;

	snprintf(path, sizeof path, "/run/udev/data/c189:%u",
	         (usb->bus - 1) * ON_A_BUS + usb->number - 1);
	if (usb->bus == 0 || usb->number == 0 || tree_read(root, path, PROPERTIES_MAX, &file) != 0)
		return false;
	for (size_t at = 0; !found && at + sizeof wanted - 1 <= file.length; at++)
		found = memcmp(file.data + at, wanted, sizeof wanted - 1) == 0;
	file_free(&file);
	return found;
}

bool facts_find_devices(struct facts *facts)
{
	facts->usb_known = usb_readers_find(facts->root, facts->daemon.drivers, &facts->usb);
	facts->devices = calloc(facts->usb.count + 1, sizeof *facts->devices);
	if (facts->devices == NULL)
		return false;
	for (size_t i = 0; i < facts->usb.count; i++)
		add_device(facts, &facts->usb.readers[i]);
	count_closed(facts);
	for (size_t i = 0; i < facts->device_count; i++) {
		struct facts_device *device = &facts->devices[i];

		examine_node(facts, device);
		device->ignored = is_ignored(facts->root, device->reader->device);
		process_holding(facts->root, device->node_path, &device->users);
	}
	return true;
}

/* --- which readers the service has --- */

enum { SLOT_WORDS = 6 }; /* " 00 00", reader and slot numbers at the end of a name */

/* The names of the slots of one reader differ only in the last number. */
static bool is_first_slot(const struct facts *facts, size_t index)
{
	const char *name = facts->service.states[index].name;
	size_t length = strlen(name);

	for (size_t i = 0; length > SLOT_WORDS && i < index; i++)
		if (strlen(facts->service.states[i].name) == length &&
		    memcmp(facts->service.states[i].name, name, length - 2) == 0)
			return false;
	return true;
}

/* The name of vpcd's reader, which is used if its configuration cannot be read. */
static bool is_virtual(const struct facts *facts, const char *name)
{
	for (size_t i = 0; i < facts->configured_count; i++)
		if (usb_reader_name_is(name, facts->configured[i]))
			return true;
	return usb_reader_name_is(name, "Virtual PCD");
}

/* Returns the index of the unassigned device with the longest matching name; the device count if
 * there is none. */
static size_t named_device(const struct facts *facts, const char *name)
{
	size_t best = facts->device_count, length = 0;

	for (size_t i = 0; i < facts->device_count; i++) {
		const struct facts_device *device = &facts->devices[i];

		if (!device->served && usb_reader_name_is(name, device->reader->driver.reader) &&
		    strlen(device->reader->driver.reader) > length) {
			best = i;
			length = strlen(device->reader->driver.reader);
		}
	}
	return best;
}

/* Assigns readers that may be any device to the devices without a known name, or to all that
 * remain. */
static void give_others(struct facts *facts, size_t *others, bool nameless)
{
	for (size_t i = 0; i < facts->device_count && *others > 0; i++) {
		struct facts_device *device = &facts->devices[i];

		if (!device->served && nameless == (device->reader->driver.reader[0] == '\0')) {
			device->served = true;
			--*others;
		}
	}
}

void facts_match_readers(struct facts *facts)
{
	size_t others = 0;

	for (size_t i = 0; i < facts->service.count; i++) {
		const char *name = facts->service.states[i].name;
		size_t device = named_device(facts, name);

		if (!is_first_slot(facts, i))
			continue;
		if (device < facts->device_count)
			facts->devices[device].served = true;
		else
			others += !is_virtual(facts, name);
	}
	give_others(facts, &others, true);
	give_others(facts, &others, false);
}
