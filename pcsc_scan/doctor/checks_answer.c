/* Checks of the service's responses: whether it runs, which version it is, and who may use it. */
#include "pcsc_scan/doctor/doctor_checks.h"

#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* --- running --- */

/* Writes "pcscd (100)", or "pcscd" if no process of it can be seen. */
static const char *daemon_words(const struct facts *facts, char *out, size_t size)
{
	process_words(&facts->daemon.processes, out, size);
	if (out[0] == '\0')
		snprintf(out, size, "pcscd");
	return out;
}

enum { DAEMON_WORDS = 200 };

static bool sees_processes(const struct facts *facts)
{
	return facts->daemon.processes_known && !facts->hidepid;
}

static void find_hang(const struct facts *facts, struct finding *finding)
{
	char words[DAEMON_WORDS];

	if (facts->daemon.stopped)
		finding_is(finding, FINDING_FOUND,
		           "The service %s does not respond: a signal has stopped it.",
		           daemon_words(facts, words, sizeof words));
	else
		finding_is(finding, FINDING_FOUND, "The service %s does not respond within 5 s.",
		           daemon_words(facts, words, sizeof words));
	advise_restart(finding, facts);
}

/* Reports that the socket exists, but no process listens on it. */
static void nobody_listens(const struct facts *facts, struct finding *finding)
{
	char words[DAEMON_WORDS];

	if (facts->daemon.processes.count > 0)
		finding_is(finding, FINDING_FOUND,
		           "%s is running, but nothing listens on the socket %s.",
		           daemon_words(facts, words, sizeof words), facts->socket_path);
	else if (sees_processes(facts))
		finding_is(finding, FINDING_FOUND,
		           "pcscd has died: its socket %s exists, but there is no process.",
		           facts->socket_path);
	else
		finding_is(finding, FINDING_FOUND,
		           "Nothing listens on the socket %s; it cannot be seen from here whether "
		           "pcscd is running.",
		           facts->socket_path);
	if (facts->place.init->restart != NULL && facts->place.systemd)
		finding_root_command(finding, "systemctl restart pcscd.socket");
	else if (facts->daemon.processes.count > 0)
		advise_restart(finding, facts);
	else
		advise_start(finding, facts);
}

static void no_socket(const struct facts *facts, struct finding *finding)
{
	char words[DAEMON_WORDS];

	if (facts->daemon.processes.count > 0) {
		finding_is(finding, FINDING_FOUND,
		           "%s is running, but its socket %s does not exist: it may be the pcscd "
		           "of a container, or the socket was removed.",
		           daemon_words(facts, words, sizeof words), facts->socket_path);
		advise_restart(finding, facts);
		return;
	}
	if (sees_processes(facts))
		finding_is(finding, FINDING_FOUND, "pcscd, the PC/SC service, is not running.");
	else
		finding_is(finding, FINDING_FOUND,
		           "The service's socket %s does not exist; it cannot be seen from here "
		           "whether pcscd is running.",
		           facts->socket_path);
	advise_start(finding, facts);
}

/* Reports that a process listens on the socket, but the library cannot use the service. */
static void misunderstood(const struct facts *facts, struct finding *finding)
{
	char words[DAEMON_WORDS];
	uint32_t code = facts->service.code;

	daemon_words(facts, words, sizeof words);
	if (facts->greeting.result == GREETING_CLOSED)
		finding_is(finding, FINDING_FOUND,
		           "The service %s closes each connection without a response.", words);
	else if (code == PCSC_F_COMM_ERROR)
		finding_is(
			finding, FINDING_FOUND,
			"The service %s closed the connection during a request, but responds now.",
			words);
	else
		finding_is(finding, FINDING_FOUND,
		           "The service %s responds, but the library reports: %s (%s).", words,
		           pcsc_error_text(code), pcsc_error_name(code));
	if (facts->greeting.result == GREETING_CLOSED)
		finding_add(
			finding,
			"pcscd may be of another version than the library: see the version check.");
	else
		finding_command(finding, "pcsc_scan --doctor");
}

