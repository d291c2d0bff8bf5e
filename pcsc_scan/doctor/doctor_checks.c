#include "pcsc_scan/doctor/doctor_checks.h"

#include "sys/pcsc/pcsc.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void finding_is(struct finding *finding, enum finding_state state, const char *format, ...)
{
	va_list args;

	finding->state = state;
	va_start(args, format);
	vsnprintf(finding->text, sizeof finding->text, format, args);
	va_end(args);
}

void finding_command(struct finding *finding, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(finding->command, sizeof finding->command, format, args);
	va_end(args);
}

void finding_root_command(struct finding *finding, const char *format, ...)
{
	va_list args;

	finding->as_root = true;
	va_start(args, format);
	vsnprintf(finding->command, sizeof finding->command, format, args);
	va_end(args);
}

static bool service_works(const struct facts *facts)
{
	return facts->service.answered && facts->service.code == PCSC_OK;
}

/* "1-2 076B:3031 Gemalto PC Twin Reader" */
static const char *device_words(const struct facts_device *device, char *out, size_t size)
{
	const struct usb_interface *usb = &device->usb;

	snprintf(out, size, "%s %04X:%04X%s%s", usb->device, usb->vendor, usb->product,
	         usb->name[0] != '\0' ? " " : "", usb->name);
	return out;
}

enum { DEVICE_WORDS = 256 };

static void check_usb(const struct facts *facts, struct finding *finding)
{
	char words[DEVICE_WORDS];

	if (facts->device_count > 0) {
		device_words(&facts->devices[0], words, sizeof words);
		if (facts->device_count == 1)
			finding_is(finding, FINDING_OK, "a reader: %s", words);
		else
			finding_is(finding, FINDING_OK, "%zu readers; the first: %s",
			           facts->device_count, words);
	} else if (service_works(facts) && facts->service.count > 0) {
		finding_is(finding, FINDING_OK,
		           "no USB reader; the service has readers of another kind");
	} else if (!facts->usb_known) {
		finding_is(finding, FINDING_UNKNOWN, "/sys tells nothing of USB devices here");
	} else if (service_works(facts)) {
		finding_is(finding, FINDING_FOUND,
		           "No USB device is a smart card reader, and the service has no other "
		           "reader: "
		           "plug one in, or try another cable or port.");
		finding_command(finding, "lsusb");
	} else {
		finding_is(
			finding, FINDING_UNKNOWN,
			"no USB device is a smart card reader; of a serial or virtual one only the "
			"service could tell");
	}
}

/* The drivers that count are those of the system where pcscd runs. */
static bool drivers_are_here(const struct facts *facts)
{
	return facts->pcscd[0] != '\0' || facts->daemons.count > 0 || !service_works(facts);
}

static void check_driver(const struct facts *facts, struct finding *finding)
{
	const struct facts_device *without = NULL;
	char words[DEVICE_WORDS];

	for (size_t i = facts->device_count; i-- > 0;)
		if (facts->devices[i].driver[0] == '\0')
			without = &facts->devices[i];
	if (facts->device_count == 0) {
		finding_is(finding, FINDING_NONE, "no USB reader, no driver");
	} else if (without == NULL) {
		finding_is(finding, FINDING_OK, "%s", facts->devices[0].driver);
	} else if (!drivers_are_here(facts)) {
		finding_is(finding, FINDING_UNKNOWN,
		           "the service runs elsewhere, and so its drivers are not seen");
	} else if (facts->driver_count == 0) {
		finding_is(finding, FINDING_FOUND, "No driver for USB readers is installed.");
		finding_root_command(finding, "apt-get install libccid");
	} else {
		finding_is(finding, FINDING_FOUND,
		           "No installed driver lists the reader %s: a newer libccid or its "
		           "maker's driver "
		           "may.",
		           device_words(without, words, sizeof words));
		finding_root_command(finding, "apt-get install --only-upgrade libccid");
	}
}

/* usbfs stands for programs, pcscd among them. */
static void check_kernel(const struct facts *facts, struct finding *finding)
{
	char words[DEVICE_WORDS];

	finding_is(finding, facts->device_count > 0 ? FINDING_OK : FINDING_NONE,
	           "no kernel module has taken a reader");
	for (size_t i = facts->device_count; i-- > 0;) {
		const struct usb_interface *usb = &facts->devices[i].usb;

		if (usb->driver[0] == '\0' || strcmp(usb->driver, "usbfs") == 0)
			continue;
		finding_is(finding, FINDING_FOUND,
		           "The kernel module %s has taken the reader %s, so that pcscd cannot use "
		           "it.",
		           usb->driver, device_words(&facts->devices[i], words, sizeof words));
		finding_root_command(
			finding, "modprobe -r %s && echo 'blacklist %s' >/etc/modprobe.d/pcsc.conf",
			usb->driver, usb->driver);
	}
}

static const struct process *foreign_user(const struct process_list *users)
{
	for (size_t i = 0; i < users->count; i++)
		if (strcmp(users->processes[i].name, "pcscd") != 0)
			return &users->processes[i];
	return NULL;
}

