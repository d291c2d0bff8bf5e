#include "pcsc_scan/doctor/doctor_facts.h"

#include "pcsc_scan/doctor/drivers.h"
#include "sys/paths.h"
#include "sys/pcsc/pcsc.h"
#include "sys/tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOCKET "/run/pcscd/pcscd.comm"

enum { STATUS_MAX = 64 << 20 }; /* of the package database */

/* The first of paths that is there; "" without. */
static void find_first(const char *root, const char *const *paths, char *out, size_t size)
{
	out[0] = '\0';
	for (; *paths != NULL && out[0] == '\0'; paths++)
		if (tree_kind(root, *paths) != TREE_NOTHING)
			snprintf(out, size, "%s", *paths);
}

/* --- devices and their drivers --- */

static void find_drivers(struct facts *facts)
{
	for (size_t i = 0; i < facts->device_count; i++) {
		struct facts_device *device = &facts->devices[i];

		facts->driver_count = drivers_find(facts->root, device->usb.vendor,
		                                   device->usb.product, device->driver);
	}
}

/* Of those that are not of the class, only what a driver is for is a reader; and of a device with
 * several interfaces one is enough. */
static void keep_readers(struct facts *facts)
{
	size_t kept = 0;

	for (size_t i = 0; i < facts->device_count; i++) {
		const struct facts_device *device = &facts->devices[i];
		bool again = kept > 0 &&
			strcmp(facts->devices[kept - 1].usb.device, device->usb.device) == 0;

		if (!again && (device->usb.class == USB_CLASS_CCID || device->driver[0] != '\0'))
			facts->devices[kept++] = *device;
	}
	facts->device_count = kept;
}

static bool find_devices(struct facts *facts)
{
	struct usb_list list;

	facts->usb_known = usb_interfaces(facts->root, &list);
	facts->devices = calloc(list.count + 1, sizeof *facts->devices);
	if (facts->devices == NULL) {
		usb_list_free(&list);
		return false;
	}
	facts->device_count = list.count;
	for (size_t i = 0; i < list.count; i++)
		facts->devices[i].usb = list.interfaces[i];
	usb_list_free(&list);
	find_drivers(facts);
	keep_readers(facts);
	for (size_t i = 0; i < facts->device_count; i++) {
		struct facts_device *device = &facts->devices[i];
		char node[64];

		snprintf(node, sizeof node, "/dev/bus/usb/%03u/%03u", device->usb.bus,
		         device->usb.number);
		process_holding(facts->root, node, &device->users);
	}
	return true;
}

/* --- the service's installation --- */

/* Paragraphs of the package database, each line "Key: value". */
static void read_package(const struct file *status, const char *package, char *version)
{
	const char *at = status->data, *end = status->data + status->length;
	size_t name = strlen(package);
	bool here = false;

	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		size_t length = (size_t)((newline != NULL ? newline : end) - at);

		if (length > 9 && memcmp(at, "Package: ", 9) == 0)
			here = length == 9 + name && memcmp(at + 9, package, name) == 0;
		else if (here && length > 9 && memcmp(at, "Version: ", 9) == 0)
			snprintf(version, FACTS_WORD_MAX, "%.*s",
			         (int)(length - 9 < 64 ? length - 9 : 64), at + 9);
		at += length + 1;
	}
}

static void find_versions(struct facts *facts)
{
	struct file status;

	if (tree_read(facts->root, "/var/lib/dpkg/status", STATUS_MAX, &status) != 0)
		return;
	read_package(&status, "pcscd", facts->pcscd_version);
	read_package(&status, "libpcsclite1", facts->library_version);
	file_free(&status);
}

