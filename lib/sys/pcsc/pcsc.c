#include "sys/pcsc/pcsc.h"

#include "sys/pcsc/pcsc_context.h"
#include "sys/pcsc/pcsc_trace.h"
#include "sys/memory.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	LIST_SIZE = 4096, /* for reader names; larger than the list of pcsc-lite can be */
	STEP_TRIES = 3,
};

uint32_t pcsc_open(struct pcsc **out, struct pcsc_limit limit)
{
	struct request request = {.call = REQUEST_ESTABLISH};
	struct pcsc *pcsc = calloc(1, sizeof *pcsc);

	*out = NULL;
	if (!memory_sufficed(pcsc != NULL))
		return PCSC_E_NO_MEMORY;
	uint64_t began = pcsc_trace_time();
	uint32_t code = request_make(&request, limit.ms);
	pcsc->context = (SCARDCONTEXT)request.context;
	pcsc->limit_ms = limit.ms;
	pcsc->limits_controls = limit.controls;
	pcsc_trace_report(began, code,
	                  (struct pcsc_call){.name = "SCardEstablishContext",
	                                     .arguments = {{"scope", SCARD_SCOPE_SYSTEM}},
	                                     .results = {{"context", (uint32_t)pcsc->context}}});
	if (code != PCSC_OK) {
		free(pcsc);
		return code;
	}
	*out = pcsc;
	return PCSC_OK;
}

static void release(struct pcsc *pcsc)
{
	struct request request = {.call = REQUEST_RELEASE};
	uint64_t began = pcsc_trace_time();
	uint32_t code = context_ask(pcsc, &request, pcsc->limit_ms);

	pcsc_trace_report(began, code,
	                  (struct pcsc_call){.name = "SCardReleaseContext",
	                                     .arguments = {{"context", (uint32_t)pcsc->context}}});
}

void pcsc_close(struct pcsc **pcsc)
{
	if (*pcsc == NULL)
		return;
	if (!(*pcsc)->lost)
		release(*pcsc);
	free((*pcsc)->states);
	free((*pcsc)->known);
	free(*pcsc);
	*pcsc = NULL;
}

bool pcsc_is_lost(const struct pcsc *pcsc)
{
	return pcsc->lost;
}

/* Stores the list in size bytes. If that is too small, *length is the size needed. */
static uint32_t list_readers(struct pcsc *pcsc, char *list, size_t size, size_t *length,
                             struct reader_names *readers)
{
	struct request request = {.call = REQUEST_LIST, .out = list, .out_length = size};
	if (pcsc->lost)
		return PCSC_NO_RESPONSE;
	uint64_t began = pcsc_trace_time();
	uint32_t code = context_ask(pcsc, &request, pcsc->limit_ms);
	size_t got = request.out_length;

	*length = got;
	if (code == PCSC_OK && !reader_names_take(readers, list, got < size ? got : size)) {
		code = readers->names == NULL ? PCSC_E_NO_MEMORY : PCSC_F_COMM_ERROR;
		reader_names_free(readers);
	}
	pcsc_trace_report(began, code,
	                  (struct pcsc_call){.name = "SCardListReaders",
	                                     .arguments = {{"context", (uint32_t)pcsc->context},
	                                                   {"size", (uint32_t)size, true}},
	                                     .results = {{"length", (uint32_t)got, true}},
	                                     .names = readers->names,
	                                     .count = readers->count});
	return code;
}

uint32_t pcsc_readers(struct pcsc *pcsc, struct reader_names *readers)
{
	uint32_t code = PCSC_E_INSUFFICIENT_BUFFER;
	size_t size = LIST_SIZE, length = 0;
	char *list = NULL;

	reader_names_free(readers);
	/* A reader may be connected after the service has reported the size needed. */
	for (int tries = 0; tries < 10 && code == PCSC_E_INSUFFICIENT_BUFFER; tries++) {
		free(list);
		list = calloc(size, 1);
		if (!memory_sufficed(list != NULL))
			return PCSC_E_NO_MEMORY;
		code = list_readers(pcsc, list, size, &length, readers);
		size = length > size ? length : 2 * size;
	}
	free(list);
	if (code == PCSC_E_NO_READERS_AVAILABLE)
		code = PCSC_OK;
	pcsc->listed |= code == PCSC_OK;
	return code;
}

/* Must be called before every SCardGetStatusChange. With a service older than itself,
 * libpcsclite (2.4.1 and later) allocates room for the reader states only when readers are
 * listed. Until then the call returns SCARD_E_NO_SERVICE and leaves the response of the service
 * unread in the context. */
static uint32_t list_first(struct pcsc *pcsc)
{
	struct reader_names readers = {0};
	uint32_t code = PCSC_OK;

	if (pcsc->lost)
		code = PCSC_NO_RESPONSE;
	else if (!pcsc->listed)
		code = pcsc_readers(pcsc, &readers);

	reader_names_free(&readers);
	return code;
}

static bool make_room(struct pcsc *pcsc, size_t count)
{
	if (count <= pcsc->size)
		return true;
	SCARD_READERSTATE *states = realloc(pcsc->states, count * sizeof *states);
	if (states != NULL)
		pcsc->states = states;
	uint32_t *known = realloc(pcsc->known, count * sizeof *known);
	if (known != NULL)
		pcsc->known = known;
	if (!memory_sufficed(states != NULL && known != NULL))
		return false;
	pcsc->size = count;
	return true;
}

