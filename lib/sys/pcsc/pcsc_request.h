/* PC/SC calls with a limit on their time. A call is a struct, so that another thread can make it.
 */
#ifndef SYS_PCSC_PCSC_REQUEST_H
#define SYS_PCSC_PCSC_REQUEST_H

#include <stddef.h>
#include <stdint.h>

enum request_call {
	REQUEST_ESTABLISH,
	REQUEST_RELEASE,
	REQUEST_LIST,
	REQUEST_CHANGE,
	REQUEST_CONNECT,
	REQUEST_RECONNECT,
	REQUEST_DISCONNECT,
	REQUEST_TRANSMIT,
	REQUEST_CONTROL,
	REQUEST_ATTRIBUTE,
	REQUEST_BEGIN,
	REQUEST_END,
};

/* The arguments and results of a call; members that it does not use are 0. */
struct request {
	enum request_call call;
	intptr_t context; /* SCARDCONTEXT, also of calls on a card; REQUEST_ESTABLISH sets it */
	intptr_t card;    /* SCARDHANDLE; REQUEST_CONNECT sets it */
	const char *reader;
	uint32_t share;       /* SCARD_SHARE_* */
	uint32_t protocols;   /* SCARD_PROTOCOL_*: those allowed, or the one of a transmission */
	uint32_t disposition; /* SCARD_*_CARD; of REQUEST_RECONNECT the initialization */
	uint32_t number;      /* a control code, the tag of an attribute, or a timeout in ms */
	uint32_t active;      /* result: the protocol in use */
	const void *in;       /* bytes sent */
	size_t in_length;
	void *out;         /* room for bytes received */
	size_t out_length; /* the size of out; becomes the length that the service reports */
	void *states;      /* an array of count SCARD_READERSTATE */
	size_t count;
};

/* Makes the call and sets its results. Returns its PC/SC code; PCSC_NO_RESPONSE if it does not
 * return within limit_ms (0: no limit): then the context must not be used any more, because it
 * belongs to the thread left behind, which releases it if the call returns after all. */
uint32_t request_make(struct request *request, unsigned limit_ms);

#endif
