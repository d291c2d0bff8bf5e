/* PC/SC: with sys/pcsc/pcsc_request.c the only file that calls it. Results are PC/SC codes
 * (0 is success), always the 32 bits that standards print, whatever the platform's LONG is. */
#ifndef SYS_PCSC_PCSC_H
#define SYS_PCSC_PCSC_H

#include "base/card.h"
#include "base/reader_state.h"
#include "sys/pcsc/pcsc_codes.h"
#include "sys/pcsc/reader_names.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pcsc; /* a context with the service */

/* What the service has for each call, in ms; 0: for ever. A call that takes longer gives
 * PCSC_NO_RESPONSE and is left behind, and so gives each later one with the same context. Transmits
 * and transactions have no limit: a card or another program may take its time. */
struct pcsc_limit {
	unsigned ms;
	bool controls; /* SCardControl has it too: none that waits for a person is made */
};
enum { PCSC_LIMIT_MS = 5000 }; /* for who wants to know something of it now */

/* Establishes a context, *pcsc is NULL on failure. */
uint32_t pcsc_open(struct pcsc **pcsc, struct pcsc_limit limit);
void pcsc_close(struct pcsc **pcsc);
/* True after PCSC_NO_RESPONSE: only another context can still be answered. */
bool pcsc_is_lost(const struct pcsc *pcsc);

/* Fills readers anew (PCSC_OK with count 0 if the service has none). */
uint32_t pcsc_readers(struct pcsc *pcsc, struct reader_names *readers);

/* One SCardGetStatusChange for count readers: states[i].name says which; bits and counter are what
 * the caller knows (0: nothing, returns at once) and become what is; atr too. timeout in ms,
 * PCSC_FOREVER for none. */
#define PCSC_FOREVER 0xFFFFFFFFu
enum { PCSC_ENTRIES_OLD = 16 }; /* the most that pcsc-lite before 2.5.0 takes in a call */
uint32_t pcsc_status_change(struct pcsc *pcsc, struct reader_state *states, size_t count,
                            uint32_t timeout_ms);
/* Asks about the entry that stands for the list of readers itself: *works tells whether the service
 * knows it (macOS does not), *counter is its count of readers that came or went since it started
 * (pcsc-lite from 2.3.0 on; 0 elsewhere). */
#define PCSC_PNP "\\\\?PnP?\\Notification"
uint32_t pcsc_pnp(struct pcsc *pcsc, bool *works, uint16_t *counter);
/* Ends a wait that another thread is in; to be repeated until that thread answers. */
uint32_t pcsc_cancel(struct pcsc *pcsc);

/* The platform's control code for a function number, as SCARD_CTL_CODE makes it. */
uint32_t pcsc_control_code(uint16_t code);

/* A card in a reader behind base/card.h: connect() has not been called yet; called again it leaves
 * the card and connects anew. control() takes the room at out in *out_length. NULL: out of memory.
 * pcsc must outlive it. */
struct card *pcsc_card_new(struct pcsc *pcsc, const char *reader);
/* Disconnects, leaving the card as it is, where that was not done. */
void pcsc_card_free(struct card **card);

/* The library that it is called in. pcsc-lite tells its version only to those who build with it. */
void pcsc_library(char *out, size_t size);

#endif