static void read_state(struct reader_state *to, const SCARD_READERSTATE *from)
{
	size_t length = from->cbAtr;

	if (length > READER_ATR_MAX || length > sizeof from->rgbAtr)
		length = 0; /* longer than any ATR: not to be trusted */
	to->bits = (uint32_t)(from->dwEventState & 0xFFFF);
	to->counter = (uint16_t)(from->dwEventState >> 16 & 0xFFFF);
	memcpy(to->atr, from->rgbAtr, length);
	/* For a card that does not answer it would be the ATR of an earlier card. */
	to->atr_length = (to->bits & (READER_PRESENT | READER_MUTE)) == READER_PRESENT ? length : 0;
}

/* Adds the time that the wait itself may take. */
static unsigned limit_of_wait(const struct pcsc *pcsc, uint32_t timeout_ms)
{
	bool limited = pcsc->limit_ms > 0 && timeout_ms < UINT_MAX - pcsc->limit_ms;

	return limited ? pcsc->limit_ms + timeout_ms : 0;
}

static uint32_t ask_states(struct pcsc *pcsc, struct reader_state *states, size_t count,
                           uint32_t timeout_ms)
{
	for (size_t i = 0; i < count; i++) {
		uint32_t bits = states[i].bits & ~(uint32_t)READER_CHANGED;

		pcsc->known[i] = bits | (uint32_t)states[i].counter << 16;
		pcsc->states[i] = (SCARD_READERSTATE){.szReader = states[i].name,
		                                      .dwCurrentState = pcsc->known[i]};
	}
	struct request request = {.call = REQUEST_CHANGE,
	                          .number = timeout_ms == PCSC_FOREVER ? INFINITE : timeout_ms,
	                          .states = pcsc->states,
	                          .count = (DWORD)count};
	uint64_t began = pcsc_trace_time();
	uint32_t code = context_ask(pcsc, &request, limit_of_wait(pcsc, timeout_ms));
	if (code == PCSC_OK)
		for (size_t i = 0; i < count; i++)
			read_state(&states[i], &pcsc->states[i]);
	pcsc_trace_report(began, code,
	                  (struct pcsc_call){.name = "SCardGetStatusChange",
	                                     .arguments = {{"context", (uint32_t)pcsc->context},
	                                                   {"timeout_ms", timeout_ms, true}},
	                                     .known = pcsc->known,
	                                     .states = states,
	                                     .answered = code == PCSC_OK,
	                                     .count = count});
	return code;
}

/* libpcsclite 2.5 subscribes to events first and then asks for the states. It takes an event that
 * arrives between the two for the start of the response, and then finds no reader in it or rejects
 * it. The next call works again. */
static bool is_out_of_step(uint32_t code)
{
	return code == PCSC_E_UNSUPPORTED_FEATURE || code == PCSC_E_UNKNOWN_READER;
}

uint32_t pcsc_status_change(struct pcsc *pcsc, struct reader_state *states, size_t count,
                            uint32_t timeout_ms)
{
	uint32_t code = list_first(pcsc);

	if (code != PCSC_OK)
		return code;
	if (!make_room(pcsc, count))
		return PCSC_E_NO_MEMORY;
	code = PCSC_E_UNKNOWN_READER;
	for (int tries = 0; tries < STEP_TRIES && is_out_of_step(code); tries++)
		code = ask_states(pcsc, states, count, timeout_ms);
	return code;
}

static uint32_t ask_pnp(struct pcsc *pcsc, bool *works, uint16_t *counter)
{
	SCARD_READERSTATE entry = {.szReader = PCSC_PNP, .dwCurrentState = SCARD_STATE_UNAWARE};
	struct reader_state state = {.name = PCSC_PNP};
	const uint32_t known = SCARD_STATE_UNAWARE;
	struct request request = {.call = REQUEST_CHANGE, .states = &entry, .count = 1};
	uint32_t code = list_first(pcsc);

	if (code != PCSC_OK)
		return code;
	uint64_t began = pcsc_trace_time();
	code = context_ask(pcsc, &request, pcsc->limit_ms);

	read_state(&state, &entry);
	pcsc_trace_report(began, code,
	                  (struct pcsc_call){.name = "SCardGetStatusChange",
	                                     .arguments = {{"context", (uint32_t)pcsc->context},
	                                                   {"timeout_ms", 0, true}},
	                                     .known = &known,
	                                     .states = &state,
	                                     .answered = true,
	                                     .count = 1});
	/* The state is filled in even if nothing changed. */
	*works = code != PCSC_E_UNKNOWN_READER && !(state.bits & READER_UNKNOWN);
	*counter = state.counter;
	return code == PCSC_E_TIMEOUT || code == PCSC_E_UNKNOWN_READER ? PCSC_OK : code;
}

uint32_t pcsc_pnp(struct pcsc *pcsc, bool *works, uint16_t *counter)
{
	uint32_t code = PCSC_E_UNSUPPORTED_FEATURE;

	for (int tries = 0; tries < STEP_TRIES && is_out_of_step(code); tries++)
		code = ask_pnp(pcsc, works, counter);
	return code;
}

uint32_t pcsc_cancel(struct pcsc *pcsc)
{
	uint64_t began = pcsc_trace_time();
	uint32_t code = (uint32_t)SCardCancel(pcsc->context);

	pcsc_trace_report(began, code,
	                  (struct pcsc_call){.name = "SCardCancel",
	                                     .arguments = {{"context", (uint32_t)pcsc->context}}});
	return code;
}

uint32_t pcsc_control_code(uint16_t code)
{
	return (uint32_t)SCARD_CTL_CODE(code);
}

void pcsc_library(char *out, size_t size)
{
#ifdef PCSCLITE_VERSION_NUMBER
	snprintf(out, size, "libpcsclite (built with %s)", PCSCLITE_VERSION_NUMBER);
#else
	snprintf(out, size, "PCSC.framework");
#endif
}
