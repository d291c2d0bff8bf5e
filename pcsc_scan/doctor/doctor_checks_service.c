#include "pcsc_scan/doctor/doctor_checks.h"

#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"

#include <stdio.h>
#include <string.h>

static bool failed_with(const struct facts *facts, uint32_t code)
{
	return facts->service.answered && facts->service.code == code;
}

static bool works(const struct facts *facts)
{
	return failed_with(facts, PCSC_OK);
}

void check_rights(const struct facts *facts, struct finding *finding)
{
	if (!facts->socket_exists) {
		finding_is(finding, FINDING_NONE, "there is no socket %s", facts->socket_path);
	} else if (facts->socket_writable) {
		finding_is(finding, FINDING_OK, "%s may be written to", facts->socket_path);
	} else {
		finding_is(finding, FINDING_FOUND,
		           "The service's socket %s may not be written to by this user.",
		           facts->socket_path);
		finding_root_command(finding, "chmod a+rw %s",
		                     facts->socket_named ? "\"$PCSCLITE_CSOCK_NAME\"" :
		                                           facts->socket_path);
	}
}

static void not_running(const struct facts *facts, struct finding *finding)
{
	if (facts->socket_exists && !facts->socket_writable) {
		finding_is(finding, FINDING_UNKNOWN,
		           "nobody without rights to the socket can tell");
	} else if (facts->socket_exists) {
		finding_is(finding, FINDING_FOUND,
		           "The socket %s is there, but no service behind it: pcscd has died.",
		           facts->socket_path);
		finding_root_command(
			finding,
			facts->systemd ? "systemctl restart pcscd.socket pcscd.service" : "pcscd");
	} else {
		finding_is(finding, FINDING_FOUND, "pcscd, the PC/SC service, does not run.");
		finding_root_command(finding,
		                     facts->systemd ? "systemctl start pcscd.socket" : "pcscd");
	}
}

/* How to have the service begin anew. */
static const char *restart(const struct facts *facts)
{
	return facts->systemd ? "systemctl restart pcscd" : "killall pcscd; pcscd";
}

void check_running(const struct facts *facts, struct finding *finding)
{
	char words[200];

	process_words(&facts->daemons, words, sizeof words);
	if (!facts->service.answered) {
		finding_is(finding, FINDING_FOUND, "The service%s%s does not answer: it hangs.",
		           words[0] != '\0' ? " " : "", words);
		finding_root_command(finding, "%s", restart(facts));
	} else if (failed_with(facts, PCSC_E_NO_SERVICE)) {
		not_running(facts, finding);
	} else if (facts->daemons.count > 0) {
		finding_is(finding, FINDING_OK, "%s", words);
	} else {
		finding_is(finding, FINDING_OK,
		           "a service answers; its process is not seen from here");
	}
}

void check_version(const struct facts *facts, struct finding *finding)
{
	bool known = facts->pcscd_version[0] != '\0' && facts->library_version[0] != '\0';
	bool differ = known && strcmp(facts->pcscd_version, facts->library_version) != 0;
	char versions[3 * FACTS_WORD_MAX] = "";

	if (known)
		snprintf(versions, sizeof versions, " (pcscd %s, libpcsclite1 %s)",
		         facts->pcscd_version, facts->library_version);
	if (failed_with(facts, PCSC_E_SERVICE_STOPPED)) {
		finding_is(
			finding, FINDING_FOUND,
			"libpcsclite and the service that runs speak different versions of their "
			"protocol%s.",
			versions);
		finding_root_command(finding, "%s%s",
		                     differ ? "apt-get install pcscd libpcsclite1 && " : "",
		                     restart(facts));
	} else if (works(facts)) {
		finding_is(finding, FINDING_OK,
		           "the service and libpcsclite understand each other%s", versions);
	} else {
		finding_is(finding, FINDING_UNKNOWN, "whether the service and libpcsclite fit%s",
		           versions);
	}
}

void check_hidepid(const struct facts *facts, struct finding *finding)
{
	if (!facts->hidepid) {
		finding_is(finding, FINDING_NONE, "/proc hides nobody");
	} else if (failed_with(facts, PCSC_W_SECURITY_VIOLATION)) {
		finding_is(finding, FINDING_FOUND,
		           "/proc is mounted with hidepid, so that polkit cannot see who asks for "
		           "PC/SC, "
		           "and refuses.");
		finding_root_command(finding, "mount -o remount,hidepid=0 /proc");
	} else {
		finding_is(finding, FINDING_OK,
		           "/proc is mounted with hidepid, and nobody is refused for that");
	}
}

/* The name stands in a rule and in quotes: nothing but plain characters. */
static const char *user_name(void)
{
	const char *name = process_user();

	return name != NULL &&
			name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_-.")] == '\0' ?
		name :
		"USER";
}

