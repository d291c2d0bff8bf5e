/* Checks of what the service reports: readers, cards, and the programs that use them. */
#include "pcsc_scan/doctor/doctor_checks.h"

#include "sys/memory.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"

#include <stdio.h>
#include <string.h>

/* --- readers --- */

enum { LIST_WORDS = 700 };

/* Lists the readers of the service as "a, b, c". */
static const char *reader_list(const struct facts *facts, char out[LIST_WORDS])
{
	size_t at = 0;

	out[0] = '\0';
	for (size_t i = 0; i < facts->service.count && at < LIST_WORDS; i++)
		at += (size_t)snprintf(out + at, LIST_WORDS - at, "%s%zu: %s", i > 0 ? ", " : "", i,
		                       facts->service.states[i].name);
	return out;
}

static void not_chosen(const struct facts *facts, struct finding *finding)
{
	char words[LIST_WORDS];

	reader_list(facts, words);
	if (facts->matches > 1)
		finding_is(finding, FINDING_FOUND, "--reader \"%.100s\" matches %zu readers of %s.",
		           facts->reader, facts->matches, words);
	else
		finding_is(finding, FINDING_FOUND,
		           "No reader matches \"%.100s\"; the service has %s.", facts->reader,
		           words[0] != '\0' ? words : "none");
	finding_command(finding, "pcsc_scan -r");
}

static size_t missing_count(const struct facts *facts)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->device_count; i++)
		count += !facts->devices[i].served;
	return count;
}

static const struct facts_device *first_missing(const struct facts *facts)
{
	const struct facts_device *device = facts->devices;

	while (device->served)
		device++;
	return device;
}

/* Explains a missing reader by a setting of pcscd or udev that excludes it. */
static void explain_missing(const struct facts *facts, struct finding *finding)
{
	const struct facts_device *device = first_missing(facts);

	if (device->ignored) {
		finding_add(finding,
		            "A udev rule sets PCSCLITE_IGNORE, which makes pcscd ignore it.");
	} else if (facts->daemon.filter[0] != '\0') {
		finding_add(finding,
		            "pcscd ignores the readers named by "
		            "PCSCLITE_FILTER_IGNORE_READER_NAMES in its environment: %s.",
		            facts->daemon.filter);
	} else {
		advise_restart(finding, facts);
		if (facts_service_is_here(facts) && !facts->daemon.environment_known)
			finding_add(finding,
			            "Only root can read whether pcscd's environment hides it.");
	}
}

static void too_few(const struct facts *facts, struct finding *finding)
{
	const struct facts_device *device = first_missing(facts);
	char words[DEVICE_WORDS];

	finding_is(finding, FINDING_FOUND,
	           "The service has %zu reader%s, but %zu of the %zu on USB %s missing: %s%s",
	           facts->service.count, facts->service.count == 1 ? "" : "s", missing_count(facts),
	           facts->device_count, missing_count(facts) == 1 ? "is" : "are",
	           device_words(device, words, sizeof words),
	           missing_count(facts) > 1 ? ", …" : ".");
	explain_missing(facts, finding);
}

static void no_list(const struct facts *facts, struct finding *finding)
{
	uint32_t code = facts->service.code;

	finding_is(finding, FINDING_FOUND, "The service cannot list its readers: %s (%s).",
	           pcsc_error_text(code), pcsc_error_name(code));
	advise_restart(finding, facts);
}

static bool was_reached(const struct facts *facts)
{
	uint32_t code = facts->service.code;

	return facts->service.answered && code != PCSC_E_NO_SERVICE && code != PCSC_F_COMM_ERROR &&
		code != PCSC_E_SERVICE_STOPPED && code != PCSC_W_SECURITY_VIOLATION;
}

