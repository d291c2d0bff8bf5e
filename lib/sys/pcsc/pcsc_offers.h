/* What a PC/SC service offers to programs that watch readers, and the versions in use. */
#ifndef SYS_PCSC_PCSC_OFFERS_H
#define SYS_PCSC_PCSC_OFFERS_H

#include "sys/pcsc/greeting.h"
#include "sys/pcsc/pcsc.h"

#include <stdbool.h>

struct pcsc_offers {
	bool notifies;       /* of readers connected and disconnected, by the PnP entry */
	bool counts_readers; /* it counts those events (pcsc-lite from 2.3.0 on) */
	bool limited;        /* to PCSC_ENTRIES_OLD readers in one SCardGetStatusChange */
};

/* Returns PCSC_OK, or the code of the first call that failed. Accesses no reader. */
uint32_t pcsc_offers_ask(struct pcsc *pcsc, struct pcsc_offers *offers);

/* The protocols of pcsc-lite that the service and the library of this process use. */
struct pcsc_versions {
	struct greeting_protocol service, library;
};

/* Greets the service at the socket that this process is connected to, which is the library's, and
 * has a copy of this process greet us: both are unknown if there is no such socket. To be
 * called while a context is open. */
struct pcsc_versions pcsc_versions_ask(void);

#endif
