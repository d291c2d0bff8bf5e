/* What the doctor looks at, gathered before anything is judged. */
#ifndef PCSC_SCAN_DOCTOR_DOCTOR_FACTS_H
#define PCSC_SCAN_DOCTOR_DOCTOR_FACTS_H

#include "base/reader_state.h"
#include "app/usb_readers.h"
#include "pcsc_scan/doctor/place.h"
#include "reader/fit.h"
#include "sys/pcsc/greeting.h"
#include "sys/pcsc/pcsc_offers.h"
#include "sys/process/process.h"
#include "sys/tree.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FACTS_PATH_MAX = 512, FACTS_WORD_MAX = 96 };

/* A USB device that is a reader. */
struct facts_device {
	const struct usb_reader *reader; /* of facts.usb */
	/* Its interface as the kernel has it, the first that a kernel driver has where there are
	 * several; NULL if the kernel shows none. */
	const struct usb_interface *interface;
	bool authorized;
	struct process_list users; /* who has the device open */
	enum { NODE_MISSING, NODE_OPEN, NODE_CLOSED, NODE_UNKNOWN } node; /* to pcscd's user */
	char node_path[64];
	bool ignored; /* udev's PCSCLITE_IGNORE */
	bool served;  /* the service has a reader that is this one, by its name or by count */
};

/* What the PC/SC service says. */
struct facts_service {
	bool answered;               /* false: not within the time it got */
	uint32_t code;               /* of the first call that failed, or PCSC_OK */
	struct reader_state *states; /* owned */
	size_t count;
	bool *hidden; /* by PCSC_READER_IGNORE; owned */
	/* Where the code is PCSC_OK. */
	struct pcsc_offers offers;
	struct pcsc_versions versions;
};

/* How a card fits the reader that it is in. */
struct facts_fit {
	size_t reader; /* of service.states */
	struct fit fit;
};

/* pcscd, as far as it is of this system. */
struct facts_daemon {
	char program[FACTS_PATH_MAX]; /* the running one's file, else the installed one's, or "" */
	char version[FACTS_WORD_MAX]; /* of that file; "" unknown */
	bool running;                 /* it is the running one's */
	char installed[FACTS_WORD_MAX]; /* the version that is installed; "" unknown */
	struct process_list processes;  /* called pcscd */
	bool processes_known;
	bool stopped;           /* by a signal */
	bool polkit, no_polkit; /* it is built to ask polkit; it is not */
	bool udev;              /* it is built to hear from udev */
	bool owner_known;
	unsigned owner;                 /* whom it runs as */
	char drivers[DRIVER_PLACE_MAX]; /* where it looks for drivers; "" unknown */
	const char *drivers_from;       /* who says so, in words */
	bool environment_known;
	char filter[FACTS_WORD_MAX]; /* PCSCLITE_FILTER_IGNORE_READER_NAMES */
};

/* The library in our own process. */
struct facts_library {
	char path[PROCESS_PATH_MAX]; /* "" unknown */
	struct greeting_protocol protocol;
};

struct facts {
	const char *root;   /* stands for /, sys/tree.h */
	const char *reader; /* --reader; NULL: all */

	struct place place;

	bool usb_known;
	struct usb_readers usb;
	struct facts_device *devices; /* owned */
	size_t device_count;
	size_t closed_count; /* USB devices that are not authorized, whatever they are */
	bool usb_nodes;      /* /dev/bus/usb is there */
	bool udev;           /* udev runs */
	bool usbguard;       /* USBGuard runs or is set up */
	/* Readers that reader.conf brings into the service: not of USB. */
	char (*configured)[READER_NAME_SIZE]; /* owned */
	size_t configured_count, configured_size;

	struct facts_daemon daemon;
	bool hidepid;
	enum {
		UNIT_MISSING,
		UNIT_MASKED,
		UNIT_DISABLED,
		UNIT_ENABLED,         /* by the administrator */
		UNIT_ENABLED_VENDOR,  /* by the package */
		UNIT_ENABLED_SERVICE, /* not it, but pcscd.service */
	} unit;                       /* pcscd.socket */

	bool socket_named; /* by PCSCLITE_CSOCK_NAME */
	char socket_path[FACTS_PATH_MAX];
	char socket_link[FACTS_PATH_MAX]; /* where that is a link: what it names */
	enum tree_kind socket;
	bool socket_writable;
	struct tree_rights socket_rights;
	struct greeting greeting; /* asked where the service does not work */
	struct facts_library library;

	bool bus;           /* D-Bus' system bus is there */
	bool polkitd;       /* polkit's service is installed */
	bool polkit_policy; /* pcscd's actions are */

	struct facts_service service;
	size_t chosen;  /* --reader's, of service.states; count where there is none */
	size_t matches; /* how many readers --reader may mean */

	/* Of the readers with a card whose descriptor is known. */
	struct facts_fit *fits; /* owned */
	size_t fit_count;

	struct process_list users; /* who has libpcsclite mapped */
	bool gpg_shares;           /* pcsc-shared stands in scdaemon.conf */
};

/* Never waits longer than a few seconds. Returns false if out of memory. */
bool facts_gather(struct facts *facts, const char *root, const char *reader);
void facts_free(struct facts *facts);

/* The first of paths that is there, or "". */
void facts_find_first(const char *root, const char *const *paths, char *out, size_t size);

/* Parts of facts_gather, in its order. */
void facts_find_daemon(struct facts *facts);
bool facts_find_devices(struct facts *facts);
/* Asks the service, in a thread of its own: whoever hangs there is left behind. It is given a
 * moment to find as many readers as are expected. */
void facts_ask_service(struct facts_service *service, size_t expected);
/* Which of the devices the service has. */
void facts_match_readers(struct facts *facts);
bool facts_compare_cards(struct facts *facts);

#endif
