#include "sys/pcsc.h"

#include "sys/pcsc_trace.h"

#include <reader.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <winscard.h>

struct pcsc {
	SCARDCONTEXT context;
	SCARD_READERSTATE *states; /* of the last wait, kept for the next; owned */
	size_t size;
	struct reader_state seen; /* the one reader that was last asked for alone */
};

struct pcsc_card {
	struct card card;
	struct pcsc *pcsc;
	SCARDHANDLE handle;
	DWORD share;
	DWORD protocols; /* asked for by connect, asked for again by reset */
	bool connected;
	bool counted;     /* counter is the reader's when the card was connected */
	uint16_t counter;
	char reader[READER_NAME_SIZE];
};

static pcsc_listener *listener;
static void *listener_context;

void pcsc_trace_to(pcsc_listener *function, void *context)
{
	listener = function;
	listener_context = context;
}

/* Of the clock where somebody listens. */
static uint64_t microseconds(void)
{
	struct timespec now;

	if (listener == NULL)
		return 0;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

/* Every call's result goes through here: LONG has 64 bits and is positive on LP64 Linux, has 32 and
 * is negative elsewhere; the code is its low 32 bits everywhere. */
static uint32_t result(LONG code)
{
	return (uint32_t)code;
}

/* After each call; began is microseconds() before it. */
static void tell(uint64_t began, uint32_t code, struct pcsc_call call)
{
	if (listener == NULL)
		return;
	call.code = code;
	call.microseconds = microseconds() - began;
	listener(listener_context, &call);
}

uint32_t pcsc_open(struct pcsc **out)
{
	struct pcsc *pcsc = calloc(1, sizeof *pcsc);

	*out = NULL;
	if (pcsc == NULL)
		return PCSC_E_NO_MEMORY;
	uint64_t began = microseconds();
	uint32_t code = result(SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &pcsc->context));
	tell(began, code, (struct pcsc_call){.name = "SCardEstablishContext"});
	if (code != PCSC_OK) {
		free(pcsc);
		return code;
	}
	*out = pcsc;
	return PCSC_OK;
}

void pcsc_close(struct pcsc **pcsc)
{
	if (*pcsc == NULL)
		return;
	uint64_t began = microseconds();
	uint32_t code = result(SCardReleaseContext((*pcsc)->context));
	tell(began, code, (struct pcsc_call){.name = "SCardReleaseContext"});
	free((*pcsc)->states);
	free(*pcsc);
	*pcsc = NULL;
}

/* Takes a multi-string apart: names that each end with a NUL, and an empty one after the last.
 * False where it is none, or a name is longer than PC/SC allows. */
static bool split_names(const char *list, size_t length, struct reader_names *readers)
{
	for (size_t at = 0; at < length && list[at] != '\0';) {
		size_t n = strnlen(list + at, length - at);

		if (n == length - at || n >= READER_NAME_SIZE)
			return false;
		memcpy(readers->names[readers->count++], list + at, n + 1);
		at += n + 1;
	}
	return true;
}

static uint32_t take_names(const char *list, size_t length, struct reader_names *readers)
{
	size_t most = 0;

	for (size_t i = 0; i < length; i++)
		most += list[i] == '\0';
	readers->names = calloc(most + 1, sizeof *readers->names);
	if (readers->names == NULL)
		return PCSC_E_NO_MEMORY;
	if (!split_names(list, length, readers)) {
		reader_names_free(readers);
		return PCSC_F_COMM_ERROR;
	}
	return PCSC_OK;
}

uint32_t pcsc_readers(struct pcsc *pcsc, struct reader_names *readers)
{
	uint32_t code = PCSC_E_INSUFFICIENT_BUFFER;
	char *list = NULL;

	reader_names_free(readers);
	/* A reader may come between the question for the size and the list itself. */
	for (int tries = 0; tries < 10 && code == PCSC_E_INSUFFICIENT_BUFFER; tries++) {
		DWORD length = 0;

		uint64_t began = microseconds();
		code = result(SCardListReaders(pcsc->context, NULL, NULL, &length));
		tell(began, code, (struct pcsc_call){.name = "SCardListReaders"});
		if (code != PCSC_OK)
			break;
		free(list);
		list = calloc(length + 1, 1);
		if (list == NULL)
			return PCSC_E_NO_MEMORY;
		DWORD size = length;
		began = microseconds();
		code = result(SCardListReaders(pcsc->context, NULL, list, &length));
		tell(began, code, (struct pcsc_call){.name = "SCardListReaders"});
		if (code == PCSC_OK)
			code = take_names(list, length < size ? length : size, readers);
	}
	free(list);
	return code == PCSC_E_NO_READERS_AVAILABLE ? PCSC_OK : code;
}