static void find_unit(struct facts *facts)
{
	static const char *const units[] = {"/etc/systemd/system/pcscd.socket",
	                                    "/usr/lib/systemd/system/pcscd.socket",
	                                    "/lib/systemd/system/pcscd.socket", NULL};
	char path[FACTS_PATH_MAX], target[TREE_PATH_MAX];

	facts->systemd = tree_kind(facts->root, "/run/systemd/system") == TREE_FOLDER;
	facts->unit = UNIT_MISSING;
	if (tree_link(facts->root, units[0], target) && strcmp(target, "/dev/null") == 0) {
		facts->unit = UNIT_MASKED;
		return;
	}
	find_first(facts->root, units, path, sizeof path);
	if (path[0] != '\0')
		facts->unit =
			tree_link(facts->root,
		                  "/etc/systemd/system/sockets.target.wants/pcscd.socket", target) ?
			UNIT_ENABLED :
			UNIT_DISABLED;
}

static void find_container(struct facts *facts)
{
	static const char *const marks[] = {"/.dockerenv", "/run/.containerenv",
	                                    "/run/systemd/container", NULL};
	char path[FACTS_PATH_MAX];

	find_first(facts->root, marks, path, sizeof path);
	facts->container = path[0] != '\0' ? CONTAINER_OTHER : CONTAINER_NONE;
	if (tree_kind(facts->root, "/.flatpak-info") != TREE_NOTHING)
		facts->container = CONTAINER_FLATPAK;
}

static void find_socket(struct facts *facts)
{
	const char *named = paths_environment("PCSCLITE_CSOCK_NAME");

	facts->socket_named = named != NULL;
	snprintf(facts->socket_path, sizeof facts->socket_path, "%s",
	         named != NULL ? named : SOCKET);
	facts->socket_exists = tree_kind(facts->root, facts->socket_path) == TREE_SOCKET;
	facts->socket_writable = tree_may_write(facts->root, facts->socket_path);
}

/* proc(5): "hidepid=1", "noaccess", "2", "invisible", "4", "ptraceable". */
static bool hides_processes(const char *root)
{
	char mounts[64 << 10];
	struct file file;

	if (tree_read(root, "/proc/mounts", sizeof mounts - 1, &file) != 0)
		return false;
	memcpy(mounts, file.data, file.length);
	mounts[file.length] = '\0';
	file_free(&file);
	for (char *line = mounts; *line != '\0';) {
		size_t length = strcspn(line, "\n");
		bool last = line[length] == '\0';

		line[length] = '\0';
		const char *option = strstr(line, "hidepid=");
		if (strstr(line, " /proc proc ") != NULL && option != NULL &&
		    strncmp(option, "hidepid=0", 9) != 0 && strncmp(option, "hidepid=off", 11) != 0)
			return true;
		line += length + !last;
	}
	return false;
}

bool facts_gather(struct facts *facts, const char *root)
{
	static const char *const programs[] = {"/usr/sbin/pcscd", "/usr/local/sbin/pcscd",
	                                       "/usr/bin/pcscd", NULL};

	*facts = (struct facts){.root = root};
	if (!find_devices(facts))
		return false;
	find_first(root, programs, facts->pcscd, sizeof facts->pcscd);
	find_versions(facts);
	find_unit(facts);
	find_container(facts);
	find_socket(facts);
	facts->hidepid = hides_processes(root);
	facts->polkit = tree_kind(root,
	                          "/usr/share/polkit-1/actions/"
	                          "org.debian.pcsc-lite.policy") != TREE_NOTHING;
	facts_ask_service(&facts->service, facts->device_count > 0);
	/* By now a socket unit has started it. */
	facts->processes_known = process_named(root, "pcscd", &facts->daemons);
	process_using_pcsc(root, &facts->users);
	return true;
}

void facts_free(struct facts *facts)
{
	for (size_t i = 0; i < facts->device_count; i++)
		process_list_free(&facts->devices[i].users);
	free(facts->devices);
	process_list_free(&facts->daemons);
	process_list_free(&facts->users);
	free(facts->service.states);
	*facts = (struct facts){0};
}