void check_readers(const struct facts *facts, struct finding *finding)
{
	if (!was_reached(facts))
		finding_is(finding, FINDING_UNKNOWN, "not checked: service not reached");
	else if (!facts_service_works(facts))
		no_list(facts, finding);
	else if (facts->reader != NULL && facts->matches != 1)
		not_chosen(facts, finding);
	else if (missing_count(facts) > 0 && facts->reader == NULL)
		too_few(facts, finding);
	else if (facts->service.count == 0)
		finding_is(finding, FINDING_FOUND, "The service has no reader.");
	else if (facts->reader != NULL)
		finding_is(finding, FINDING_OK, "%zu: %s", facts->chosen,
		           facts->service.states[facts->chosen].name);
	else
		finding_is(finding, FINDING_OK, "%zu; the first: %s", facts->service.count,
		           facts->service.states[0].name);
}

/* --- card --- */

/* Returns whether the reader is checked: only the one of --reader, or else all that
 * PCSC_READER_IGNORE does not exclude. */
static bool is_looked_at(const struct facts *facts, size_t index)
{
	if (facts->reader != NULL)
		return facts->matches == 1 && index == facts->chosen;
	return !facts->service.hidden[index];
}

static size_t count_with(const struct facts *facts, uint32_t bits)
{
	size_t count = 0;

	for (size_t i = 0; i < facts->service.count; i++)
		count += is_looked_at(facts, i) && (facts->service.states[i].bits & bits) != 0;
	return count;
}

static const char *first_with(const struct facts *facts, uint32_t bits)
{
	for (size_t i = 0; i < facts->service.count; i++)
		if (is_looked_at(facts, i) && (facts->service.states[i].bits & bits) != 0)
			return facts->service.states[i].name;
	return "";
}

/* Returns the name of the first ignored reader with a card; NULL if there is none. */
static const char *hidden_with_card(const struct facts *facts)
{
	for (size_t i = 0; facts->reader == NULL && i < facts->service.count; i++)
		if (facts->service.hidden[i] &&
		    (facts->service.states[i].bits & READER_PRESENT) != 0)
			return facts->service.states[i].name;
	return NULL;
}

static bool has_none_to_ask(const struct facts *facts)
{
	return facts->service.count == 0 || (facts->reader != NULL && facts->matches != 1);
}

void check_card(const struct facts *facts, struct finding *finding)
{
	size_t cards = count_with(facts, READER_PRESENT);

	if (has_none_to_ask(facts)) {
		finding_is(finding, FINDING_UNKNOWN, "not checked: no reader");
	} else if (cards > 0) {
		finding_is(finding, FINDING_OK, "%zu; the first in %s", cards,
		           first_with(facts, READER_PRESENT));
	} else if (hidden_with_card(facts) != NULL) {
		finding_is(finding, FINDING_FOUND,
		           "The only card is in %s, which PCSC_READER_IGNORE hides.",
		           hidden_with_card(facts));
		finding_command(finding, "unset PCSC_READER_IGNORE");
	} else {
		finding_is(finding, FINDING_FOUND,
		           "%s: insert one fully, or lay it flat on the reader.",
		           facts->reader != NULL ? "This reader has no card" :
		                                   "No reader has a card");
		finding_command(finding, "pcsc_scan");
	}
}

void check_mute(const struct facts *facts, struct finding *finding)
{
	if (count_with(facts, READER_PRESENT) == 0) {
		finding_is(finding, FINDING_UNKNOWN, "not checked: no card");
	} else if (count_with(facts, READER_MUTE) == 0) {
		finding_is(finding, FINDING_OK, "every card responds");
	} else {
		finding_is(finding, FINDING_FOUND,
		           "The card in %s does not respond: turn it over, clean its contacts, and "
		           "check that it has a chip.",
		           first_with(facts, READER_MUTE));
		finding_command(finding, "pcsc_scan");
	}
}

/* --- fit --- */

/* Returns the comparison of the card that suits its reader least; NULL if no card was compared. */
static const struct fit *worst_fit(const struct facts *facts)
{
	const struct fit *worst = NULL;

	for (size_t i = 0; i < facts->fit_count; i++)
		if (is_looked_at(facts, facts->fits[i].reader) &&
		    (worst == NULL || facts->fits[i].fit.severity > worst->severity))
			worst = &facts->fits[i].fit;
	return worst;
}

