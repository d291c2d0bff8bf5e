#include "vicard/card/relay.h"

#include "apdu/secret.h"

#include <string.h>

/* PC/SC part 5. */
#define INSUFFICIENT_BUFFER 0x80100008u
#define NO_SMARTCARD 0x8010000Cu
#define PROTO_MISMATCH 0x8010000Fu
#define NOT_TRANSACTED 0x80100016u
#define RESET_CARD 0x80100068u

static const char connects[] = "connect to the card";

static void report_event(const struct relay *relay, enum relay_event_kind kind,
                         const uint8_t *bytes, size_t length)
{
	const struct relay_event event = {kind, bytes, length};

	if (relay->on_event != NULL)
		relay->on_event(relay->self, &event);
}

static bool fail(struct relay *relay, const char *what, card_result code)
{
	relay->failed = what;
	relay->failure = code;
	return false;
}

static void set_atr(struct relay *relay, const uint8_t *atr, size_t length)
{
	relay->atr_length = length <= sizeof relay->atr ? length : 0;
	memcpy(relay->atr, atr, relay->atr_length);
}

void relay_insert(struct relay *relay, struct card *card, const uint8_t *atr, size_t length)
{
	if (relay->card == NULL)
		report_event(relay, RELAY_INSERTED, NULL, 0);
	relay->card = card;
	/* While our own connection is open, its ATR may be newer, from our last reset. */
	if (!relay->connected)
		set_atr(relay, atr, length);
}

void relay_remove(struct relay *relay)
{
	relay_off(relay);
	report_event(relay, RELAY_REMOVED, NULL, 0);
	relay->card = NULL;
	if (relay->record != NULL && relay->recorded)
		text_puts(&relay->record->text, "# card removed\n");
}

static void record_power(struct relay *relay, const char *command)
{
	record_card(relay->record, relay->card, relay->recorded ? command : NULL);
	relay->recorded = true;
}

/* Records the last power-up. The service also powers cards up and down on its own, so only a
 * power-up followed by a command is recorded. */
static void record_last_power(struct relay *relay)
{
	if (relay->powered_anew)
		record_power(relay, "reset cold");
	relay->powered_anew = false;
}

/* Connects to the card. If its ATR offers neither T=0 nor T=1, the connection is raw, as programs
 * have to do it. */
static card_result connect_card(struct relay *relay)
{
	struct card *card = relay->card;
	card_result code = card->connect(card->self, CARD_SHARED, CARD_T0 | CARD_T1);

	if (code == PROTO_MISMATCH)
		code = card->connect(card->self, CARD_SHARED, CARD_RAW);
	relay->connected = code == 0;
	return code;
}

bool relay_power(struct relay *relay, enum card_reset kind)
{
	struct card *card = relay->card;
	bool resets = relay->connected;

	relay->atr_length = 0;
	if (card == NULL)
		return fail(relay, connects, NO_SMARTCARD);
	card_result code = resets ? card->reset(card->self, kind) : connect_card(relay);
	if (code != 0)
		return fail(relay, resets ? "reset the card" : connects, code);
	set_atr(relay, card->atr, card->atr_length);
	report_event(relay,
	             !resets                   ? RELAY_ON :
	                     kind == CARD_WARM ? RELAY_WARM :
	                                         RELAY_COLD,
	             NULL, 0);
	if (!resets || kind == CARD_COLD) {
		relay->powered_anew = true;
	} else {
		record_last_power(relay);
		record_power(relay, "reset");
	}
	return true;
}

static void disconnect(struct relay *relay, enum card_disposition disposition)
{
	if (!relay->connected)
		return;
	(void)relay->card->disconnect(relay->card->self, disposition);
	relay->connected = false;
	report_event(relay, RELAY_OFF, NULL, 0);
}

void relay_off(struct relay *relay)
{
	disconnect(relay, CARD_UNPOWER);
}

/* Records a comment, as a recording cannot contain a command without a response. */
static void record_failure(struct relay *relay, const uint8_t *command, size_t length)
{
	struct text *text = &relay->record->text;

	text_puts(text, "# no response: ");
	if (relay->record->shows_secrets)
		text_hex(text, command, length, ' ');
	else
		secret_hex(text, command, length, ' ');
	text_puts(text, "\n");
}

/* If another program has reset the card, it is using it: the card is left as it is. */
static bool transmit_failed(struct relay *relay, const uint8_t *command, size_t length,
                            card_result code)
{
	if (relay->record != NULL)
		record_failure(relay, command, length);
	if (code == RESET_CARD)
		disconnect(relay, CARD_LEAVE);
	return fail(relay, "send the command", code);
}

bool relay_transmit(struct relay *relay, const uint8_t *command, size_t length, uint8_t *out,
                    size_t max, size_t *out_length)
{
	struct card *card = relay->card;
	size_t got = 0;

	if (!relay->connected && !relay_power(relay, CARD_COLD))
		return false;
	record_last_power(relay);
	report_event(relay, RELAY_COMMAND, command, length);
	card_result code = card->transmit(card->self, command, length, relay->response, &got);
	if (code == 0 && (got == 0 || got > max))
		code = got == 0 ? NOT_TRANSACTED : INSUFFICIENT_BUFFER;
	if (code != 0)
		return transmit_failed(relay, command, length, code);
	report_event(relay, RELAY_RESPONSE, relay->response, got);
	record_apdu(relay->record, command, length, NULL, relay->response, got);
	memcpy(out, relay->response, got);
	*out_length = got;
	return true;
}
