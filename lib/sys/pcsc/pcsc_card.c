#include "sys/pcsc/pcsc.h"

#include "sys/pcsc/pcsc_link.h"
#include "sys/memory.h"

#include <stdlib.h>
#include <string.h>

enum { LOOK_MS = 1000 };

struct pcsc_card {
	struct card card;
	struct pcsc *pcsc;
	struct pcsc_link link;
	enum card_share share;
	unsigned protocols; /* requested by connect; requested again by reset */
	bool connected;
	uint16_t counter; /* of the reader, when the card was connected or reset */
	char reader[READER_NAME_SIZE];
};

static card_result card_disconnect(void *self, enum card_disposition disposition)
{
	struct pcsc_card *card = self;

	if (!card->connected)
		return PCSC_E_INVALID_HANDLE;
	card->connected = false;
	return pcsc_link_disconnect(&card->link, disposition);
}

/* Reads the ATR of the card that was connected or reset, and the current counter. */
static uint32_t read_atr(struct pcsc_card *card)
{
	struct reader_state state = {0};

	card->card.atr_length = 0;
	memcpy(state.name, card->reader, sizeof state.name);
	uint32_t code = pcsc_status_change(card->pcsc, &state, 1, 0);
	if (code != PCSC_OK)
		return code;
	if (state.atr_length <= sizeof card->card.atr)
		card->card.atr_length = state.atr_length;
	memcpy(card->card.atr, state.atr, card->card.atr_length);
	card->counter = state.counter;
	return state.bits & READER_PRESENT ? PCSC_OK : PCSC_W_REMOVED_CARD;
}

/* Returns PCSC_CARD_BUSY if the service responds to a new context, and another program uses the
 * card: pcscd does not connect while that one is in a transaction. The old context is lost. */
static uint32_t explain_no_response(const struct pcsc_card *card)
{
	struct pcsc_limit limit = {.ms = LOOK_MS};
	struct reader_state state = {0};
	struct pcsc *pcsc;

	memcpy(state.name, card->reader, sizeof state.name);
	uint32_t code = pcsc_open(&pcsc, limit);
	if (code == PCSC_OK)
		code = pcsc_status_change(pcsc, &state, 1, 0);
	pcsc_close(&pcsc);
	return code == PCSC_OK && (state.bits & READER_INUSE) ? PCSC_CARD_BUSY : PCSC_NO_RESPONSE;
}

static card_result card_connect(void *self, enum card_share share, unsigned protocols)
{
	struct pcsc_card *card = self;

	if (card->connected)
		card_disconnect(card, CARD_LEAVE);
	card->share = share;
	card->protocols = protocols;
	uint32_t code = pcsc_link_connect(&card->link, share, protocols, &card->card.protocol);
	if (code == PCSC_NO_RESPONSE)
		code = explain_no_response(card);
	if (code != PCSC_OK)
		return code;
	card->connected = true;
	code = read_atr(card);
	if (share == CARD_DIRECT) /* direct mode talks to a reader without a card */
		return PCSC_OK;
	if (code != PCSC_OK)
		card_disconnect(card, CARD_LEAVE);
	return code;
}

/* If the service has no event counter, a different ATR shows that it is another card. If it has
 * one, only the counter counts, since a warm reset may give another ATR than a cold one. */
static bool is_same_card(const struct pcsc_card *card, const struct reader_state *now)
{
	if (now->counter != 0 || card->counter != 0)
		return now->counter == card->counter;
	return now->atr_length == 0 ||
		(now->atr_length == card->card.atr_length &&
	         memcmp(now->atr, card->card.atr, now->atr_length) == 0);
}

/* macOS reports RESET_CARD for a removed card, too. The card was removed if it is missing now or if
 * the event counter shows that it was removed and inserted again. */
static uint32_t tell_apart(const struct pcsc_card *card, uint32_t code)
{
	struct reader_state state = {0};

	if (code != PCSC_W_RESET_CARD)
		return code;
	memcpy(state.name, card->reader, sizeof state.name);
	if (pcsc_status_change(card->pcsc, &state, 1, 0) != PCSC_OK)
		return code;
	return (state.bits & READER_PRESENT) && is_same_card(card, &state) ? code :
									     PCSC_W_REMOVED_CARD;
}

static card_result card_transmit(void *self, const uint8_t *command, size_t command_length,
                                 uint8_t *response, size_t *length)
{
	struct pcsc_card *card = self;

	*length = 0;
	if (!card->connected)
		return PCSC_E_INVALID_HANDLE;
	return tell_apart(card,
	                  pcsc_link_transmit(&card->link, card->card.protocol, command,
	                                     command_length, response, length));
}

static card_result card_reset(void *self, enum card_reset kind)
{
	struct pcsc_card *card = self;

	if (!card->connected)
		return PCSC_E_INVALID_HANDLE;
	uint32_t code = pcsc_link_reconnect(&card->link, card->share, card->protocols, kind,
	                                    &card->card.protocol);
	if (code != PCSC_OK)
		return code;
	return read_atr(card);
}

static card_result card_control(void *self, uint32_t control, const uint8_t *in, size_t in_length,
                                uint8_t *out, size_t *out_length)
{
	struct pcsc_card *card = self;

	if (!card->connected) {
		*out_length = 0;
		return PCSC_E_INVALID_HANDLE;
	}
	return tell_apart(card,
	                  pcsc_link_control(&card->link, control, in, in_length, out, out_length));
}

static card_result card_attribute(void *self, uint32_t tag, uint8_t *out, size_t *out_length)
{
	struct pcsc_card *card = self;

	if (!card->connected) {
		*out_length = 0;
		return PCSC_E_INVALID_HANDLE;
	}
	return tell_apart(card, pcsc_link_attribute(&card->link, tag, out, out_length));
}

static card_result card_transaction(void *self, bool begin)
{
	struct pcsc_card *card = self;

	if (!card->connected)
		return PCSC_E_INVALID_HANDLE;
	return tell_apart(card, begin ? pcsc_link_begin(&card->link) : pcsc_link_end(&card->link));
}

struct card *pcsc_card_new(struct pcsc *pcsc, const char *reader)
{
	size_t length = strnlen(reader, READER_NAME_SIZE);
	struct pcsc_card *card = calloc(1, sizeof *card);

	if (!memory_sufficed(card != NULL) || length == READER_NAME_SIZE) {
		free(card);
		return NULL;
	}
	card->pcsc = pcsc;
	memcpy(card->reader, reader, length + 1);
	card->link = (struct pcsc_link){.pcsc = pcsc, .reader = card->reader};
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