static void compared(const struct fit *fit, struct finding *finding)
{
	struct text reasons = {0};

	fit_reasons(&reasons, fit);
	const char *words =
		memory_sufficed(!reasons.failed) && reasons.length > 0 ? reasons.data : "";
	if (fit->severity == SEVERITY_ERROR)
		finding_is(finding, FINDING_FOUND,
		           "The card does not work in %s%s. Use another reader.", fit->reader,
		           words);
	else if (fit_whole(fit) == NULL)
		finding_is(finding, FINDING_UNKNOWN,
		           "undecided: the ATR of the card in %s is invalid", fit->reader);
	else
		finding_is(finding, FINDING_OK, "the card in %s %s%s", fit->reader, fit_whole(fit),
		           words);
	text_free(&reasons);
}

void check_fit(const struct facts *facts, struct finding *finding)
{
	const struct fit *fit = worst_fit(facts);

	if (count_with(facts, READER_PRESENT) == 0)
		finding_is(finding, FINDING_UNKNOWN, "not checked: no card");
	else if (fit == NULL)
		finding_is(finding, FINDING_NONE,
		           "no card is in a reader whose USB descriptor is known");
	else
		compared(fit, finding);
}

/* --- users --- */

static bool has_scdaemon(const struct process_list *users)
{
	for (size_t i = 0; i < users->count; i++)
		if (strcmp(users->processes[i].name, "scdaemon") == 0)
			return true;
	return false;
}

static void held_alone(const struct facts *facts, struct finding *finding)
{
	const struct process_list *users = &facts->users;
	char words[300];

	process_words(users, words, sizeof words);
	finding_is(finding, FINDING_FOUND, "Another program holds the card in %s exclusively.",
	           first_with(facts, READER_EXCLUSIVE));
	if (words[0] != '\0')
		finding_add(finding, "Programs that use PC/SC: %s.", words);
	if (has_scdaemon(users)) {
		finding_add(finding,
		            "scdaemon holds the card for gpg until it is stopped; gpg restarts it "
		            "when needed.");
		finding_command(finding, "gpgconf --kill scdaemon");
	} else if (users->count > 0) {
		finding_add(finding,
		            "The service does not report which of them holds the card: close them "
		            "one by one.");
	} else if (!facts_service_is_here(facts)) {
		finding_add(finding,
		            "It is not visible from here: look for it where the service runs.");
	}
	if (users->hidden > 0 && users->count == 0) {
		finding_add(finding, "Only root can see programs of other users.");
		finding_root_command(finding, "pcsc_scan --doctor");
	}
}

/* gpg requires exclusive access to its card, and fails if it cannot get it. */
static void explain_gpg(const struct facts *facts, struct finding *finding)
{
	if (has_scdaemon(&facts->users) && !facts->gpg_shares &&
	    (facts->users.count > 1 || count_with(facts, READER_INUSE) > 0))
		finding_add(finding,
		            "- if gpg fails: scdaemon requires exclusive access unless "
		            "scdaemon.conf has pcsc-shared");
}

void check_users(const struct facts *facts, struct finding *finding)
{
	char words[300];

	process_words(&facts->users, words, sizeof words);
	if (count_with(facts, READER_EXCLUSIVE) > 0) {
		held_alone(facts, finding);
	} else if (words[0] != '\0') {
		finding_is(finding, FINDING_OK, "other programs use PC/SC: %s", words);
		explain_gpg(facts, finding);
	} else if (!facts_service_is_here(facts)) {
		finding_is(finding, FINDING_UNKNOWN,
		           "nobody else here; programs outside are not visible");
	} else if (facts->users.hidden > 0) {
		finding_is(finding, FINDING_UNKNOWN,
		           "cannot tell which programs of other users use PC/SC: run this as root");
	} else {
		finding_is(finding, FINDING_OK, "nobody else");
	}
}
