#include "pcsc_scan/doctor/doctor_facts.h"

#include "base/array.h"
#include "base/span.h"
#include "sys/paths.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOCKET "/run/pcscd/pcscd.comm"

void facts_find_first(const char *root, const char *const *paths, char *out, size_t size)
{
	out[0] = '\0';
	for (; *paths != NULL && out[0] == '\0'; paths++)
		if (tree_kind(root, *paths) != TREE_NOTHING)
			snprintf(out, size, "%s", *paths);
}

static bool exists(const char *root, const char *path)
{
	return tree_kind(root, path) != TREE_NOTHING;
}

/* --- systemd unit --- */

/* Directories of units (systemd.unit(5)) in order of precedence; each one also contains the links
 * of the units enabled there. */
static const char *const unit_places[] = {"/etc/systemd/system", "/run/systemd/system",
                                          "/usr/local/lib/systemd/system",
                                          "/usr/lib/systemd/system", "/lib/systemd/system"};

enum {
	UNIT_VENDOR = 2, /* from here on directories of packages */
	UNIT_PLACES = sizeof unit_places / sizeof unit_places[0],
};

/* A masked unit is a link to /dev/null or an empty file. */
static bool is_masked(const char *root, const char *path)
{
	char target[TREE_PATH_MAX];
	struct file file;

	if (tree_link(root, path, target))
		return strcmp(target, "/dev/null") == 0;
	if (tree_read(root, path, 1 << 20, &file) != 0)
		return false;
	bool empty = file.length == 0;
	file_free(&file);
	return empty;
}

/* Returns true if one of these directories contains the link or file that enables a unit. */
static bool has_want(const char *root, size_t first, size_t end, const char *want)
{
	char path[FACTS_PATH_MAX], target[TREE_PATH_MAX];

	for (size_t i = first; i < end; i++) {
		snprintf(path, sizeof path, "%s/%s", unit_places[i], want);
		if (tree_link(root, path, target) || exists(root, path))
			return true;
	}
	return false;
}

static void find_enabled(struct facts *facts)
{
	static const char socket[] = "sockets.target.wants/pcscd.socket";
	static const char service[] = "multi-user.target.wants/pcscd.service";

	facts->unit = UNIT_DISABLED;
	if (has_want(facts->root, 0, UNIT_VENDOR, socket))
		facts->unit = UNIT_ENABLED;
	else if (has_want(facts->root, UNIT_VENDOR, UNIT_PLACES, socket))
		facts->unit = UNIT_ENABLED_VENDOR;
	else if (has_want(facts->root, 0, UNIT_PLACES, service))
		facts->unit = UNIT_ENABLED_SERVICE;
}

static void find_unit(struct facts *facts)
{
	char path[FACTS_PATH_MAX];

	facts->unit = UNIT_MISSING;
	for (size_t i = 0; i < UNIT_PLACES && facts->unit == UNIT_MISSING; i++) {
		snprintf(path, sizeof path, "%s/pcscd.socket", unit_places[i]);
		if (is_masked(facts->root, path))
			facts->unit = UNIT_MASKED;
		else if (exists(facts->root, path))
			find_enabled(facts);
	}
}

/* --- the socket --- */

static void find_socket(struct facts *facts)
{
	const char *named = paths_environment("PCSCLITE_CSOCK_NAME");
	char target[TREE_PATH_MAX];

	facts->socket_named = named != NULL;
	snprintf(facts->socket_path, sizeof facts->socket_path, "%s",
	         named != NULL ? named : SOCKET);
	tree_link(facts->root, facts->socket_path, target);
	snprintf(facts->socket_link, sizeof facts->socket_link, "%.*s", FACTS_PATH_MAX - 1, target);
	facts->socket = tree_kind(facts->root, facts->socket_path);
	facts->socket_writable = tree_may_write(facts->root, facts->socket_path);
	tree_rights(facts->root, facts->socket_path, &facts->socket_rights);
}

/* Asks the process that listens on the socket for its protocol version. */
static void ask_greeting(struct facts *facts)
{
	char full[TREE_PATH_MAX];

	if (tree_full(facts->root, facts->socket_path, full))
		facts->greeting = greeting_ask(full);
	if (facts->greeting.result == GREETING_ANSWERED ||
	    facts->greeting.result == GREETING_CLOSED)
		facts->library.protocol = greeting_own();
}

