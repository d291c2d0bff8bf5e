/* The doctor's checks, from the bottom up. Each fills a finding from the facts. */
#ifndef PCSC_SCAN_DOCTOR_DOCTOR_CHECKS_H
#define PCSC_SCAN_DOCTOR_DOCTOR_CHECKS_H

#include "pcsc_scan/doctor/doctor_finding.h"

struct doctor_check {
	const char *name;
	void (*run)(const struct facts *facts, struct finding *finding);
};

extern const struct doctor_check doctor_checks[]; /* ended by a name NULL */

/* The USB devices, in checks_usb.c. */
void check_usb(const struct facts *facts, struct finding *finding);
void check_authorized(const struct facts *facts, struct finding *finding);
void check_driver(const struct facts *facts, struct finding *finding);
void check_kernel(const struct facts *facts, struct finding *finding);
void check_device_user(const struct facts *facts, struct finding *finding);
void check_device_node(const struct facts *facts, struct finding *finding);
void check_udev(const struct facts *facts, struct finding *finding);

/* The way to the service, in checks_service.c. */
void check_container(const struct facts *facts, struct finding *finding);
void check_socket_name(const struct facts *facts, struct finding *finding);
void check_installed(const struct facts *facts, struct finding *finding);
void check_unit(const struct facts *facts, struct finding *finding);
void check_rights(const struct facts *facts, struct finding *finding);

/* The responses of the service, in checks_answer.c. */
void check_running(const struct facts *facts, struct finding *finding);
void check_version(const struct facts *facts, struct finding *finding);
void check_offers(const struct facts *facts, struct finding *finding);
void check_hidepid(const struct facts *facts, struct finding *finding);
void check_polkit(const struct facts *facts, struct finding *finding);
void check_card_access(const struct facts *facts, struct finding *finding);

/* The readers and cards that it has, in checks_readers.c. */
void check_readers(const struct facts *facts, struct finding *finding);
void check_card(const struct facts *facts, struct finding *finding);
void check_mute(const struct facts *facts, struct finding *finding);
void check_fit(const struct facts *facts, struct finding *finding);
void check_users(const struct facts *facts, struct finding *finding);

#endif
