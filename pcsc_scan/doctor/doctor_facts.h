/* What the doctor looks at, gathered before anything is judged. */
#ifndef PCSC_SCAN_DOCTOR_DOCTOR_FACTS_H
#define PCSC_SCAN_DOCTOR_DOCTOR_FACTS_H

#include "base/reader_state.h"
#include "pcsc_scan/doctor/drivers.h"
#include "sys/process/process.h"
#include "sys/usb.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FACTS_PATH_MAX = 512, FACTS_WORD_MAX = 96 };

/* A USB device that is a reader by its class, or by the list of a driver that is installed. */
struct facts_device {
	struct usb_interface usb;
	char driver[DRIVER_WORDS_MAX]; /* the bundle that lists it: "ifd-ccid.bundle 1.5.2"; "" none
	                                */
	struct process_list users;     /* who has the device open */
};

/* What the PC/SC service says. */
struct facts_service {
	bool answered;               /* false: not within the time it got */
	uint32_t code;               /* of the first call that failed, or PCSC_OK */
	struct reader_state *states; /* owned */
	size_t count;
};

struct facts {
	const char *root; /* stands for /, sys/tree.h */

	bool usb_known;
	struct facts_device *devices; /* owned */
	size_t device_count;
	size_t driver_count; /* bundles that are installed */

	char pcscd[FACTS_PATH_MAX]; /* the program; "" where it is not installed */
	char pcscd_version[FACTS_WORD_MAX],
		library_version[FACTS_WORD_MAX]; /* packages'; "" unknown */
	struct process_list daemons;             /* processes called pcscd */
	bool processes_known;
	bool hidepid;

	bool systemd;
	enum { UNIT_MISSING, UNIT_MASKED, UNIT_DISABLED, UNIT_ENABLED } unit; /* pcscd.socket */

	enum { CONTAINER_NONE, CONTAINER_FLATPAK, CONTAINER_OTHER } container;
	bool socket_named; /* by PCSCLITE_CSOCK_NAME */
	char socket_path[FACTS_PATH_MAX];
	bool socket_exists, socket_writable;
	bool polkit; /* pcscd's actions are installed */

	struct facts_service service;
	struct process_list users; /* who has libpcsclite mapped */
};

/* Never waits longer than a few seconds. False where memory ran out. */
bool facts_gather(struct facts *facts, const char *root);
void facts_free(struct facts *facts);

/* Asks the service, in a thread of its own: whoever hangs there is left behind. */
void facts_ask_service(struct facts_service *service, bool wait_for_readers);

#endif
