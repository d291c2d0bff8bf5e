/* PC/SC. Only the files of this directory call it. Functions return PC/SC codes, 0 for success: the
 * 32 bits that the standard prints, whatever the size of the platform's LONG. */
#ifndef SYS_PCSC_PCSC_H
#define SYS_PCSC_PCSC_H

#include "base/card.h"
#include "base/reader_state.h"
#include "sys/pcsc/pcsc_codes.h"
#include "sys/pcsc/reader_names.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pcsc; /* a connection to the service: a context */

/* How long a call may take. A call that takes longer returns PCSC_NO_RESPONSE, and so do all later
 * ones with the same context. Transmissions and transactions have no limit,
 * because a card or another program may take any time. */
struct pcsc_limit {
	unsigned ms;   /* 0: no limit */
	bool controls; /* for SCardControl too: only if no command waits for a person */
};
enum { PCSC_LIMIT_MS = 5000 }; /* the limit of programs that do not wait for events */

/* Establishes a context, to be closed with pcsc_close; *pcsc is NULL on failure. */
uint32_t pcsc_open(struct pcsc **pcsc, struct pcsc_limit limit);
/* Releases the context and sets *pcsc to NULL. */
void pcsc_close(struct pcsc **pcsc);
/* Returns true if a call returned PCSC_NO_RESPONSE: a new context must be opened. */
bool pcsc_is_lost(const struct pcsc *pcsc);

/* Replaces the contents of readers, to be freed with reader_names_free, by the names of all
 * readers. No reader is PCSC_OK with count 0. */
uint32_t pcsc_readers(struct pcsc *pcsc, struct reader_names *readers);

/* Waits at most timeout_ms (or PCSC_FOREVER) until the state of one of count readers,
 * states[i].name, differs from the one known to the caller: bits and counter (0: none, so that the
 * call returns at once). On success all states become the present ones, with the ATR.
 * PCSC_E_TIMEOUT: no change. */
#define PCSC_FOREVER 0xFFFFFFFFu
enum { PCSC_ENTRIES_OLD = 16 }; /* the most that pcsc-lite before 2.5.0 takes in a call */
uint32_t pcsc_status_change(struct pcsc *pcsc, struct reader_state *states, size_t count,
                            uint32_t timeout_ms);
/* Gets the state of the entry for the list of readers itself (plug and play), without waiting.
 * *works is set if the service supports that entry (macOS does not); *counter becomes the number of
 * readers connected or disconnected since the service started (0 before pcsc-lite 2.3.0). */
#define PCSC_PNP "\\\\?PnP?\\Notification"
uint32_t pcsc_pnp(struct pcsc *pcsc, bool *works, uint16_t *counter);
/* Cancels the pcsc_status_change of another thread. To be repeated until that returns, because it
 * has no effect on a wait that has not begun. */
uint32_t pcsc_cancel(struct pcsc *pcsc);

/* Returns the platform's control code for a function number, as SCARD_CTL_CODE does. */
uint32_t pcsc_control_code(uint16_t code);

/* Returns the card in a reader, not yet connected, to be freed with pcsc_card_free; NULL if out of
 * memory. pcsc must outlive it. Its function connect() disconnects first if it is connected. */
struct card *pcsc_card_new(struct pcsc *pcsc, const char *reader);
/* Disconnects, if it is connected, without resetting the card; frees it and sets *card to NULL. */
void pcsc_card_free(struct card **card);

/* Writes the name of the PC/SC library and, of pcsc-lite, the version that the program was built
 * with: it does not report the one in use. */
void pcsc_library(char *out, size_t size);

#endif
