#include "sys/pcsc/pcsc_request.h"

#include "base/reader_state.h"
#include "base/wipe.h"
#include "sys/pcsc/pcsc_codes.h"
#include "sys/process/timed_call.h"
#include "sys/pcsc/winscard_header.h"
#include "sys/process/signals.h"
#include "sys/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static LONG transmit(SCARDHANDLE card, const struct request *r, DWORD *length)
{
	const SCARD_IO_REQUEST *header = r->protocols == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 :
		r->protocols == SCARD_PROTOCOL_T1                          ? SCARD_PCI_T1 :
									     SCARD_PCI_RAW;
	SCARD_IO_REQUEST received = *header; /* pcsc-spy does not accept NULL */

	return SCardTransmit(card, header, r->in, (DWORD)r->in_length, &received, r->out, length);
}

/* LONG is 64 bits wide on LP64 Linux, where codes are positive, and 32 bits elsewhere, where they
 * are negative; the code is its low 32 bits everywhere. */
static uint32_t make_call(struct request *r)
{
	SCARDCONTEXT context = (SCARDCONTEXT)r->context;
	SCARDHANDLE card = (SCARDHANDLE)r->card;
	DWORD length = (DWORD)r->out_length, active = 0;
	LONG code = SCARD_F_INTERNAL_ERROR;

	switch (r->call) {
	case REQUEST_ESTABLISH:
		code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context);
		break;
	case REQUEST_RELEASE:
		code = SCardReleaseContext(context);
		break;
	case REQUEST_LIST:
		code = SCardListReaders(context, NULL, r->out, &length);
		break;
	case REQUEST_CHANGE:
		code = SCardGetStatusChange(context, r->number, r->states, (DWORD)r->count);
		break;
	case REQUEST_CONNECT:
		code = SCardConnect(context, r->reader, r->share, r->protocols, &card, &active);
		break;
	case REQUEST_RECONNECT:
		code = SCardReconnect(card, r->share, r->protocols, r->disposition, &active);
		break;
	case REQUEST_DISCONNECT:
		code = SCardDisconnect(card, r->disposition);
		break;
	case REQUEST_TRANSMIT:
		code = transmit(card, r, &length);
		break;
	case REQUEST_CONTROL:
		code = SCardControl(card, r->number, r->in, (DWORD)r->in_length, r->out,
		                    (DWORD)r->out_length, &length);
		break;
	case REQUEST_ATTRIBUTE:
		code = SCardGetAttrib(card, r->number, r->out, &length);
		break;
	case REQUEST_BEGIN:
		code = SCardBeginTransaction(card);
		break;
	case REQUEST_END:
		code = SCardEndTransaction(card, r->disposition);
		break;
	}
	r->context = (intptr_t)context;
	r->card = (intptr_t)card;
	r->active = (uint32_t)active;
	r->out_length = length;
	return (uint32_t)code;
}

/* A copy of a request and of all that it points to, which may outlive the caller's data. */
struct copy {
	struct request request;
	uint32_t code;
	size_t room; /* at out */
	char reader[READER_NAME_SIZE];
	void *in, *out;                  /* owned */
	SCARD_READERSTATE *states;       /* owned */
	char (*names)[READER_NAME_SIZE]; /* names of the readers in the states; owned */
};

static void copy_free(void *self)
{
	struct copy *copy = self;

	wipe(copy->in, copy->request.in_length);
	free(copy->in);
	free(copy->out);
	free(copy->states);
	free(copy->names);
	free(copy);
}

/* The names fit: they come from struct reader_state, which limits them to READER_NAME_SIZE. */
static bool copy_states(struct copy *copy, const struct request *request)
{
	copy->states = calloc(request->count + 1, sizeof *copy->states);
	copy->names = calloc(request->count + 1, sizeof *copy->names);
	if (copy->states == NULL || copy->names == NULL)
		return false;
	const SCARD_READERSTATE *from = request->states;
	for (size_t i = 0; i < request->count; i++) {
		copy->states[i] = from[i];
		strncpy(copy->names[i], from[i].szReader, READER_NAME_SIZE - 1);
		copy->states[i].szReader = copy->names[i];
	}
	copy->request.states = copy->states;
	return true;
}

static struct copy *copy_new(const struct request *request)
{
	struct copy *copy = calloc(1, sizeof *copy);

	if (copy == NULL)
		return NULL;
	copy->request = *request;
	copy->room = request->out_length;
	copy->in = calloc(request->in_length + 1, 1);
	copy->out = calloc(copy->room + 1, 1);
	if (copy->in == NULL || copy->out == NULL || !copy_states(copy, request)) {
		copy_free(copy);
		return NULL;
	}
	if (request->in_length > 0)
		memcpy(copy->in, request->in, request->in_length);
	if (request->reader != NULL)
		strncpy(copy->reader, request->reader, sizeof copy->reader - 1);
	copy->request.reader = request->reader != NULL ? copy->reader : NULL;
	copy->request.in = request->in != NULL ? copy->in : NULL;
	copy->request.out = request->out != NULL ? copy->out : NULL;
	return copy;
}

static void work(void *self)
{
	struct copy *copy = self;

	copy->code = make_call(&copy->request);
}

/* The caller no longer waits for the request. Closes the context, and with it each connection to a
 * card. */
static void give_up(void *self)
{
	struct copy *copy = self;
	enum request_call call = copy->request.call;

	if (call != REQUEST_RELEASE && (call != REQUEST_ESTABLISH || copy->code == PCSC_OK))
		(void)SCardReleaseContext((SCARDCONTEXT)copy->request.context);
	copy_free(copy);
}

static void take_results(struct request *request, const struct copy *copy)
{
	const struct request *got = &copy->request;
	size_t length = got->out_length < copy->room ? got->out_length : copy->room;

	request->context = got->context;
	request->card = got->card;
	request->active = got->active;
	request->out_length = got->out_length;
	if (request->out != NULL && length > 0)
		memcpy(request->out, copy->out, length);
	SCARD_READERSTATE *to = request->states;
	for (size_t i = 0; i < request->count; i++) {
		const char *name = to[i].szReader;

		to[i] = copy->states[i];
		to[i].szReader = name;
	}
}

static uint32_t make_limited(struct request *request, unsigned limit_ms)
{
	struct copy *copy = copy_new(request);
	if (!memory_sufficed(copy != NULL))
		return PCSC_E_NO_MEMORY;
	enum timed_call_result result = timed_call(work, copy, give_up, limit_ms);
	if (result == TIMED_CALL_LATE)
		return PCSC_NO_RESPONSE;
	uint32_t code = result == TIMED_CALL_NO_THREAD ? PCSC_NO_THREAD : PCSC_E_NO_MEMORY;
	if (result == TIMED_CALL_DONE) {
		code = copy->code;
		take_results(request, copy);
	}
	copy_free(copy);
	return code;
}

uint32_t request_make(struct request *request, unsigned limit_ms)
{
	signals_away(true);
	uint32_t code = limit_ms == 0 ? make_call(request) : make_limited(request, limit_ms);
	signals_away(false);
	return code;
}
