/* Checks of USB readers as the kernel shows them, and of what may keep pcscd from using them. */
#include "pcsc_scan/doctor/doctor_checks.h"

#include "sys/usb.h"

#include <stdio.h>
#include <string.h>

/* --- usb --- */

static void no_device(const struct facts *facts, struct finding *finding)
{
	if (facts->place.kind == PLACE_WSL) {
		finding_is(finding, FINDING_FOUND,
		           "No USB device is a smart card reader, and the service has no other "
		           "reader. Windows passes a reader to WSL only on request, with "
		           "usbipd-win: \"usbipd bind\" and \"usbipd attach --wsl\" with the BUSID "
		           "that \"usbipd list\" shows there.");
		finding->on_host = true;
		finding_command(finding, "usbipd list");
	} else {
		finding_is(finding, FINDING_FOUND,
		           "No USB device is a smart card reader, and the service has no other "
		           "reader: plug one in, or try another cable or port.");
	}
}

void check_usb(const struct facts *facts, struct finding *finding)
{
	bool has_readers = facts_service_works(facts) && facts->service.count > 0;
	char words[DEVICE_WORDS];

	if (facts->device_count > 0) {
		device_words(&facts->devices[0], words, sizeof words);
		if (facts->device_count == 1)
			finding_is(finding, FINDING_OK, "a reader: %s", words);
		else
			finding_is(finding, FINDING_OK, "%zu readers; the first: %s",
			           facts->device_count, words);
	} else if (!facts->usb_known && (facts->place.kind != PLACE_WSL || has_readers)) {
		finding_is(finding, FINDING_UNKNOWN, "cannot tell: %s", usb_missing);
	} else if (has_readers) {
		finding_is(finding, FINDING_OK,
		           "no USB reader; the service has readers of another kind");
	} else if (facts->closed_count > 0) {
		finding_is(finding, FINDING_UNKNOWN, "no authorized device is a smart card reader");
	} else if (facts_service_works(facts)) {
		no_device(facts, finding);
	} else {
		finding_is(finding, FINDING_UNKNOWN,
		           "no USB device is a smart card reader; only the service knows of serial "
		           "or virtual ones");
	}
}

/* --- authorized --- */

static void advise_authorizing(const struct facts *facts, const struct facts_device *device,
                               struct finding *finding)
{
	finding->on_host = facts->place.kind != PLACE_SYSTEM && facts->place.kind != PLACE_WSL;
	if (facts->usbguard) {
		finding_add(finding,
		            "USBGuard decides that: allow the device with \"usbguard "
		            "allow-device\" and the number that this command shows.");
		finding_root_command(finding, "usbguard list-devices --blocked");
	} else if (device != NULL) {
		const struct usb_device *usb = device->reader->device;

		finding_root_command(finding, "echo 1 >/sys/bus/usb/devices/%s/authorized",
		                     usb->authorized ? device->interface->place : usb->place);
	} else {
		finding_root_command(finding, "grep -x 0 /sys/bus/usb/devices/*/authorized");
	}
}

void check_authorized(const struct facts *facts, struct finding *finding)
{
	char words[DEVICE_WORDS];

	for (size_t i = 0; i < facts->device_count; i++) {
		const struct facts_device *device = &facts->devices[i];

		if (device->authorized || !facts_device_is_missing(facts, device))
			continue;
		finding_is(finding, FINDING_FOUND,
		           "The reader %s is not authorized, so nothing can use it.",
		           device_words(device, words, sizeof words));
		advise_authorizing(facts, device, finding);
		return;
	}
	if (!facts->usb_known) {
		finding_is(finding, FINDING_NONE, "not checked: no USB information");
	} else if (facts->closed_count == 0) {
		finding_is(finding, FINDING_OK, "every USB device is authorized");
	} else if (facts->device_count == 0 && facts_service_works(facts) &&
	           facts->service.count == 0) {
		finding_is(finding, FINDING_FOUND,
		           "There is no reader, but %zu USB %s not authorized: the reader may be "
		           "among them.",
		           facts->closed_count,
		           facts->closed_count == 1 ? "device is" : "devices are");
		advise_authorizing(facts, NULL, finding);
	} else {
		finding_is(finding, FINDING_OK,
		           "%zu USB %s not authorized, none of them a missing reader",
		           facts->closed_count,
		           facts->closed_count == 1 ? "device is" : "devices are");
	}
}

