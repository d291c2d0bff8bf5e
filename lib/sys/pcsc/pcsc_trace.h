/* Reports each PC/SC call when it returns, for --trace, to a listener that masks and formats it. */
#ifndef SYS_PCSC_PCSC_TRACE_H
#define SYS_PCSC_PCSC_TRACE_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pcsc_number {
	const char *name; /* "share"; NULL after the last */
	uint32_t value;
	bool decimal; /* a size or a time, to be shown in decimal */
};

/* A PC/SC call; members that do not apply are NULL or 0. Valid only while the listener runs. */
struct pcsc_call {
	const char *name; /* "SCardConnect" */
	uint32_t code;
	uint64_t microseconds; /* its duration */
	const char *reader;
	struct pcsc_number arguments[4 + 1];
	struct pcsc_number results[2 + 1]; /* valid if code is PCSC_OK */
	bool is_command;                   /* in is an APDU, which may hold a PIN */
	const uint8_t *in, *out;
	size_t in_length, out_length;
	const uint32_t *known; /* of SCardGetStatusChange: the dwCurrentState of each entry */
	const struct reader_state *states;
	bool answered; /* states are its results; if not, only their names are valid */
	char (*names)[READER_NAME_SIZE]; /* of SCardListReaders */
	size_t count;
};

/* Called from the thread that made the call. */
typedef void pcsc_listener(const struct pcsc_call *call);

/* Sets the listener. To be called before the first call. */
void pcsc_trace_to(pcsc_listener *listener);

/* For the files that make calls. pcsc_trace_time returns the time, in microseconds, for began of
 * pcsc_trace_report, which adds code and duration to call and passes it to the listener. Without a
 * listener both do nothing. */
uint64_t pcsc_trace_time(void);
void pcsc_trace_report(uint64_t began, uint32_t code, struct pcsc_call call);

#endif