static bool got_in(const struct facts *facts)
{
	uint32_t code = facts->service.code;

	return facts->service.answered && code != PCSC_E_NO_SERVICE && code != PCSC_F_COMM_ERROR &&
		code != PCSC_E_SERVICE_STOPPED;
}

static void not_in(const struct facts *facts, struct finding *finding)
{
	switch (facts->greeting.result) {
	case GREETING_SILENT:
		find_hang(facts, finding);
		break;
	case GREETING_CLOSED:
	case GREETING_ANSWERED:
		misunderstood(facts, finding);
		break;
	case GREETING_DENIED:
		finding_is(finding, FINDING_UNKNOWN, "cannot tell without access to the socket");
		break;
	case GREETING_MISSING:
	case GREETING_REFUSED:
	case GREETING_NOT_ASKED:
		if (facts->socket == TREE_HIDDEN)
			finding_is(finding, FINDING_UNKNOWN,
			           "cannot tell without access to the socket");
		else if (!facts_service_is_here(facts))
			finding_is(finding, FINDING_UNKNOWN,
			           "cannot tell: the service runs elsewhere");
		else if (facts->greeting.result == GREETING_REFUSED || facts->socket == TREE_SOCKET)
			nobody_listens(facts, finding);
		else
			no_socket(facts, finding);
		break;
	}
}

void check_running(const struct facts *facts, struct finding *finding)
{
	char words[DAEMON_WORDS];

	if (!facts->service.answered)
		find_hang(facts, finding);
	else if (!got_in(facts) && !facts_versions_conflict(facts))
		not_in(facts, finding);
	else if (facts->daemon.processes.count > 0)
		finding_is(finding, FINDING_OK, "%s", daemon_words(facts, words, sizeof words));
	else
		finding_is(finding, FINDING_OK,
		           "a service responds; its process is not visible from here");
}

/* --- version --- */

enum { SIDE_WORDS = 400 };

static void add_protocol(char *out, size_t size, const struct greeting_protocol *protocol)
{
	size_t at = strlen(out);
	const char *versions = greeting_versions(protocol);

	if (!protocol->known)
		return;
	snprintf(out + at, size - at, "%sprotocol %u:%u%s%s%s", at > 0 ? ", " : "", protocol->major,
	         protocol->minor, versions != NULL ? " (pcsc-lite " : "",
	         versions != NULL ? versions : "", versions != NULL ? ")" : "");
}

/* Describes the library in use: its file and its protocol version. */
static const char *library_words(const struct facts *facts, char out[SIDE_WORDS])
{
	snprintf(out, SIDE_WORDS, "%.200s", facts->library.path);
	add_protocol(out, SIDE_WORDS, &facts->library.protocol);
	if (out[0] == '\0')
		snprintf(out, SIDE_WORDS, "unknown version");
	return out;
}

/* Describes the service: the version of its program and its protocol version. */
static const char *service_words(const struct facts *facts, char out[SIDE_WORDS])
{
	const struct facts_daemon *daemon = &facts->daemon;
	bool seen = daemon->version[0] != '\0' && (daemon->running || facts_service_is_here(facts));

	out[0] = '\0';
	if (seen)
		snprintf(out, SIDE_WORDS, "%.200s %s%s", daemon->program, daemon->version,
		         daemon->running ? "" : ", as installed");
	add_protocol(out, SIDE_WORDS, &facts->greeting.protocol);
	if (out[0] == '\0')
		snprintf(out, SIDE_WORDS, "unknown version");
	return out;
}

