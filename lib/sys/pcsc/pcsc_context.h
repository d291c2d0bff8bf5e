/* The inside of a context, for the files of this directory that make calls with it. */
#ifndef SYS_PCSC_PCSC_CONTEXT_H
#define SYS_PCSC_PCSC_CONTEXT_H

#include "sys/pcsc/pcsc_codes.h"
#include "sys/pcsc/pcsc_request.h"
#include "sys/pcsc/winscard_header.h"

#include <stdbool.h>

struct pcsc {
	SCARDCONTEXT context;
	bool listed; /* the readers were listed, as they must be before a wait for their states */
	unsigned limit_ms;         /* of a call; 0: none */
	bool limits_controls;      /* the limit is for SCardControl too */
	bool lost;                 /* a call did not return: the context must not be used */
	SCARD_READERSTATE *states; /* of the last wait, kept for the next one; owned */
	uint32_t *known;           /* their dwCurrentState; owned */
	size_t size;               /* of both arrays */
};

/* Makes a call with this context, which must not be lost, and returns what request_make returns. If
 * the call does not return within limit_ms (0: no limit), the context is lost. */
static inline uint32_t context_ask(struct pcsc *pcsc, struct request *request, unsigned limit_ms)
{
	request->context = (intptr_t)pcsc->context;
	uint32_t code = request_make(request, limit_ms);
	pcsc->lost = code == PCSC_NO_RESPONSE;
	return code;
}

#endif
