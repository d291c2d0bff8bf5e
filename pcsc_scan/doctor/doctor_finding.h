/* The results of the doctor's checks, and the advice for them. */
#ifndef PCSC_SCAN_DOCTOR_DOCTOR_FINDING_H
#define PCSC_SCAN_DOCTOR_DOCTOR_FINDING_H

#include "pcsc_scan/doctor/doctor_facts.h"

enum finding_state {
	FINDING_NONE, /* does not apply here */
	FINDING_OK,
	FINDING_FOUND,   /* something is wrong */
	FINDING_UNKNOWN, /* cannot be checked */
};

struct finding {
	enum finding_state state;
	char text[1200];   /* the result; for FOUND whole sentences. Partly untrusted */
	char command[500]; /* for FOUND: the command to type; "": none */
	bool as_root;      /* the command needs root's rights */
	bool on_host;      /* the command is to be typed outside this container or sandbox */
};

/* Sets state and text of a finding. */
void finding_is(struct finding *finding, enum finding_state state, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Adds a sentence to its text. */
void finding_add(struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void finding_command(struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void finding_root_command(struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Add advice that fits the place: a command if one is known, else words. */
void advise_install(struct finding *finding, const struct place *place, enum package package);
void advise_upgrade(struct finding *finding, const struct place *place, enum package package);
void advise_start(struct finding *finding, const struct facts *facts);
/* If the service runs outside this place, it is to be restarted there. */
void advise_restart(struct finding *finding, const struct facts *facts);

/* --- what several checks ask of the facts --- */

/* Returns true if all calls to the service succeeded. */
bool facts_service_works(const struct facts *facts);
bool facts_failed_with(const struct facts *facts, uint32_t code);
/* Returns true if pcscd runs, or would run, in this place, not outside the container or sandbox. */
bool facts_service_is_here(const struct facts *facts);
/* Returns true if something listens at the socket of the service. */
bool facts_service_listens(const struct facts *facts);
/* Returns true if the service does not have this device as a reader, as far as that can be
 * known. */
bool facts_device_is_missing(const struct facts *facts, const struct facts_device *device);
/* Returns true if the protocols of library and service are incompatible. */
bool facts_versions_conflict(const struct facts *facts);
/* Returns "container", "flatpak", "snap" … with its name: "this docker container". */
const char *facts_place(const struct facts *facts, char *out, size_t size);

enum { DEVICE_WORDS = 256, PLACE_WORDS = 128 };
/* Returns "1-2 076B:3031 Gemalto PC Twin Reader". */
const char *device_words(const struct facts_device *device, char *out, size_t size);

#endif
