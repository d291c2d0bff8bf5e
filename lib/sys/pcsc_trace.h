/* Every PC/SC call as it returns, for --trace. Masking and words are the listener's. */
#ifndef SYS_PCSC_TRACE_H
#define SYS_PCSC_TRACE_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PCSC_CALL_NUMBERS = 3 };

/* What is NULL or 0 does not apply. All of it ends with the call of the listener. */
struct pcsc_call {
	const char *name; /* "SCardConnect" */
	uint32_t code;
	uint64_t microseconds; /* that it took */
	const char *reader;
	struct {
		const char *name; /* "share" */
		uint32_t value;
	} numbers[PCSC_CALL_NUMBERS];
	bool is_command; /* in is an APDU, which may hold a PIN */
	const uint8_t *in, *out;
	size_t in_length, out_length;
	const struct reader_state *states; /* of SCardGetStatusChange, as they were given back */
	size_t count;
};

/* Called from the thread that made the call. */
typedef void pcsc_listener(void *context, const struct pcsc_call *call);

/* To be set before the first call; NULL for none. */
void pcsc_trace_to(pcsc_listener *listener, void *context);

#endif
