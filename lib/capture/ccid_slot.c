#include "capture/ccid_slot.h"

#include "base/card.h"
#include "base/little_endian.h"

#include <string.h>

void ccid_slot_start(struct ccid_slot *slot, struct track_list *list, const char *reader)
{
	*slot = (struct ccid_slot){0};
	track_start(&slot->track, list, reader);
}

void ccid_slot_free(struct ccid_slot *slot)
{
	track_free(&slot->track);
	transport_free(&slot->transport);
	text_free(&slot->command);
	text_free(&slot->response);
}

static void append_data(struct ccid_slot *slot, struct text *text, const uint8_t *bytes,
                        size_t length)
{
	if (text->length + length > CARD_CONTROL_MAX) {
		track_comment(&slot->track, "chain longer than any APDU");
		text_clear(text);
	}
	text_add(text, (const char *)bytes, length);
	slot->track.list->failed = slot->track.list->failed || text->failed;
}

/* Reports the command; response is NULL if there was none. */
static void report(struct ccid_slot *slot, const struct text *response)
{
	if (slot->open && slot->confirmed)
		transport_exchange(&slot->transport, &slot->track,
		                   (const uint8_t *)slot->command.data, slot->command.length,
		                   response == NULL               ? NULL :
		                           response->data == NULL ? (const uint8_t *)"" :
		                                                    (const uint8_t *)response->data,
		                   response == NULL ? 0 : response->length);
	slot->open = slot->incomplete = false;
	text_clear(&slot->command);
	text_clear(&slot->response);
}

void ccid_slot_end(struct ccid_slot *slot)
{
	if (!slot->confirmed)
		return;
	report(slot, NULL);
	track_end(&slot->track);
}

/* Reports the command before its response, so that a time extension or the entry of a PIN follows
 * it. With PC_to_RDR_Secure the command is never a block. */
static void report_early(struct ccid_slot *slot)
{
	if (!slot->open || slot->incomplete || slot->command.length == 0 ||
	    (slot->type != CCID_SECURE && !transport_is_plain(&slot->transport)))
		return;
	track_command(&slot->track, (const uint8_t *)slot->command.data, slot->command.length);
	text_clear(&slot->command);
}

static void take_block(struct ccid_slot *slot, const struct ccid_message *message)
{
	/* At character level the field is the number of characters expected. */
	unsigned level = slot->transport.level == TRANSPORT_CHARACTER ? CCID_WHOLE :
									le16(message->specific + 1);

	if (level == CCID_SEND_MORE && message->length == 0)
		return;
	if (level != CCID_CONTINUES && level != CCID_ENDS)
		report(slot, NULL);
	slot->open = true;
	slot->incomplete = level == CCID_BEGINS || level == CCID_CONTINUES;
	append_data(slot, &slot->command, message->data, message->length);
}

void ccid_slot_command(struct ccid_slot *slot, const struct ccid_message *message)
{
	slot->waits = true;
	slot->type = message->type;
	slot->sequence = message->sequence;
	if (message->type == CCID_XFR_BLOCK) {
		take_block(slot, message);
		return;
	}
	report(slot, NULL);
	if (message->type == CCID_SECURE) {
		size_t at = ccid_message_apdu(message->data, message->length);

		slot->open = at > 0;
		if (at > 0)
			append_data(slot, &slot->command, message->data + at, message->length - at);
	} else if (message->type == CCID_ESCAPE) {
		append_data(slot, &slot->command, message->data, message->length);
	}
}