/* --- readers in reader.conf --- */

static bool add_configured(struct facts *facts, const char *text, size_t length)
{
	void *more = array_room(facts->configured, facts->configured_count, &facts->configured_size,
	                        sizeof *facts->configured);

	if (more == NULL)
		return false;
	facts->configured = more;
	char *name = facts->configured[facts->configured_count++];
	memset(name, 0, READER_NAME_SIZE);
	memcpy(name, text, length < READER_NAME_SIZE ? length : READER_NAME_SIZE - 1);
	return true;
}

/* reader.conf(5): a line such as FRIENDLYNAME "Virtual PCD" begins a reader. */
static bool read_configured(struct facts *facts, const char *path)
{
	enum { CONFIGURATION_MAX = 1 << 20, CONFIGURED_MAX = 64 };
	struct span rest, line;
	struct file file;
	bool ok = true;

	if (tree_read(facts->root, path, CONFIGURATION_MAX, &file) != 0)
		return true;
	rest = (struct span){file.data, file.length};
	while (ok && facts->configured_count < CONFIGURED_MAX && span_line(&rest, &line)) {
		size_t quote = span_find(line, "\"");
		struct span name = span_from(line, quote < line.length ? quote + 1 : line.length);

		name.length = span_find(name, "\"");
		if (name.length != SIZE_MAX && span_starts(line, "FRIENDLYNAME"))
			ok = add_configured(facts, name.text, name.length);
	}
	file_free(&file);
	return ok;
}

static bool find_configured(struct facts *facts)
{
	static const char directory[] = "/etc/reader.conf.d";
	struct tree_names names;
	char path[FACTS_PATH_MAX];
	bool ok = read_configured(facts, "/etc/reader.conf");

	if (!tree_list(facts->root, directory, &names))
		return ok;
	for (size_t i = 0; ok && i < names.count; i++) {
		snprintf(path, sizeof path, "%s/%s", directory, names.names[i]);
		ok = read_configured(facts, path);
	}
	tree_names_free(&names);
	return ok;
}

/* --- other facts --- */

/* proc(5): "hidepid=1", "noaccess", "2", "invisible", "4" and "ptraceable" hide processes; "0" and
 * "off" do not. */
static bool is_hiding(struct span mount)
{
	struct span option = span_from(mount, span_find(mount, "hidepid="));

	return span_find(mount, " /proc proc ") != SIZE_MAX && option.length > 0 &&
		!span_starts(option, "hidepid=0") && !span_starts(option, "hidepid=off");
}

static bool hides_processes(const char *root)
{
	enum { MOUNTS_MAX = 1 << 20 };
	bool hides = false;
	struct span rest, mount;
	struct file file;

	if (tree_read(root, "/proc/mounts", MOUNTS_MAX, &file) != 0)
		return false;
	rest = (struct span){file.data, file.length};
	while (!hides && span_line(&rest, &mount))
		hides = is_hiding(mount);
	file_free(&file);
	return hides;
}

/* Returns whether the user's scdaemon.conf contains pcsc-shared. */
static bool gpg_shares(const char *root)
{
	enum { CONFIGURATION_MAX = 1 << 20 };
	const char *home = paths_environment("GNUPGHOME");
	char *path = home != NULL ? NULL : paths_home(".gnupg/scdaemon.conf");
	char named[FACTS_PATH_MAX];
	struct file file = {.data = ""};
	struct span rest, line;
	bool shares = false;

	snprintf(named, sizeof named, "%s/scdaemon.conf", home != NULL ? home : "");
	if (home != NULL || path != NULL)
		tree_read(root, path != NULL ? path : named, CONFIGURATION_MAX, &file);
	rest = (struct span){file.data, file.length};
	while (!shares && span_line(&rest, &line))
		shares = span_starts(line, "pcsc-shared");
	file_free(&file);
	free(path);
	return shares;
}

