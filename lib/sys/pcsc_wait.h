/* Readers watched from a thread of its own, which does the one blocking wait for everything. Whoever
 * owns it sits in poll() on its descriptor among others. */
#ifndef SYS_PCSC_WAIT_H
#define SYS_PCSC_WAIT_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pcsc_wait;

enum pcsc_news_kind {
	PCSC_NEWS_READERS, /* all readers as they are now */
	PCSC_NEWS_LOST,    /* no service, or its end; it is tried again by itself */
};

struct pcsc_news {
	enum pcsc_news_kind kind;
	bool first;   /* READERS: the first since the service was found; nothing is older */
	bool polling; /* READERS: the service cannot tell of new readers: it is asked once a second */
	struct reader_state *states; /* READERS: in the service's order; whoever takes the news frees */
	size_t count;
	uint32_t code; /* LOST: why, as sys/pcsc_error.h words it */
};

/* Starts the thread; SIGINT and the like stay with the caller's. assume_pnp: the service tells of new
 * readers even if it says that it cannot. NULL: out of memory, descriptors or threads. */
struct pcsc_wait *pcsc_wait_new(bool assume_pnp);

/* Readable while news wait. */
int pcsc_wait_fd(const struct pcsc_wait *wait);

/* The oldest news; false where there are none. A few wait in a queue; when it is full, so does the
 * thread: the counters then tell what was not seen. */
bool pcsc_wait_take(struct pcsc_wait *wait, struct pcsc_news *news);

/* Ends the thread. False where it is in a PC/SC call that does not come back within limit_ms: it is
 * left behind, and the program should end. */
bool pcsc_wait_end(struct pcsc_wait **wait, int limit_ms);

#endif