/* --- pcscd and its devices --- */

/* Reports why a check does not apply; returns false if it does apply. */
static bool nothing_to_check(const struct facts *facts, struct finding *finding)
{
	if (!facts->usb_known)
		finding_is(finding, FINDING_NONE, "not checked: no USB information");
	else if (facts->device_count == 0)
		finding_is(finding, FINDING_NONE, "no USB reader");
	else if (!facts_service_is_here(facts))
		finding_is(finding, FINDING_NONE, "not applicable: the service runs elsewhere");
	else
		return false;
	return true;
}

/* Returns the last missing device for which is() is true; NULL if there is none. */
static const struct facts_device *lacked(const struct facts *facts,
                                         bool (*is)(const struct facts_device *device))
{
	for (size_t i = facts->device_count; i-- > 0;)
		if (facts_device_is_missing(facts, &facts->devices[i]) && is(&facts->devices[i]))
			return &facts->devices[i];
	return NULL;
}

/* --- driver --- */

static bool has_no_driver(const struct facts_device *device)
{
	return device->reader->driver.words[0] == '\0';
}

static void in_another_place(const struct facts *facts, const struct facts_device *device,
                             struct finding *finding)
{
	const char *wanted = facts->daemon.drivers;
	char words[DEVICE_WORDS];

	finding_is(finding, FINDING_FOUND,
	           "The driver %s for the reader %s is in %s, but pcscd searches %s, as %s.",
	           device->reader->elsewhere.bundle, device_words(device, words, sizeof words),
	           device->reader->elsewhere.place, wanted, facts->daemon.drivers_from);
	if (strcmp(device->reader->elsewhere.bundle, "ifd-ccid.bundle") == 0 &&
	    strspn(wanted, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-") ==
	            strlen(wanted) &&
	    strncmp(wanted, "/nix/", 5) != 0)
		finding_root_command(finding, "mkdir -p %s && ln -s %s/ifd-ccid.bundle %s/", wanted,
		                     device->reader->elsewhere.place, wanted);
}

/* If the driver lists a similar reader, this one may simply be too new for it. */
static void name_relative(const struct usb_reader *reader, struct finding *finding)
{
	const struct driver *nearest = &reader->nearest;

	if (nearest->words[0] != '\0')
		finding_add(finding, "The nearest listed is %04X:%04X%s%s, by %s.",
		            reader->device->vendor, nearest->product,
		            nearest->reader[0] != '\0' ? " " : "", nearest->reader, nearest->words);
}

static void no_driver(const struct facts *facts, const struct facts_device *device,
                      struct finding *finding)
{
	const char *place = facts->daemon.drivers;
	char words[DEVICE_WORDS];