static void find_system(struct facts *facts)
{
	const char *root = facts->root;
	struct process_list guards;

	place_find(root, &facts->place);
	facts->usb_nodes = tree_kind(root, "/dev/bus/usb") == TREE_DIRECTORY;
	facts->udev = exists(root, "/run/udev/control");
	if (process_named(root, "usbguard-daemon", &guards))
		facts->usbguard = guards.count > 0;
	process_list_free(&guards);
	facts->bus = tree_kind(root, "/run/dbus/system_bus_socket") == TREE_SOCKET;
	facts->polkitd = exists(
		root, "/usr/share/dbus-1/system-services/org.freedesktop.PolicyKit1.service");
	facts->polkit_policy =
		exists(root, "/usr/share/polkit-1/actions/org.debian.pcsc-lite.policy");
	facts->hidepid = hides_processes(root);
	facts->gpg_shares = gpg_shares(root);
}

/* Chooses the reader of --reader: by index or full name, or else by part of its name. */
static void choose_reader(struct facts *facts)
{
	const struct facts_service *service = &facts->service;

	facts->chosen = service->count;
	for (size_t i = service->count; facts->reader != NULL && i-- > 0;)
		if (reader_is_meant(facts->reader, i, service->states[i].name)) {
			facts->chosen = i;
			facts->matches++;
		}
	for (size_t i = 0; facts->matches > 1 && i < service->count; i++)
		if (strcmp(facts->reader, service->states[i].name) == 0) {
			facts->chosen = i;
			facts->matches = 1;
		}
}

static bool find_hidden(struct facts_service *service)
{
	service->hidden = calloc(service->count + 1, sizeof *service->hidden);
	for (size_t i = 0; service->hidden != NULL && i < service->count; i++)
		service->hidden[i] = reader_is_ignored(service->states[i].name);
	return service->hidden != NULL;
}

static void free_devices(struct facts *facts)
{
	for (size_t i = 0; i < facts->device_count; i++)
		process_list_free(&facts->devices[i].users);
	free(facts->devices);
	facts->devices = NULL;
	usb_readers_free(&facts->usb);
	facts->device_count = facts->closed_count = 0;
}

/* Collects the facts about pcscd, and those about devices that concern it. */
static bool find_daemon(struct facts *facts)
{
	process_list_free(&facts->daemon.processes);
	facts->daemon = (struct facts_daemon){0};
	free_devices(facts);
	facts_find_daemon(facts);
	return facts_find_devices(facts);
}

/* Returns whether the error comes from the library, not from the service. */
static bool is_unreached(const struct facts_service *service)
{
	return service->answered &&
		(service->code == PCSC_E_NO_SERVICE || service->code == PCSC_E_SERVICE_STOPPED ||
	         service->code == PCSC_F_COMM_ERROR);
}

bool facts_gather(struct facts *facts, const char *root, const char *reader)
{
	*facts = (struct facts){.root = root, .reader = reader};
	find_system(facts);
	find_unit(facts);
	if (!find_daemon(facts) || !find_configured(facts))
		return false;
	if (!facts_ask_service(&facts->service, facts->device_count))
		return false;
	/* The call may have started pcscd by its socket unit. */
	if ((facts->daemon.processes.count == 0 && !find_daemon(facts)) ||
	    !find_hidden(&facts->service))
		return false;
	find_socket(facts);
	/* Since 2.1.0 the library called libpcsclite only loads the actual one. */
	if (!process_mapped(root, 0, "libpcsclite_real", facts->library.path))
		process_mapped(root, 0, "libpcsclite", facts->library.path);
	facts->greeting.protocol = facts->service.versions.service;
	facts->library.protocol = facts->service.versions.library;
	if (is_unreached(&facts->service))
		ask_greeting(facts);
	facts_match_readers(facts);
	if (!facts_compare_cards(facts))
		return false;
	choose_reader(facts);
	process_using_pcsc(root, &facts->users);
	return true;
}

void facts_free(struct facts *facts)
{
	free_devices(facts);
	free(facts->configured);
	free(facts->fits);
	process_list_free(&facts->daemon.processes);
	process_list_free(&facts->users);
	free(facts->service.states);
	free(facts->service.hidden);
	*facts = (struct facts){0};
}
