/* Checks of the way to the service: the environment, the socket, the program, its systemd unit. */
#include "pcsc_scan/doctor/doctor_checks.h"

#include <stdio.h>
#include <string.h>

static bool is_missing(const struct facts *facts)
{
	return !facts_service_works(facts) && facts->service.answered &&
		!facts_service_listens(facts);
}

/* --- container --- */

static bool is_named(const struct facts *facts, const char *name)
{
	return strcmp(facts->place.name, name) == 0;
}

static bool has_run_command(const struct facts *facts)
{
	return is_named(facts, "docker") || is_named(facts, "podman");
}

static void no_socket(const struct facts *facts, struct finding *finding)
{
	char place[PLACE_WORDS];

	facts_place(facts, place, sizeof place);
	if (facts->place.kind == PLACE_FLATPAK && !facts->place.allowed) {
		finding_is(finding, FINDING_FOUND,
		           "This flatpak has no permission to use the PC/SC service of its host. "
		           "Grant it, then restart the flatpak.");
		finding_command(finding, "flatpak override --user --socket=pcsc %s",
		                facts->place.name[0] != '\0' ? facts->place.name : "APPLICATION");
	} else if (facts->place.kind == PLACE_FLATPAK) {
		finding_is(finding, FINDING_FOUND,
		           "The host had no PC/SC service when this flatpak was started: start "
		           "pcscd there, then restart the flatpak.");
	} else if (facts->place.kind == PLACE_SNAP) {
		finding_is(
			finding, FINDING_FOUND,
			"The host of this snap is not running a PC/SC service: start pcscd there.");
	} else {
		finding_is(finding, FINDING_FOUND,
		           "This %s has no pcscd, and the host's /run/pcscd is not shared with it.",
		           place);
		if (has_run_command(facts))
			finding_command(finding, "%s run -v /run/pcscd:/run/pcscd ...",
			                facts->place.name);
	}
	finding->on_host = true;
}

static void denied(const struct facts *facts, struct finding *finding)
{
	if (facts->place.kind == PLACE_SNAP) {
		finding_is(finding, FINDING_FOUND,
		           "This snap has no permission to use the PC/SC service of its host.");
		finding_root_command(finding, "snap connect %s:pcscd",
		                     facts->place.name[0] != '\0' ? facts->place.name : "SNAP");
	} else {
		finding_is(
			finding, FINDING_FOUND,
			"The host's service is available, but SELinux or AppArmor does not allow "
			"this container to connect to it.");
		if (has_run_command(facts))
			finding_command(
				finding,
				"%s run --security-opt label=disable -v /run/pcscd:/run/pcscd ...",
				facts->place.name);
	}
	finding->on_host = true;
}

static bool is_denied(const struct facts *facts)
{
	bool closed = facts->socket == TREE_HIDDEN || !facts->socket_writable;

	if (facts->place.kind == PLACE_SNAP)
		return closed || facts->greeting.result == GREETING_DENIED;
	return facts->greeting.result == GREETING_DENIED && !closed;
}

void check_container(const struct facts *facts, struct finding *finding)
{
	char place[PLACE_WORDS];

	facts_place(facts, place, sizeof place);
	if (facts->place.kind == PLACE_SYSTEM || facts->place.kind == PLACE_WSL) {
		finding_is(finding, FINDING_NONE, "%s",
		           facts->place.kind == PLACE_WSL ? "in WSL, not in a container" :
		                                            "not in a container");
	} else if (facts_service_is_here(facts)) {
		finding_is(finding, FINDING_OK, "this %s has a pcscd of its own", place);
	} else if (facts_service_works(facts)) {
		finding_is(finding, FINDING_OK, "this %s uses the service of its host", place);
	} else if (facts->socket == TREE_NOTHING) {
		no_socket(facts, finding);
	} else if (is_denied(facts)) {
		denied(facts, finding);
	} else if (facts->greeting.result == GREETING_REFUSED) {
		finding_is(finding, FINDING_FOUND,
		           "Nothing listens on the socket that this %s got from its host: pcscd "
		           "was stopped or restarted there. Share the directory /run/pcscd, not "
		           "the socket alone, and restart this %s.",
		           place, place);
	} else {
		finding_is(finding, FINDING_OK, "this %s has the socket of its host", place);
	}
}

