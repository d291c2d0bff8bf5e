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

/* How long a call may take. One that takes longer returns PCSC_NO_RESPONSE and is left behind; each
 * later call with the same context then returns that, too. Transmissions and transactions have no
 * limit, because a card or another program may take any time. */
struct pcsc_limit {
	unsigned ms;   /* 0: no limit */
	bool controls; /* also for SCardControl, if none waits for a person */
};
enum { PCSC_LIMIT_MS = 5000 }; /* the limit of programs that wait for nothing */

/* Establishes a context; *pcsc is NULL on failure. */
uint32_t pcsc_open(struct pcsc **pcsc, struct pcsc_limit limit);
void pcsc_close(struct pcsc **pcsc);
/* Returns true after PCSC_NO_RESPONSE: only another context can still be used. */
bool pcsc_is_lost(const struct pcsc *pcsc);

/* Replaces the contents of readers; returns PCSC_OK with count 0 if the service has none. */
uint32_t pcsc_readers(struct pcsc *pcsc, struct reader_names *readers);

/* Calls SCardGetStatusChange for the readers states[i].name. bits and counter are the state known
 * to the caller (0: none, which returns at once); they and atr become the current one. timeout_ms
 * may be PCSC_FOREVER. */
#define PCSC_FOREVER 0xFFFFFFFFu
enum { PCSC_ENTRIES_OLD = 16 }; /* the most that pcsc-lite before 2.5.0 takes in a call */
uint32_t pcsc_status_change(struct pcsc *pcsc, struct reader_state *states, size_t count,
                            uint32_t timeout_ms);
/* Gets the state of the entry for the list of readers itself (plug and play). *works is set if the
 * service supports it (that of macOS does not); *counter becomes the number of readers connected or
 * disconnected since the service started (pcsc-lite from 2.3.0 on; 0 elsewhere). */
#define PCSC_PNP "\\\\?PnP?\\Notification"
uint32_t pcsc_pnp(struct pcsc *pcsc, bool *works, uint16_t *counter);
/* Ends the wait of another thread; to be repeated until that thread returns. */
uint32_t pcsc_cancel(struct pcsc *pcsc);

/* Returns the platform's control code for a function number, as SCARD_CTL_CODE does. */
uint32_t pcsc_control_code(uint16_t code);

/* Returns a card in a reader, not yet connected; NULL if out of memory. connect() of one that is
 * connected disconnects first. pcsc must outlive the card. */
struct card *pcsc_card_new(struct pcsc *pcsc, const char *reader);
/* Disconnects, leaving the card as it is, if it is still connected. */
void pcsc_card_free(struct card **card);

/* The library that it is called in. pcsc-lite tells its version only to those who build with it. */
void pcsc_library(char *out, size_t size);

#endif
