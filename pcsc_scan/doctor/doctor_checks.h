/* The doctor's checks, from the bottom up. */
#ifndef PCSC_SCAN_DOCTOR_DOCTOR_CHECKS_H
#define PCSC_SCAN_DOCTOR_DOCTOR_CHECKS_H

#include "pcsc_scan/doctor/doctor_facts.h"

enum finding_state {
	FINDING_NONE, /* does not apply here */
	FINDING_OK,
	FINDING_FOUND,   /* this is wrong */
	FINDING_UNKNOWN, /* cannot be checked */
};

struct finding {
	enum finding_state state;
	char text[700];    /* what is; of FOUND a whole sentence. May hold text from outside */
	char command[400]; /* of FOUND: what to type */
	bool as_root;      /* that needs root's rights */
};

struct doctor_check {
	const char *name;
	void (*look)(const struct facts *facts, struct finding *finding);
};

extern const struct doctor_check doctor_checks[]; /* ended by a name NULL */

/* Of checks on the PC/SC service and what it shows, in doctor_checks_service.c. */
void check_running(const struct facts *facts, struct finding *finding);
void check_rights(const struct facts *facts, struct finding *finding);
void check_version(const struct facts *facts, struct finding *finding);
void check_hidepid(const struct facts *facts, struct finding *finding);
void check_polkit(const struct facts *facts, struct finding *finding);
void check_card_access(const struct facts *facts, struct finding *finding);
void check_readers(const struct facts *facts, struct finding *finding);
void check_card(const struct facts *facts, struct finding *finding);
void check_mute(const struct facts *facts, struct finding *finding);
void check_users(const struct facts *facts, struct finding *finding);

/* Fills a finding. */
void finding_is(struct finding *finding, enum finding_state state, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void finding_command(struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void finding_root_command(struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