	if (device->reader->driver_count == 0) {
		finding_is(finding, FINDING_FOUND, "No driver for USB readers is installed%s%s.",
		           *place != '\0' ? " in " : "", place);
		advise_install(finding, &facts->place, PACKAGE_DRIVER);
	} else {
		finding_is(finding, FINDING_FOUND,
		           "No installed driver supports the reader %s: try a newer CCID driver, "
		           "or the manufacturer's.",
		           device_words(device, words, sizeof words));
		name_relative(device->reader, finding);
		advise_upgrade(finding, &facts->place, PACKAGE_DRIVER);
	}
}

void check_driver(const struct facts *facts, struct finding *finding)
{
	const struct facts_device *device = lacked(facts, has_no_driver);

	if (nothing_to_check(facts, finding))
		return;
	if (device == NULL && facts->devices[0].reader->driver.words[0] != '\0')
		finding_is(finding, FINDING_OK, "%s in %s", facts->devices[0].reader->driver.words,
		           facts->devices[0].reader->driver.place);
	else if (device == NULL)
		finding_is(finding, FINDING_OK, "not found, but the service has every USB reader");
	else if (device->reader->elsewhere.words[0] != '\0')
		in_another_place(facts, device, finding);
	else if (facts_service_works(facts) || facts->daemon.drivers[0] != '\0' ||
	         facts->daemon.program[0] == '\0')
		no_driver(facts, device, finding);
	else
		finding_is(finding, FINDING_UNKNOWN,
		           "none found; where this pcscd searches for drivers is unknown");
}

/* --- kernel --- */

static bool is_taken(const struct facts_device *device)
{
	return usb_interface_is_taken(device->interface);
}

/* Kernel modules for readers only: they serve no purpose if pcscd is to use the reader. */
static const char *const only_readers[] = {"pn533_usb", "port100", "cm4000_cs", "cm4040_cs"};

static void advise_unbinding(const struct usb_interface *usb, struct finding *finding)
{
	static const char plain[] =
		"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";

	if (usb->driver[strspn(usb->driver, plain)] != '\0')
		return;
	for (size_t i = 0; i < sizeof only_readers / sizeof only_readers[0]; i++)
		if (strcmp(usb->driver, only_readers[i]) == 0) {
			finding_root_command(
				finding,
				"modprobe -r %s && echo 'blacklist %s' >/etc/modprobe.d/pcsc.conf",
				usb->driver, usb->driver);
			return;
		}
	finding_root_command(finding, "echo %s >/sys/bus/usb/drivers/%s/unbind", usb->place,
	                     usb->driver);
}

/* Lists kernel drivers that use an interface of a reader which the service has all the same. */
static void no_kernel_driver(const struct facts *facts, struct finding *finding)
{
	finding_is(finding, FINDING_OK, "no kernel driver blocks a reader");
	for (size_t i = 0; i < facts->device_count; i++)
		if (is_taken(&facts->devices[i]))
			finding_add(finding, "(%s uses %s, but the service has that reader too)",
			            facts->devices[i].interface->driver,
			            facts->devices[i].interface->place);
}

void check_kernel(const struct facts *facts, struct finding *finding)
{
	const struct facts_device *device = lacked(facts, is_taken);
	char words[DEVICE_WORDS];

	if (nothing_to_check(facts, finding))
		return;
	if (device == NULL) {
		no_kernel_driver(facts, finding);
		return;
	}
	finding_is(finding, FINDING_FOUND,
	           "The kernel driver %s uses the reader %s, so pcscd cannot.",
	           device->interface->driver, device_words(device, words, sizeof words));
	finding->on_host = facts->place.kind == PLACE_CONTAINER;
	advise_unbinding(device->interface, finding);
}

/* --- device-user --- */

static const struct process *other_user(const struct facts_device *device)
{
	for (size_t i = 0; i < device->users.count; i++)
		if (strcmp(device->users.processes[i].name, "pcscd") != 0)
			return &device->users.processes[i];
	return NULL;
}

static bool is_opened(const struct facts_device *device)
{
	return other_user(device) != NULL;
}

static bool has_hidden_users(const struct facts_device *device)
{
	return device->users.hidden > 0;
}

static void opened_by(const struct facts_device *device, struct finding *finding)
{
	const struct process *user = other_user(device);
	char words[DEVICE_WORDS];

	finding_is(finding, FINDING_FOUND,
	           "%s (process %ld) has opened the reader %s directly, so pcscd cannot use it.",
	           user->name, user->id, device_words(device, words, sizeof words));
	if (strcmp(user->name, "scdaemon") == 0) {
		finding_add(finding, "With disable-ccid in scdaemon.conf it uses PC/SC instead.");
		finding_command(finding,
		                "echo disable-ccid >>\"$(gpgconf --list-dirs "
		                "homedir)\"/scdaemon.conf && gpgconf --kill scdaemon");
	} else {
		finding_add(finding, "Close that program, or have it release the reader.");
	}
}

void check_device_user(const struct facts *facts, struct finding *finding)
{
	const struct facts_device *device = lacked(facts, is_opened);

	if (nothing_to_check(facts, finding))
		return;
	if (device != NULL && facts_service_works(facts))
		opened_by(device, finding);
	else if (device != NULL)
		finding_is(finding, FINDING_UNKNOWN,
		           "%s (process %ld) has a reader open; only the service knows whether "
		           "that blocks it",
		           other_user(device)->name, other_user(device)->id);
	else if (lacked(facts, has_hidden_users) != NULL)
		finding_is(finding, FINDING_UNKNOWN,
		           "cannot tell whether another user's program has a USB reader open: run "
		           "this as root");
	else
		finding_is(finding, FINDING_OK, "no program blocks a reader");
}

/* --- device-node --- */

static bool has_no_node(const struct facts_device *device)
{
	return device->node == NODE_MISSING && device->authorized;
}

static bool is_closed(const struct facts_device *device)
{
	return device->node == NODE_CLOSED;
}

static bool has_unknown_node(const struct facts_device *device)
{
	return device->node == NODE_UNKNOWN;
}

static void no_node(const struct facts *facts, const struct facts_device *device,
                    struct finding *finding)
{
	char place[PLACE_WORDS];

