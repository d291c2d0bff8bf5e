/* What the PC/SC service supports for programs that watch readers, and its version. */
#ifndef SYS_PCSC_PCSC_OFFERS_H
#define SYS_PCSC_PCSC_OFFERS_H

#include "sys/pcsc/greeting.h"
#include "sys/pcsc/pcsc.h"

#include <stdbool.h>

struct pcsc_offers {
	bool notifies;       /* it reports readers connected and disconnected (the PnP entry) */
	bool counts_readers; /* it counts those events (pcsc-lite 2.3.0 and later) */
	bool few_entries;    /* it takes only PCSC_ENTRIES_OLD readers in SCardGetStatusChange */
};

/* Finds out what the service supports, without accessing a reader. Returns PCSC_OK, or the code of
 * the first call that failed. */
uint32_t pcsc_offers_ask(struct pcsc *pcsc, struct pcsc_offers *offers);

/* The protocols that the service and the library of this process use between them. */
struct pcsc_versions {
	struct greeting_protocol service, library;
};

/* Finds out both protocols (sys/pcsc/greeting.h). Uses the socket that the library has connected to
 * the service, so a context must be open; without such a socket both are unknown. */
struct pcsc_versions pcsc_versions_ask(void);

#endif