/* --- socket-name --- */

void check_socket_name(const struct facts *facts, struct finding *finding)
{
	if (!facts->socket_named) {
		finding_is(finding, FINDING_NONE, "PCSCLITE_CSOCK_NAME is not set");
	} else if (facts->socket == TREE_SOCKET) {
		finding_is(finding, FINDING_OK, "PCSCLITE_CSOCK_NAME is a socket: %s",
		           facts->socket_path);
	} else if (facts_service_works(facts)) {
		finding_is(finding, FINDING_OK,
		           "PCSCLITE_CSOCK_NAME is set, and a service responds");
	} else if (facts->socket == TREE_HIDDEN) {
		finding_is(finding, FINDING_UNKNOWN, "this user has no access to %s",
		           facts->socket_path);
	} else {
		finding_is(finding, FINDING_FOUND,
		           "PCSCLITE_CSOCK_NAME names %s as the service's socket: %s.",
		           facts->socket_path,
		           facts->socket == TREE_NOTHING ? "no such file" : "not a socket");
		finding_command(finding, "unset PCSCLITE_CSOCK_NAME");
	}
}

/* --- installed --- */

void check_installed(const struct facts *facts, struct finding *finding)
{
	if (facts->daemon.program[0] != '\0') {
		finding_is(finding, FINDING_OK, "%s", facts->daemon.program);
	} else if (!facts_service_is_here(facts) && facts->place.kind != PLACE_CONTAINER) {
		finding_is(finding, FINDING_NONE, "not applicable: the service runs elsewhere");
	} else if (!is_missing(facts)) {
		finding_is(finding, FINDING_OK, "not in the usual place, but a service responds");
	} else if (!facts_service_is_here(facts)) {
		finding_is(finding, FINDING_NONE, "not applicable: the service runs elsewhere");
	} else if (facts->unit != UNIT_MISSING || facts->daemon.processes.count > 0) {
		finding_is(finding, FINDING_OK, "not in the usual place, but there is %s",
		           facts->unit != UNIT_MISSING ? "a unit for it" : "a process");
	} else if (facts->socket == TREE_HIDDEN || facts->greeting.result == GREETING_DENIED) {
		finding_is(
			finding, FINDING_UNKNOWN,
			"not in the usual place; this user has no access to the service's socket");
	} else {
		finding_is(finding, FINDING_FOUND, "pcscd, the PC/SC service, is not installed.");
		advise_install(finding, &facts->place, PACKAGE_SERVICE);
	}
}

/* --- unit --- */

static void no_unit(const struct facts *facts, struct finding *finding)
{
	finding_is(finding, FINDING_FOUND,
	           "systemd has no unit pcscd.socket, so nothing starts pcscd.");
	if (facts->daemon.program[0] != '\0')
		finding_add(
			finding,
			"Its package contains one; a pcscd built by hand must be started by hand.");
	advise_start(finding, facts);
}

