/* The facts that the doctor's checks use, all gathered before the first check. */
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
	const struct usb_reader *reader; /* one of facts.usb */
	/* Its interface in the kernel's view: of several the first that a kernel driver is bound
	 * to; NULL if the kernel shows none. */
	const struct usb_interface *interface;
	bool authorized;
	struct process_list users; /* processes that have the device open */
	enum {
		NODE_MISSING,
		NODE_OPEN,
		NODE_CLOSED,
		NODE_UNKNOWN
	} node; /* whether pcscd's user may open its device node */
	char node_path[64];
	bool ignored; /* udev's PCSCLITE_IGNORE */
	bool served;  /* the service has this reader, by its name or by the number of readers */
};

/* The responses of the PC/SC service. */
struct facts_service {
	bool answered;               /* false: it did not respond in time */
	uint32_t code;               /* the PC/SC code of the first call that failed; PCSC_OK */
	struct reader_state *states; /* owned */
	size_t count;
	bool *hidden; /* which of them PCSC_READER_IGNORE hides; owned */
	/* Only if code is PCSC_OK. */
	struct pcsc_offers offers;
	struct pcsc_versions versions;
};

/* How a card fits the reader that it is in. */
struct facts_fit {
	size_t reader; /* index in service.states */
	struct fit fit;
};

/* pcscd, if it belongs to this system. */
struct facts_daemon {
	char program[FACTS_PATH_MAX]; /* the file of the running one, else of the installed one; "":
	                                 none */
	char version[FACTS_WORD_MAX]; /* of that file; "": unknown */
	bool running;                 /* that file is running */
	char installed[FACTS_WORD_MAX]; /* the installed version; "": unknown */
	struct process_list processes;  /* those called pcscd */
	bool processes_known;
	bool stopped;           /* it is stopped by a signal */
	bool polkit, no_polkit; /* it is built with polkit, or without */
	bool udev;              /* it is built with udev */
	bool owner_known;
	unsigned owner;                 /* the user that it runs as */
	char drivers[DRIVER_PLACE_MAX]; /* its directory of drivers; "": unknown */
	const char *drivers_from;       /* where that was found, in words */
	bool environment_known;
	char filter[FACTS_WORD_MAX]; /* PCSCLITE_FILTER_IGNORE_READER_NAMES */
};

/* The libpcsclite of this process. */
struct facts_library {
	char path[PROCESS_PATH_MAX]; /* "": unknown */
	struct greeting_protocol protocol;
};

struct facts {
	const char *root;   /* the root of the system examined (sys/tree.h) */
	const char *reader; /* --reader; NULL: all */

	struct place place;

	bool usb_known;
	struct usb_readers usb;
	struct facts_device *devices; /* owned */
	size_t device_count;
	size_t closed_count; /* USB devices of any kind that are not authorized */
	bool usb_nodes;      /* /dev/bus/usb exists */
	bool udev;           /* udev is running */
	bool usbguard;       /* USBGuard is running or configured */
	/* The readers that reader.conf adds to the service, which are not USB readers. */
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
		UNIT_ENABLED_SERVICE, /* pcscd.service is, not the socket */
	} unit;                       /* pcscd.socket */

	bool socket_named; /* by PCSCLITE_CSOCK_NAME */
	char socket_path[FACTS_PATH_MAX];
	char socket_link[FACTS_PATH_MAX]; /* its target, if it is a link */
	enum tree_kind socket;
	bool socket_writable;
	struct tree_rights socket_rights;
	struct greeting greeting; /* made only if the service does not work */
	struct facts_library library;

	bool bus;           /* the system bus of D-Bus exists */
	bool polkitd;       /* polkit is installed */
	bool polkit_policy; /* pcscd's polkit actions are installed */

	struct facts_service service;
	size_t chosen;  /* index of --reader's in service.states; its count if there is none */
	size_t matches; /* the number of readers that --reader matches */

	/* For each reader with a card whose descriptor is known. */
	struct facts_fit *fits; /* owned */
	size_t fit_count;

	struct process_list users; /* processes that use libpcsclite */
	bool gpg_shares;           /* scdaemon.conf has pcsc-shared */
};

/* Gathers all facts, within a few seconds; to be freed with facts_free. root and reader must
 * stay valid. Returns false if out of memory, or if no thread could be started. */
bool facts_gather(struct facts *facts, const char *root, const char *reader);
void facts_free(struct facts *facts);

/* Gets the first of paths (ended by NULL) that exists below root; "" if none does. */
void facts_find_first(const char *root, const char *const *paths, char *out, size_t size);

/* The parts of facts_gather, in order. Those with a result return false if out of memory, or if no
 * thread could be started. */
void facts_find_daemon(struct facts *facts);
bool facts_find_devices(struct facts *facts);
/* Asks the service, in a thread that is left behind if it hangs. Gives the service a moment to
 * find as many readers as are expected. */
bool facts_ask_service(struct facts_service *service, size_t expected);
/* Finds out which of the devices the service has. */
void facts_match_readers(struct facts *facts);
bool facts_compare_cards(struct facts *facts);

#endif
