#include "pcsc_scan/doctor/doctor_finding.h"

#include "base/installed.h"
#include "sys/pcsc/pcsc.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void finding_is(struct finding *finding, enum finding_state state, const char *format, ...)
{
	va_list args;

	*finding = (struct finding){.state = state};
	va_start(args, format);
	vsnprintf(finding->text, sizeof finding->text, format, args);
	va_end(args);
}

void finding_add(struct finding *finding, const char *format, ...)
{
	size_t at = strlen(finding->text);
	va_list args;

	if (at + 2 > sizeof finding->text)
		return;
	finding->text[at++] = ' ';
	va_start(args, format);
	vsnprintf(finding->text + at, sizeof finding->text - at, format, args);
	va_end(args);
}

__attribute__((format(printf, 2, 0))) static void set_command(struct finding *finding,
                                                              const char *format, va_list args)
{
	char command[sizeof finding->command];

	vsnprintf(command, sizeof command, format, args);
	installed_text(finding->command, sizeof finding->command, command);
}

void finding_command(struct finding *finding, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	set_command(finding, format, args);
	va_end(args);
}

void finding_root_command(struct finding *finding, const char *format, ...)
{
	va_list args;

	finding->as_root = true;
	va_start(args, format);
	set_command(finding, format, args);
	va_end(args);
}

/* --- conclusions from the facts --- */

bool facts_failed_with(const struct facts *facts, uint32_t code)
{
	return facts->service.answered && facts->service.code == code;
}

bool facts_service_works(const struct facts *facts)
{
	return facts_failed_with(facts, PCSC_OK);
}

bool facts_service_is_here(const struct facts *facts)
{
	switch (facts->place.kind) {
	case PLACE_SYSTEM:
	case PLACE_WSL:
		return true;
	case PLACE_CONTAINER:
		return facts->daemon.processes.count > 0 ||
			(facts->daemon.program[0] != '\0' && facts->socket == TREE_NOTHING);
	case PLACE_FLATPAK:
	case PLACE_SNAP:
		break;
	}
	return false;
}

bool facts_service_listens(const struct facts *facts)
{
	return facts->greeting.result == GREETING_CLOSED ||
		facts->greeting.result == GREETING_SILENT ||
		facts->greeting.result == GREETING_ANSWERED;
}

bool facts_device_is_missing(const struct facts *facts, const struct facts_device *device)
{
	if (facts_service_works(facts) && facts->matches == 1) /* --reader found it */
		return false;
	return !facts_service_works(facts) || !device->served;
}

bool facts_versions_conflict(const struct facts *facts)
{
	if (facts_failed_with(facts, PCSC_E_SERVICE_STOPPED))
		return true;
	return !facts_service_works(facts) && facts->greeting.result == GREETING_ANSWERED &&
		facts->library.protocol.known &&
		!greeting_is_compatible(&facts->library.protocol, &facts->greeting.protocol);
}

const char *facts_place(const struct facts *facts, char *out, size_t size)
{
	static const char *const kinds[] = {
		[PLACE_SYSTEM] = "system",       [PLACE_WSL] = "WSL system",
		[PLACE_CONTAINER] = "container", [PLACE_FLATPAK] = "flatpak",
		[PLACE_SNAP] = "snap",
	};
	const struct place *place = &facts->place;
	bool of_a_kind = place->kind == PLACE_CONTAINER && place->name[0] != '\0';

	snprintf(out, size, "%s%s%s", of_a_kind ? place->name : "", of_a_kind ? " " : "",
	         kinds[place->kind]);
	return out;
}

const char *device_words(const struct facts_device *device, char *out, size_t size)
{
	const struct usb_device *usb = device->reader->device;
	const char *name = device->reader->name;

	snprintf(out, size, "%s %04X:%04X%s%s", usb->place, usb->vendor, usb->product,
	         name[0] != '\0' ? " " : "", name);
	return out;
}

/* --- advice --- */

/* Package names on distributions that are not in the table. */
static const char *const usual_names[PACKAGE_COUNT] = {
	[PACKAGE_SERVICE] = "pcscd or pcsc-lite",
	[PACKAGE_DRIVER] = "libccid, ccid or pcsc-lite-ccid",
};

static void advise_package(struct finding *finding, const struct place *place, enum package package,
                           bool upgrade)
{
	const struct distribution *row = place->distribution;

	if (row == NULL) {
		finding_add(finding, "The package is called %s.", usual_names[package]);
	} else if (row->install == NULL) {
		finding_add(finding, "To install it, %s.", row->instead);
		finding_root_command(finding, "%s", row->instead_command);
	} else {
		finding_root_command(finding, "%s %s", upgrade ? row->upgrade : row->install,
		                     row->packages[package]);
	}
}

void advise_install(struct finding *finding, const struct place *place, enum package package)
{
	advise_package(finding, place, package, false);
}

void advise_upgrade(struct finding *finding, const struct place *place, enum package package)
{
	advise_package(finding, place, package, true);
}

void advise_start(struct finding *finding, const struct facts *facts)
{
	const char *program = facts->daemon.program;

	if (facts->place.init->start != NULL)
		finding_root_command(finding, "%s", facts->place.init->start);
	else if (program[0] != '\0' && strcspn(program, " '\"\\$`;&|<>()") == strlen(program))
		finding_root_command(finding, "%s", program);
}

void advise_restart(struct finding *finding, const struct facts *facts)
{
	char place[PLACE_WORDS];

	if (!facts_service_is_here(facts))
		finding_add(finding, "The service runs outside this %s: restart it there.",
		            facts_place(facts, place, sizeof place));
	else if (facts->place.init->restart != NULL)
		finding_root_command(finding, "%s", facts->place.init->restart);
	else
		finding_add(finding, "Restart pcscd the way it is started here.");
}
