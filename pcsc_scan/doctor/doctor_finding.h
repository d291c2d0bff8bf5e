/* What a check of the doctor comes to, and the advice that goes with it. */
#ifndef PCSC_SCAN_DOCTOR_DOCTOR_FINDING_H
#define PCSC_SCAN_DOCTOR_DOCTOR_FINDING_H

#include "pcsc_scan/doctor/doctor_facts.h"

enum finding_state {
	FINDING_NONE, /* does not apply here */
	FINDING_OK,
	FINDING_FOUND,   /* this is wrong */
	FINDING_UNKNOWN, /* cannot be checked */
};

struct finding {
	enum finding_state state;
	char text[1200];   /* what is; of FOUND whole sentences. May hold text from outside */
	char command[500]; /* of FOUND: what to type; "" if no command can be named */
	bool as_root;      /* that needs root's rights */
	bool on_host;      /* that is to be typed outside this container or sandbox */
};

/* Fills a finding. */
void finding_is(struct finding *finding, enum finding_state state, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* One more sentence. */
void finding_add(struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void finding_command(struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void finding_root_command(struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Advice as it fits the place: a command where one is known, else words. */
void advise_install(struct finding *finding, const struct place *place, enum package package);
void advise_upgrade(struct finding *finding, const struct place *place, enum package package);
void advise_start(struct finding *finding, const struct facts *facts);
/* Also where the service runs outside this place. */
void advise_restart(struct finding *finding, const struct facts *facts);

/* --- what several checks ask of the facts --- */

/* The service did all that it was asked. */
bool facts_work(const struct facts *facts);
bool facts_failed_with(const struct facts *facts, uint32_t code);
/* pcscd runs, or would run, in this very place, and not outside the container or sandbox. */
bool facts_serve_here(const struct facts *facts);
/* Something listens at the service's socket. */
bool facts_listens(const struct facts *facts);
/* The device is no reader of the service, as far as can be told. */
bool facts_lack(const struct facts *facts, const struct facts_device *device);
/* Library and service speak protocols that do not go together. */
bool facts_mismatch(const struct facts *facts);
/* Returns "container", "flatpak", "snap" … with its name: "this docker container". */
const char *facts_place(const struct facts *facts, char *out, size_t size);

enum { DEVICE_WORDS = 256, PLACE_WORDS = 128 };
/* Returns "1-2 076B:3031 Gemalto PC Twin Reader". */
const char *device_words(const struct facts_device *device, char *out, size_t size);

#endif