void check_polkit(const struct facts *facts, struct finding *finding)
{
	if (failed_with(facts, PCSC_W_SECURITY_VIOLATION)) {
		finding_is(
			finding, FINDING_FOUND,
			"polkit refuses PC/SC to the user %s: it lets in active local sessions and "
			"whom a rule names.",
			user_name());
		finding_root_command(
			finding,
			"echo 'polkit.addRule(function(a, s) { if "
			"(/^org.debian.pcsc-lite.access_/.test(a.id) && s.user == \"%s\") "
			"return \"yes\"; });' >/etc/polkit-1/rules.d/50-pcsc.rules",
			user_name());
	} else if (!facts->polkit) {
		finding_is(finding, FINDING_NONE, "pcscd asks no polkit here");
	} else if (works(facts)) {
		finding_is(finding, FINDING_OK, "polkit allows access to the service");
	} else {
		finding_is(finding, FINDING_UNKNOWN,
		           "what polkit would say: the service was not reached");
	}
}

void check_card_access(const struct facts *facts, struct finding *finding)
{
	if (facts->polkit)
		finding_is(finding, FINDING_UNKNOWN,
		           "whether polkit allows access to a card: it is asked when a program "
		           "connects, "
		           "and the doctor touches no card");
	else
		finding_is(finding, FINDING_NONE, "pcscd asks no polkit here");
}

static size_t count_with(const struct facts *facts, uint32_t bits)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->service.count; i++)
		count += (facts->service.states[i].bits & bits) != 0;
	return count;
}

static const char *first_with(const struct facts *facts, uint32_t bits)
{
	for (size_t i = 0; i < facts->service.count; i++)
		if (facts->service.states[i].bits & bits)
			return facts->service.states[i].name;
	return "";
}

void check_readers(const struct facts *facts, struct finding *finding)
{
	uint32_t code = facts->service.code;

	if (facts->service.count > 0) {
		finding_is(finding, FINDING_OK, "%zu; the first: %s", facts->service.count,
		           facts->service.states[0].name);
	} else if (works(facts) && facts->device_count > 0) {
		finding_is(finding, FINDING_FOUND,
		           "The service shows no reader although one is plugged in: it has not "
		           "found it, "
		           "or its configuration hides it.");
		finding_root_command(finding, "%s", restart(facts));
	} else if (works(facts)) {
		finding_is(finding, FINDING_FOUND, "The service shows no reader.");
		finding_command(finding, "lsusb");
	} else if (!facts->service.answered || code == PCSC_E_NO_SERVICE ||
	           code == PCSC_E_SERVICE_STOPPED || code == PCSC_W_SECURITY_VIOLATION) {
		finding_is(finding, FINDING_UNKNOWN,
		           "what readers the service has: it was not reached");
	} else {
		finding_is(finding, FINDING_FOUND, "The service gives no list of readers: %s (%s).",
		           pcsc_error_text(code), pcsc_error_name(code));
		finding_root_command(finding, "%s", restart(facts));
	}
}

void check_card(const struct facts *facts, struct finding *finding)
{
	size_t cards = count_with(facts, READER_PRESENT);

	if (facts->service.count == 0) {
		finding_is(finding, FINDING_UNKNOWN, "no reader to ask for a card");
	} else if (cards > 0) {
		finding_is(finding, FINDING_OK, "%zu; the first in %s", cards,
		           first_with(facts, READER_PRESENT));
	} else {
		finding_is(finding, FINDING_FOUND,
		           "No reader sees a card: put one in as far as it goes, or flat on the "
		           "reader.");
		finding_command(finding, "pcsc_scan");
	}
}

void check_mute(const struct facts *facts, struct finding *finding)
{
	if (count_with(facts, READER_PRESENT) == 0) {
		finding_is(finding, FINDING_UNKNOWN, "no card to ask for an answer");
	} else if (count_with(facts, READER_MUTE) == 0) {
		finding_is(finding, FINDING_OK, "every card answers");
	} else {
		finding_is(finding, FINDING_FOUND,
		           "The card in %s does not answer: turn it round, clean its contacts, and "
		           "see that "
		           "it has a chip.",
		           first_with(facts, READER_MUTE));
		finding_command(finding, "pcsc_scan");
	}
}

static void held_alone(const struct facts *facts, struct finding *finding)
{
	const struct process_list *users = &facts->users;
	char words[300];

	process_words(users, words, sizeof words);
	finding_is(finding, FINDING_FOUND, "Another program holds the card in %s for itself%s%s.",
	           first_with(facts, READER_EXCLUSIVE),
	           words[0] != '\0' ? "; these use PC/SC: " : "", words);
	if (users->count == 0)
		finding_root_command(finding, "grep -l libpcsclite /proc/[0-9]*/maps");
	else if (strcmp(users->processes[0].name, "scdaemon") == 0)
		finding_command(finding, "gpgconf --kill scdaemon");
	else
		finding_command(finding, "kill %ld", users->processes[0].id);
}

void check_users(const struct facts *facts, struct finding *finding)
{
	char words[300];

	process_words(&facts->users, words, sizeof words);
	if (count_with(facts, READER_EXCLUSIVE) > 0)
		held_alone(facts, finding);
	else if (facts->users.hidden > 0 && words[0] == '\0')
		finding_is(finding, FINDING_UNKNOWN,
		           "which programs of other users use PC/SC: run this as root");
	else if (words[0] != '\0')
		finding_is(finding, FINDING_OK, "these use PC/SC too: %s", words);
	else
		finding_is(finding, FINDING_OK, "nobody else");
}