void reader_names_free(struct reader_names *readers)
{
	free(readers->names);
	*readers = (struct reader_names){0};
}

static bool make_room(struct pcsc *pcsc, size_t count)
{
	if (count <= pcsc->size)
		return true;
	SCARD_READERSTATE *states = realloc(pcsc->states, count * sizeof *states);
	if (states == NULL)
		return false;
	pcsc->states = states;
	pcsc->size = count;
	return true;
}

static void read_state(struct reader_state *to, const SCARD_READERSTATE *from)
{
	size_t length = from->cbAtr;

	if (length > READER_ATR_MAX || length > sizeof from->rgbAtr)
		length = 0; /* no ATR is longer: nothing of it can be trusted */
	to->bits = (uint32_t)(from->dwEventState & 0xFFFF);
	to->counter = (uint16_t)(from->dwEventState >> 16 & 0xFFFF);
	memcpy(to->atr, from->rgbAtr, length);
	to->atr_length = to->bits & READER_PRESENT ? length : 0;
}

uint32_t pcsc_status_change(struct pcsc *pcsc, struct reader_state *states, size_t count,
                            uint32_t timeout_ms)
{
	if (!make_room(pcsc, count))
		return PCSC_E_NO_MEMORY;
	for (size_t i = 0; i < count; i++) {
		DWORD known = states[i].bits & ~(DWORD)READER_CHANGED;

		pcsc->states[i] = (SCARD_READERSTATE){
		    .szReader = states[i].name,
		    .dwCurrentState = known | (DWORD)states[i].counter << 16,
		};
	}
	DWORD timeout = timeout_ms == PCSC_FOREVER ? INFINITE : timeout_ms;
	uint64_t began = microseconds();
	uint32_t code =
	    result(SCardGetStatusChange(pcsc->context, timeout, pcsc->states, (DWORD)count));
	if (code == PCSC_OK)
		for (size_t i = 0; i < count; i++)
			read_state(&states[i], &pcsc->states[i]);
	tell(began, code,
	     (struct pcsc_call){.name = "SCardGetStatusChange",
	                        .numbers = {{"timeout_ms", timeout_ms}},
	                        .states = states,
	                        .count = count});
	if (code == PCSC_OK && count == 1)
		pcsc->seen = states[0];
	return code;
}

uint32_t pcsc_pnp(struct pcsc *pcsc, bool *works, uint16_t *counter)
{
	SCARD_READERSTATE entry = {.szReader = PCSC_PNP, .dwCurrentState = SCARD_STATE_UNAWARE};
	uint64_t began = microseconds();
	uint32_t code = result(SCardGetStatusChange(pcsc->context, 0, &entry, 1));
	tell(began, code, (struct pcsc_call){.name = "SCardGetStatusChange", .reader = PCSC_PNP});

	/* The answer stands in the state also where nothing changed. */
	*works = code != PCSC_E_UNKNOWN_READER && !(entry.dwEventState & SCARD_STATE_UNKNOWN);
	*counter = (uint16_t)(entry.dwEventState >> 16 & 0xFFFF);
	return code == PCSC_E_TIMEOUT || code == PCSC_E_UNKNOWN_READER ? PCSC_OK : code;
}

uint32_t pcsc_cancel(struct pcsc *pcsc)
{
	uint64_t began = microseconds();
	uint32_t code = result(SCardCancel(pcsc->context));
	tell(began, code, (struct pcsc_call){.name = "SCardCancel"});
	return code;
}

static DWORD protocol_bits(unsigned protocols)
{
	DWORD bits = 0;

	if (protocols & CARD_T0)
		bits |= SCARD_PROTOCOL_T0;
	if (protocols & CARD_T1)
		bits |= SCARD_PROTOCOL_T1;
	if (protocols & CARD_RAW)
		bits |= SCARD_PROTOCOL_RAW;
	return bits;
}

static enum card_protocol active_protocol(DWORD protocol)
{
	switch (protocol) {
	case SCARD_PROTOCOL_T0:
		return CARD_T0;
	case SCARD_PROTOCOL_T1:
		return CARD_T1;
	case SCARD_PROTOCOL_RAW:
		return CARD_RAW;
	default:
		return CARD_NONE;
	}
}