static void take_data(struct ccid_slot *slot, const struct ccid_message *message)
{
	unsigned chain = message->specific[2];

	/* The reader would not respond with data to the first part of a chain, so these are
	 * characters. */
	if (slot->incomplete && slot->transport.level == TRANSPORT_UNKNOWN && chain == CCID_WHOLE &&
	    message->length > 0)
		slot->transport.level = TRANSPORT_CHARACTER;
	if (slot->transport.level == TRANSPORT_CHARACTER)
		chain = CCID_WHOLE;
	if (chain == CCID_SEND_MORE)
		return;
	if (chain == CCID_WHOLE || chain == CCID_BEGINS)
		text_clear(&slot->response);
	append_data(slot, &slot->response, message->data, message->length);
	if (chain == CCID_WHOLE || chain == CCID_ENDS)
		report(slot, &slot->response);
}

static void take_atr(struct ccid_slot *slot, const struct ccid_message *message)
{
	transport_reset(&slot->transport);
	slot->gone = false;
	if (message->length > 0)
		track_atr(&slot->track, message->data, message->length);
}

static void take_parameters(struct ccid_slot *slot, const struct ccid_message *message)
{
	unsigned protocol = message->specific[2];
	char what[] = "parameters of T=0";

	if (protocol > 1)
		return;
	what[sizeof what - 2] = (char)('0' + protocol);
	/* Before the protocol is set, a reader reports its default. */
	if (slot->type == CCID_SET_PARAMETERS)
		track_protocol(&slot->track, protocol);
	if (message->length > sizeof *ccid_default_parameters ||
	    memcmp(message->data, ccid_default_parameters[protocol], message->length) != 0)
		track_bytes(&slot->track, what, message->data, message->length);
}

/* Returns true if the card was removed after it was powered up. */
static bool is_gone(const struct ccid_slot *slot, const struct ccid_message *message)
{
	return slot->track.powered &&
		(ccid_message_status(message) & CCID_CARD_STATUS) == CCID_NO_CARD;
}

static void take_done(struct ccid_slot *slot, const struct ccid_message *message)
{
	struct track *track = &slot->track;
	char name[16];

	switch (slot->type) {
	case CCID_SECURE:
		track_comment(track, "PIN entered at the reader");
		take_data(slot, message);
		break;
	case CCID_XFR_BLOCK:
		take_data(slot, message);
		break;
	case CCID_POWER_ON:
		take_atr(slot, message);
		break;
	case CCID_POWER_OFF:
		track_power_off(track);
		break;
	case CCID_GET_SLOT_STATUS:
		break;
	case CCID_ESCAPE:
		track_bytes(track, "escape", (const uint8_t *)slot->command.data,
		            slot->command.length);
		track_bytes(track, "escape response", message->data, message->length);
		text_clear(&slot->command);
		break;
	default:
		if (message->type == CCID_PARAMETERS)
			take_parameters(slot, message);
		else
			track_comment(track, "%s", ccid_message_name(slot->type, name));
		break;
	}
}

void ccid_slot_response(struct ccid_slot *slot, const struct ccid_message *message)
{
	uint8_t status = ccid_message_status(message), error = ccid_message_error(message);
	char name[16], why[32];

	if (!slot->waits || message->sequence != slot->sequence ||
	    !ccid_message_answers(message->type, slot->type))
		return;
	slot->confirmed = true;
	if (slot->type == CCID_SECURE)
		report_early(slot);
	if ((status & CCID_COMMAND_STATUS) == CCID_TIME_EXTENSION) {
		report_early(slot);
		track_comment(&slot->track, "time extension %u", error);
		return;
	}
	slot->waits = false;
	if ((status & CCID_COMMAND_STATUS) == CCID_FAILED) {
		report(slot, NULL);
		track_comment(&slot->track, "%s failed: %s", ccid_message_name(slot->type, name),
		              ccid_message_failure(error, why));
	} else {
		take_done(slot, message);
	}
	if (is_gone(slot, message))
		ccid_slot_change(slot, false);
}

void ccid_slot_change(struct ccid_slot *slot, bool present)
{
	if (!slot->confirmed || (slot->gone && !present))
		return;
	report(slot, NULL);
	slot->gone = !present;
	track_comment(&slot->track, present ? "card inserted" : "card removed");
	slot->track.powered = false;
}
