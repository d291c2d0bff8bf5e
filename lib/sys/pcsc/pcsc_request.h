/* PC/SC calls with a limit: each is a struct, so that another thread can make it. For
 * sys/pcsc/pcsc.c. */
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
	intptr_t context; /* of every call, also of one on a card; REQUEST_ESTABLISH sets it */
	intptr_t card;    /* REQUEST_CONNECT sets it */
	const char *reader;
	uint32_t share;
	uint32_t protocols;   /* SCARD_PROTOCOL_*: those allowed, or the one of a transmission */
	uint32_t disposition; /* of a reconnection: the initialization */
	uint32_t number;      /* a control code, an attribute's tag, or a timeout in ms */
	uint32_t active;      /* the protocol in use, set */
	const void *in;
	size_t in_length;
	void *out;
	size_t out_length; /* the size of out; becomes the length that the service gives */
	void *states;      /* count of SCARD_READERSTATE */
	size_t count;
};

/* Makes the call. Returns its PC/SC code; PCSC_NO_RESPONSE if it does not return within limit_ms
 * (0: no limit). The context must then no longer be used: it belongs to the thread left behind,
 * which releases it if the call returns after all. */
uint32_t request_make(struct request *request, unsigned limit_ms);

#endif