static card_result card_disconnect(void *self, enum card_disposition disposition)
{
	static const DWORD dispositions[] = {
	    [CARD_LEAVE] = SCARD_LEAVE_CARD,
	    [CARD_RESET] = SCARD_RESET_CARD,
	    [CARD_UNPOWER] = SCARD_UNPOWER_CARD,
	    [CARD_EJECT] = SCARD_EJECT_CARD,
	};
	struct pcsc_card *card = self;

	if (!card->connected)
		return PCSC_E_INVALID_HANDLE;
	card->connected = false;
	uint64_t began = microseconds();
	uint32_t code = result(SCardDisconnect(card->handle, dispositions[disposition]));
	tell(began, code,
	     (struct pcsc_call){.name = "SCardDisconnect",
	                        .reader = card->reader,
	                        .numbers = {{"disposition", (uint32_t)dispositions[disposition]}}});
	return code;
}

/* Asks for the ATR of the card that the handle stands for now. */
static uint32_t read_atr(struct pcsc_card *card)
{
	char reader[MAX_READERNAME];
	unsigned char atr[MAX_ATR_SIZE];
	DWORD reader_length = sizeof reader, atr_length = sizeof atr, state = 0, protocol = 0;

	card->card.atr_length = 0;
	uint64_t began = microseconds();
	uint32_t code = result(SCardStatus(card->handle, reader, &reader_length, &state, &protocol, atr,
	                                   &atr_length));
	bool good = code == PCSC_OK && atr_length <= sizeof atr;
	tell(began, code,
	     (struct pcsc_call){.name = "SCardStatus",
	                        .reader = card->reader,
	                        .numbers = {{"state", (uint32_t)state}, {"protocol", (uint32_t)protocol}},
	                        .out = good ? atr : NULL,
	                        .out_length = good ? atr_length : 0});
	if (code == PCSC_OK && atr_length <= sizeof card->card.atr && atr_length <= sizeof atr) {
		memcpy(card->card.atr, atr, atr_length);
		card->card.atr_length = atr_length;
	}
	return code;
}

static card_result card_connect(void *self, enum card_share share, unsigned protocols)
{
	static const DWORD shares[] = {
	    [CARD_SHARED] = SCARD_SHARE_SHARED,
	    [CARD_EXCLUSIVE] = SCARD_SHARE_EXCLUSIVE,
	    [CARD_DIRECT] = SCARD_SHARE_DIRECT,
	};
	struct pcsc_card *card = self;
	DWORD active = 0;

	if (card->connected)
		card_disconnect(card, CARD_LEAVE);
	card->share = shares[share];
	card->protocols = protocol_bits(protocols);
	uint64_t began = microseconds();
	uint32_t code = result(SCardConnect(card->pcsc->context, card->reader, card->share,
	                                    card->protocols, &card->handle, &active));
	tell(began, code,
	     (struct pcsc_call){.name = "SCardConnect",
	                        .reader = card->reader,
	                        .numbers = {{"share", (uint32_t)card->share},
	                                    {"protocols", (uint32_t)card->protocols},
	                                    {"active", (uint32_t)active}}});
	if (code != PCSC_OK)
		return code;
	card->connected = true;
	card->counted = strcmp(card->pcsc->seen.name, card->reader) == 0;
	card->counter = card->pcsc->seen.counter;
	card->card.protocol = active_protocol(active);
	code = read_atr(card);
	if (share == CARD_DIRECT) /* a reader may be talked to without a card */
		return PCSC_OK;
	if (code != PCSC_OK)
		card_disconnect(card, CARD_LEAVE);
	return code;
}

/* macOS says RESET_CARD for a card that was removed, too. One that is not there now, or that was
 * taken out and put in since (each is a step of the counter), was removed. */
static uint32_t tell_apart(struct pcsc_card *card, uint32_t code)
{
	struct reader_state state = {0};

	if (code != PCSC_W_RESET_CARD)
		return code;
	memcpy(state.name, card->reader, sizeof state.name);
	if (pcsc_status_change(card->pcsc, &state, 1, 0) != PCSC_OK)
		return code;
	if (!(state.bits & READER_PRESENT) || (card->counted && state.counter != card->counter))
		return PCSC_W_REMOVED_CARD;
	return code;
}

static card_result card_transmit(void *self, const uint8_t *command, size_t command_length,
                                 uint8_t *response, size_t *length)
{
	struct pcsc_card *card = self;
	const SCARD_IO_REQUEST *pci = SCARD_PCI_RAW;
	DWORD got = CARD_RESPONSE_MAX;

	*length = 0;
	if (!card->connected)
		return PCSC_E_INVALID_HANDLE;
	if (card->card.protocol == CARD_T0)
		pci = SCARD_PCI_T0;
	else if (card->card.protocol == CARD_T1)
		pci = SCARD_PCI_T1;
	uint64_t began = microseconds();
	uint32_t code = result(SCardTransmit(card->handle, pci, command, (DWORD)command_length, NULL,
	                                     response, &got));
	if (code == PCSC_OK)
		*length = got <= CARD_RESPONSE_MAX ? got : CARD_RESPONSE_MAX;
	tell(began, code,
	     (struct pcsc_call){.name = "SCardTransmit",
	                        .reader = card->reader,
	                        .is_command = true,
	                        .in = command,
	                        .in_length = command_length,
	                        .out = response,
	                        .out_length = *length});
	return tell_apart(card, code);
}