	facts_place(facts, place, sizeof place);
	if (facts->place.kind != PLACE_CONTAINER) {
		finding_is(finding, FINDING_FOUND,
		           "The reader's device node %s is missing, so pcscd cannot open it: "
		           "neither the kernel nor udev maintains /dev here.",
		           device->node_path);
		return;
	}
	finding_is(finding, FINDING_FOUND,
	           "pcscd runs in this %s, but the reader's device node %s does not exist here: "
	           "share /dev/bus/usb with the container, or use the host's /run/pcscd instead of "
	           "a pcscd of its own.",
	           place, device->node_path);
	finding->on_host = true;
	if (strcmp(facts->place.name, "docker") == 0 || strcmp(facts->place.name, "podman") == 0)
		finding_command(finding,
		                "%s run -v /dev/bus/usb:/dev/bus/usb --device-cgroup-rule 'c 189:* "
		                "rmw' ...",
		                facts->place.name);
}

static void closed_node(const struct facts *facts, const struct facts_device *device,
                        struct finding *finding)
{
	char words[DEVICE_WORDS];

	finding_is(finding, FINDING_FOUND,
	           "pcscd runs as user %u and has no permission to open %s, the reader %s.",
	           facts->daemon.owner, device->node_path,
	           device_words(device, words, sizeof words));
	finding->on_host = facts->place.kind == PLACE_CONTAINER;
	if (facts->udev) {
		finding_add(finding, "The driver's udev rules grant it when the device is added.");
		finding_root_command(finding, "udevadm trigger --action=add --sysname-match=%s",
		                     device->reader->device->place);
	} else {
		finding_add(finding,
		            "Without udev nothing grants it; this command does, until the reader "
		            "is unplugged.");
		finding_root_command(finding, "chown %u %s", facts->daemon.owner,
		                     device->node_path);
	}
}

void check_device_node(const struct facts *facts, struct finding *finding)
{
	const struct facts_device *missing = lacked(facts, has_no_node);
	const struct facts_device *closed = lacked(facts, is_closed);

	if (nothing_to_check(facts, finding))
		return;
	if (missing != NULL)
		no_node(facts, missing, finding);
	else if (closed != NULL)
		closed_node(facts, closed, finding);
	else if (lacked(facts, has_unknown_node) != NULL)
		finding_is(finding, FINDING_UNKNOWN,
		           "cannot tell whether pcscd's user may open the reader's device node");
	else
		finding_is(finding, FINDING_OK, "pcscd may open the reader's device node");
}

/* --- udev --- */

static bool any(const struct facts_device *device)
{
	(void)device;
	return true;
}

void check_udev(const struct facts *facts, struct finding *finding)
{
	if (!facts_service_is_here(facts)) {
		finding_is(finding, FINDING_NONE, "not applicable: the service runs elsewhere");
	} else if (facts->udev) {
		finding_is(finding, FINDING_OK, "udev runs");
	} else if (!facts->daemon.udev) {
		finding_is(finding, FINDING_NONE, "this pcscd does not use udev");
	} else if (facts_service_works(facts) && lacked(facts, any) != NULL) {
		finding_is(finding, FINDING_FOUND,
		           "udev is not running here, so pcscd sees only readers that were plugged "
		           "in when it was started.");
		advise_restart(finding, facts);
	} else {
		finding_is(finding, FINDING_OK, "udev is not running, but no reader is missing");
	}
}