static void check_device_user(const struct facts *facts, struct finding *finding)
{
	char words[DEVICE_WORDS];
	size_t hidden = 0;

	finding_is(finding, facts->device_count > 0 ? FINDING_OK : FINDING_NONE,
	           "no program but pcscd has a USB reader open");
	for (size_t i = facts->device_count; i-- > 0;) {
		const struct process *user = foreign_user(&facts->devices[i].users);

		hidden += facts->devices[i].users.hidden;
		if (user == NULL)
			continue;
		finding_is(finding, FINDING_FOUND,
		           "%s (process %ld) has opened the reader %s past pcscd.", user->name,
		           user->id, device_words(&facts->devices[i], words, sizeof words));
		if (strcmp(user->name, "scdaemon") == 0)
			finding_command(finding,
			                "echo disable-ccid >>~/.gnupg/scdaemon.conf && "
			                "gpgconf --kill scdaemon");
		else
			finding_command(finding, "kill %ld", user->id);
	}
	if (finding->state == FINDING_OK && hidden > 0)
		finding_is(finding, FINDING_UNKNOWN,
		           "whether a program of another user has a USB reader open: run this as "
		           "root");
}

static bool service_is_missing(const struct facts *facts)
{
	return facts->service.answered && facts->service.code == PCSC_E_NO_SERVICE;
}

static void check_container(const struct facts *facts, struct finding *finding)
{
	if (facts->container == CONTAINER_NONE) {
		finding_is(finding, FINDING_NONE, "not in a container");
	} else if (facts->socket_exists || !service_is_missing(facts) || facts->pcscd[0] != '\0') {
		finding_is(finding, FINDING_OK, "in a container that has a service");
	} else if (facts->container == CONTAINER_FLATPAK) {
		finding_is(
			finding, FINDING_FOUND,
			"This is a flatpak that may not speak with the PC/SC service of its host.");
		finding_command(finding, "flatpak override --user --socket=pcsc \"$FLATPAK_ID\"");
	} else {
		finding_is(finding, FINDING_FOUND,
		           "This is a container without pcscd and without the host's /run/pcscd: "
		           "start it "
		           "with that folder.");
		finding_command(finding, "docker run -v /run/pcscd:/run/pcscd ...");
	}
}

static void check_socket_name(const struct facts *facts, struct finding *finding)
{
	if (!facts->socket_named) {
		finding_is(finding, FINDING_NONE, "PCSCLITE_CSOCK_NAME is not set");
	} else if (facts->socket_exists) {
		finding_is(finding, FINDING_OK, "PCSCLITE_CSOCK_NAME is a socket: %s",
		           facts->socket_path);
	} else {
		finding_is(finding, FINDING_FOUND,
		           "PCSCLITE_CSOCK_NAME says that the service's socket is %s, and there is "
		           "none.",
		           facts->socket_path);
		finding_command(finding, "unset PCSCLITE_CSOCK_NAME");
	}
}

static void check_installed(const struct facts *facts, struct finding *finding)
{
	if (facts->pcscd[0] != '\0') {
		finding_is(finding, FINDING_OK, "%s", facts->pcscd);
	} else if (!service_is_missing(facts)) {
		finding_is(finding, FINDING_OK, "not in its usual place, but a service answers");
	} else {
		finding_is(finding, FINDING_FOUND, "pcscd, the PC/SC service, is not installed.");
		finding_root_command(finding, "apt-get install pcscd");
	}
}

static void check_unit(const struct facts *facts, struct finding *finding)
{
	if (!facts->systemd) {
		finding_is(finding, FINDING_NONE, "no systemd: nothing starts pcscd by itself");
	} else if (!service_is_missing(facts)) {
		finding_is(finding, FINDING_OK,
		           facts->unit == UNIT_ENABLED ?
		                   "pcscd.socket is enabled" :
		                   "pcscd.socket is not enabled, but a service answers");
	} else if (facts->unit == UNIT_MASKED) {
		finding_is(finding, FINDING_FOUND,
		           "The unit pcscd.socket is masked, so that nothing starts pcscd.");
		finding_root_command(finding,
		                     "systemctl unmask --now pcscd.socket && "
		                     "systemctl enable --now pcscd.socket");
	} else if (facts->unit == UNIT_MISSING) {
		finding_is(finding, FINDING_FOUND,
		           "systemd has no unit pcscd.socket, so that nothing starts pcscd.");
		finding_root_command(finding, "apt-get install --reinstall pcscd");
	} else if (facts->unit == UNIT_DISABLED) {
		finding_is(finding, FINDING_FOUND,
		           "The unit pcscd.socket is not enabled, so that nothing starts pcscd.");
		finding_root_command(finding, "systemctl enable --now pcscd.socket");
	} else {
		finding_is(finding, FINDING_OK, "pcscd.socket is enabled");
	}
}

const struct doctor_check doctor_checks[] = {
	{"usb", check_usb},
	{"driver", check_driver},
	{"kernel", check_kernel},
	{"device-user", check_device_user},
	{"container", check_container},
	{"socket-name", check_socket_name},
	{"installed", check_installed},
	{"unit", check_unit},
	{"rights", check_rights},
	{"running", check_running},
	{"version", check_version},
	{"hidepid", check_hidepid},
	{"polkit", check_polkit},
	{"card-access", check_card_access},
	{"readers", check_readers},
	{"card", check_card},
	{"mute", check_mute},
	{"users", check_users},
	{NULL, NULL},
};