static void advise_versions(const struct facts *facts, struct finding *finding)
{
	const struct facts_daemon *daemon = &facts->daemon;
	const char *name = facts->place.name;

	if (facts->place.kind == PLACE_FLATPAK || facts->place.kind == PLACE_SNAP) {
		finding_add(finding,
		            "Here the library belongs to the %s: a newer one may support the "
		            "service's version too; from 2.5.0 on each side does.",
		            facts->place.kind == PLACE_SNAP ? "snap" : "flatpak");
		finding->on_host = true;
		if (name[0] != '\0' && facts->place.kind == PLACE_FLATPAK)
			finding_command(finding, "flatpak update %s", name);
		else if (name[0] != '\0')
			finding_root_command(finding, "snap refresh %s", name);
	} else if (!facts_service_is_here(facts)) {
		finding_add(finding,
		            "Use an image with the host's version of pcsc-lite; from 2.5.0 on each "
		            "side also supports older ones.");
	} else if (daemon->running && daemon->installed[0] != '\0' &&
	           strcmp(daemon->installed, daemon->version) != 0) {
		finding_add(finding, "pcscd %s is installed, but %s is still running.",
		            daemon->installed, daemon->version);
		advise_restart(finding, facts);
	} else if (daemon->running) {
		finding_add(finding,
		            "They come from two installations: use pcscd and libpcsclite of the "
		            "same one.");
	} else {
		finding_add(finding, "If pcscd was upgraded after it was started, restart it:");
		advise_restart(finding, facts);
	}
}

void check_version(const struct facts *facts, struct finding *finding)
{
	char library[SIDE_WORDS], service[SIDE_WORDS];

	library_words(facts, library);
	service_words(facts, service);
	if (facts_versions_conflict(facts)) {
		finding_is(
			finding, FINDING_FOUND,
			"The library and the service are not compatible. Library: %s. Service: %s.",
			library, service);
		advise_versions(facts, finding);
	} else if (facts_service_works(facts)) {
		finding_is(finding, FINDING_OK,
		           "library and service are compatible; library: %s; service: %s", library,
		           service);
	} else if (got_in(facts) || facts_service_listens(facts)) {
		finding_is(finding, got_in(facts) ? FINDING_OK : FINDING_UNKNOWN,
		           "library: %s; service: %s", library, service);
	} else {
		finding_is(finding, FINDING_UNKNOWN, "not checked: service not reached");
	}
}

/* --- offers --- */

/* The event counter of a reader is 0 until a card is inserted or removed. */
static bool counts_cards(const struct facts_service *service)
{
	for (size_t i = 0; i < service->count; i++)
		if (service->states[i].counter != 0)
			return true;
	return false;
}

void check_offers(const struct facts *facts, struct finding *finding)
{
	const struct pcsc_offers *offers = &facts->service.offers;

	if (!facts_service_works(facts)) {
		finding_is(finding, FINDING_UNKNOWN, "not checked: service not reached");
		return;
	}
	finding_is(finding, FINDING_OK, "%s; %s; %s readers in one wait",
	           !offers->notifies              ? "does not report new readers" :
	                   offers->counts_readers ? "reports and counts new readers" :
	                                            "reports new readers, without counting them",
	           counts_cards(&facts->service) ? "counts card events" : "no card event yet",
	           offers->few_entries ? "at most 16" : "more than 16");
}

/* --- hidepid --- */

static bool is_refused(const struct facts *facts)
{
	return facts_failed_with(facts, PCSC_W_SECURITY_VIOLATION);
}

/* Without D-Bus or polkit, pcscd cannot ask for authorization and refuses every client. */
static bool can_ask_nobody(const struct facts *facts)
{
	return facts_service_is_here(facts) && (!facts->bus || !facts->polkitd);
}

void check_hidepid(const struct facts *facts, struct finding *finding)
{
	if (!facts->hidepid) {
		finding_is(finding, FINDING_NONE, "/proc is mounted without hidepid");
	} else if (is_refused(facts) && facts_service_is_here(facts) && !can_ask_nobody(facts)) {
		finding_is(
			finding, FINDING_FOUND,
			"/proc is mounted with hidepid, so polkit cannot see who requests access "
			"to PC/SC, and denies it. The option gid= gives polkit's group access.");
		finding_root_command(finding, "mount -o remount,gid=\"$(id -g polkitd)\" /proc");
	} else {
		finding_is(finding, FINDING_OK,
		           "/proc is mounted with hidepid, but that denies no access");
	}
}

/* --- polkit --- */