void check_unit(const struct facts *facts, struct finding *finding)
{
	bool needed = is_missing(facts) && facts->daemon.processes.count == 0;
	static const char *const words[] = {
		[UNIT_MISSING] = "systemd has no unit pcscd.socket",
		[UNIT_MASKED] = "pcscd.socket is masked",
		[UNIT_DISABLED] = "pcscd.socket is not enabled",
		[UNIT_ENABLED] = "pcscd.socket is enabled",
		[UNIT_ENABLED_VENDOR] = "pcscd.socket is enabled by the distribution",
		[UNIT_ENABLED_SERVICE] = "pcscd.service is enabled",
	};

	if (!facts->place.systemd) {
		finding_is(finding, FINDING_NONE, "systemd is not running here");
	} else if (!facts_service_is_here(facts)) {
		finding_is(finding, FINDING_NONE, "not applicable: the service runs elsewhere");
	} else if (facts->unit >= UNIT_ENABLED) {
		finding_is(finding, FINDING_OK, "%s", words[facts->unit]);
	} else if (!needed || facts->greeting.result == GREETING_DENIED) {
		finding_is(finding, FINDING_OK, "%s; a service is running without it",
		           words[facts->unit]);
	} else if (facts->unit == UNIT_MISSING) {
		no_unit(facts, finding);
	} else {
		finding_is(finding, FINDING_FOUND, "The unit %s, so nothing starts pcscd.",
		           words[facts->unit]);
		finding_root_command(
			finding, "%ssystemctl enable --now pcscd.socket",
			facts->unit == UNIT_MASKED ? "systemctl unmask pcscd.socket && " : "");
	}
}

/* --- rights --- */

/* Stores the directory that contains the socket. */
static void directory_of(const char *path, char *out, size_t size)
{
	const char *slash = strrchr(path, '/');

	snprintf(out, size, "%.*s", slash != NULL ? (int)(slash - path) : 0, path);
}

static void hidden_socket(const struct facts *facts, struct finding *finding)
{
	char directory[FACTS_PATH_MAX];

	directory_of(facts->socket_path, directory, sizeof directory);
	finding_is(finding, FINDING_FOUND,
	           "This user has no access to %s, the directory of the service's socket.",
	           directory);
	if (!facts->socket_named)
		finding_root_command(finding, "chmod a+rx %s", directory);
}

static void closed_socket(const struct facts *facts, struct finding *finding)
{
	enum { GROUP_WRITES = 020 };
	const struct tree_rights *rights = &facts->socket_rights;

	finding_is(finding, FINDING_FOUND,
	           "This user has no write access to the service's socket %s (mode %04o).",
	           facts->socket_path, rights->mode);
	if ((rights->mode & GROUP_WRITES) != 0 && rights->group != 0)
		finding_add(finding, "Group %u has access: add the user to it.", rights->group);
	else
		finding_root_command(finding, "chmod a+rw %s",
		                     facts->socket_named ? "\"$PCSCLITE_CSOCK_NAME\"" :
		                                           facts->socket_path);
}

static void open_socket(const struct facts *facts, struct finding *finding)
{
	bool link = facts->socket_link[0] != '\0';

	finding_is(finding, FINDING_OK, "you may use the socket %s%s%s", facts->socket_path,
	           link ? ", a link to " : "", facts->socket_link);
}

void check_rights(const struct facts *facts, struct finding *finding)
{
	if (facts_service_works(facts))
		open_socket(facts, finding);
	else if (facts->place.kind == PLACE_SNAP && is_denied(facts))
		finding_is(finding, FINDING_NONE, "the snap's confinement %s %s",
		           facts->socket == TREE_HIDDEN ? "hides" : "forbids", facts->socket_path);
	else if (facts->socket == TREE_HIDDEN)
		hidden_socket(facts, finding);
	else if (facts->socket != TREE_SOCKET)
		finding_is(finding, FINDING_NONE, "no such socket: %s", facts->socket_path);
	else if (!facts->socket_writable)
		closed_socket(facts, finding);
	else if (facts->greeting.result == GREETING_DENIED && facts_service_is_here(facts))
		finding_is(finding, FINDING_FOUND,
		           "The mode of the socket %s gives this user access, but SELinux or "
		           "AppArmor forbids it.",
		           facts->socket_path);
	else
		open_socket(facts, finding);
	finding->on_host = finding->state == FINDING_FOUND && !facts_service_is_here(facts);
}