static card_result card_reset(void *self, enum card_reset kind)
{
	struct pcsc_card *card = self;
	DWORD active = 0;

	if (!card->connected)
		return PCSC_E_INVALID_HANDLE;
	uint64_t began = microseconds();
	uint32_t code =
	    result(SCardReconnect(card->handle, card->share, card->protocols,
	                          kind == CARD_COLD ? SCARD_UNPOWER_CARD : SCARD_RESET_CARD, &active));
	tell(began, code,
	     (struct pcsc_call){.name = "SCardReconnect",
	                        .reader = card->reader,
	                        .numbers = {{"share", (uint32_t)card->share},
	                                    {"protocols", (uint32_t)card->protocols},
	                                    {"active", (uint32_t)active}}});
	if (code != PCSC_OK)
		return code;
	card->card.protocol = active_protocol(active);
	return read_atr(card);
}

static card_result card_control(void *self, uint32_t control, const uint8_t *in, size_t in_length,
                                uint8_t *out, size_t *out_length)
{
	struct pcsc_card *card = self;
	size_t size = *out_length;
	DWORD got = 0;

	*out_length = 0;
	if (!card->connected)
		return PCSC_E_INVALID_HANDLE;
	uint64_t began = microseconds();
	uint32_t code = result(
	    SCardControl(card->handle, control, in, (DWORD)in_length, out, (DWORD)size, &got));
	if (code == PCSC_OK)
		*out_length = got <= size ? got : size;
	tell(began, code,
	     (struct pcsc_call){.name = "SCardControl",
	                        .reader = card->reader,
	                        .numbers = {{"code", control}},
	                        .in = in,
	                        .in_length = in_length,
	                        .out = out,
	                        .out_length = *out_length});
	return code;
}

static card_result card_attribute(void *self, uint32_t tag, uint8_t *out, size_t *out_length)
{
	struct pcsc_card *card = self;
	size_t size = *out_length;
	DWORD got = (DWORD)size;

	*out_length = 0;
	if (!card->connected)
		return PCSC_E_INVALID_HANDLE;
	uint64_t began = microseconds();
	uint32_t code = result(SCardGetAttrib(card->handle, tag, out, &got));
	if (code == PCSC_OK)
		*out_length = got <= size ? got : size;
	tell(began, code,
	     (struct pcsc_call){.name = "SCardGetAttrib",
	                        .reader = card->reader,
	                        .numbers = {{"tag", tag}},
	                        .out = out,
	                        .out_length = *out_length});
	return code;
}

static card_result card_transaction(void *self, bool begin)
{
	struct pcsc_card *card = self;

	if (!card->connected)
		return PCSC_E_INVALID_HANDLE;
	uint64_t began = microseconds();
	uint32_t code = result(begin ? SCardBeginTransaction(card->handle)
	                             : SCardEndTransaction(card->handle, SCARD_LEAVE_CARD));
	tell(began, code,
	     (struct pcsc_call){.name = begin ? "SCardBeginTransaction" : "SCardEndTransaction",
	                        .reader = card->reader});
	return tell_apart(card, code);
}

uint32_t pcsc_control_code(uint16_t code)
{
	return (uint32_t)SCARD_CTL_CODE(code);
}

struct card *pcsc_card_new(struct pcsc *pcsc, const char *reader)
{
	size_t length = strnlen(reader, READER_NAME_SIZE);
	struct pcsc_card *card = calloc(1, sizeof *card);

	if (card == NULL || length == READER_NAME_SIZE) {
		free(card);
		return NULL;
	}
	card->pcsc = pcsc;
	memcpy(card->reader, reader, length + 1);
	card->card = (struct card){
	    .self = card,
	    .connect = card_connect,
	    .transmit = card_transmit,
	    .reset = card_reset,
	    .control = card_control,
	    .attribute = card_attribute,
	    .transaction = card_transaction,
	    .disconnect = card_disconnect,
	};
	return &card->card;
}

void pcsc_card_free(struct card **card)
{
	if (*card == NULL)
		return;
	struct pcsc_card *own = (*card)->self;
	if (own->connected)
		card_disconnect(own, CARD_LEAVE);
	free(own);
	*card = NULL;
}