/* The name becomes part of a rule, in quotes: only plain characters are accepted. */
static const char *user_name(void)
{
	const char *name = process_user();

	return name != NULL &&
			name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-.")] == '\0' ?
		name :
		"USER";
}

/* --disable-polkit was added in 2.0.0. */
static bool can_do_without(const struct facts *facts)
{
	return strncmp(facts->daemon.version, "1.", 2) != 0;
}

static void nobody_to_ask(const struct facts *facts, struct finding *finding)
{
	finding_is(finding, FINDING_FOUND,
	           "pcscd asks polkit who may use it, but there is no %s here, so it denies "
	           "everybody access.",
	           !facts->bus ? "D-Bus" : "polkit");
	if (!can_do_without(facts)) {
		finding_add(finding, "Install D-Bus and polkit.");
	} else if (facts->place.systemd) {
		finding_add(finding,
		            "Install D-Bus and polkit, or add --disable-polkit to pcscd's unit.");
	} else {
		finding_add(finding, "Stop pcscd and start it with --disable-polkit.");
		finding_root_command(finding, "pcscd --disable-polkit");
	}
}

static void rule_for(const struct facts *facts, struct finding *finding)
{
	const struct distribution *row = facts->place.distribution;
	bool nixos = row != NULL && strcmp(row->id, "nixos") == 0 && facts_service_is_here(facts);
	char place[PLACE_WORDS];

	finding->on_host = !facts_service_is_here(facts);
	if (facts->place.kind == PLACE_CONTAINER && !facts_service_is_here(facts)) {
		finding_add(finding,
		            "To the host this %s is not a session: there, a rule for "
		            "org.debian.pcsc-lite.access_pcsc and access_card must name the user "
		            "that the container runs as, uid %u inside.",
		            facts_place(facts, place, sizeof place), (unsigned)getuid());
		return;
	}
	finding_add(finding, "It allows active local sessions, and users that a rule names.");
	if (nixos) {
		finding_add(finding,
		            "Add a rule for org.debian.pcsc-lite.access_pcsc and access_card to "
		            "security.polkit.extraConfig.");
		finding_root_command(finding, "%s", row->instead_command);
	} else {
		finding_root_command(
			finding,
			"echo 'polkit.addRule(function(a, s) { if "
			"(/^org.debian.pcsc-lite.access_/.test(a.id) && s.user == \"%s\") return "
			"\"yes\"; });' >/etc/polkit-1/rules.d/50-pcsc.rules",
			user_name());
	}
}

static bool asks_polkit(const struct facts *facts)
{
	if (!facts_service_is_here(facts) || facts->daemon.no_polkit)
		return false;
	return facts->daemon.polkit || facts->polkit_policy;
}

void check_polkit(const struct facts *facts, struct finding *finding)
{
	if (is_refused(facts) && can_ask_nobody(facts)) {
		nobody_to_ask(facts, finding);
	} else if (is_refused(facts)) {
		finding_is(finding, FINDING_FOUND, "polkit denies access to PC/SC for user %s.",
		           user_name());
		rule_for(facts, finding);
	} else if (!facts_service_is_here(facts)) {
		finding_is(finding, FINDING_NONE, "not applicable: the service runs elsewhere");
	} else if (!asks_polkit(facts)) {
		finding_is(finding, FINDING_NONE, "this pcscd does not use polkit");
	} else if (facts_service_works(facts)) {
		finding_is(finding, FINDING_OK, "polkit allows access to the service");
	} else {
		finding_is(finding, FINDING_UNKNOWN, "not checked: service not reached");
	}
}

void check_card_access(const struct facts *facts, struct finding *finding)
{
	if (asks_polkit(facts))
		finding_is(finding, FINDING_UNKNOWN,
		           "cannot tell whether polkit allows access to cards: it is asked when a "
		           "program connects, and the doctor connects to none");
	else if (facts_service_is_here(facts))
		finding_is(finding, FINDING_NONE, "this pcscd does not use polkit");
	else
		finding_is(finding, FINDING_NONE, "not applicable: the service runs elsewhere");
}
