#include "vicard/card/virtual_card.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

/* vpcd rejects an ATR of more than 33 bytes, so that PC/SC reports the card as mute. */
enum { MUTE_ATR_LENGTH = 34 };

static const uint8_t first_atr[] = {0x3B, 0x00};
static const uint8_t unknown_instruction[] = {0x6D, 0x00};
static const uint8_t success[] = {0x90, 0x00};

bool vicard_start(struct vicard *card)
{
	*card = (struct vicard){.atr_length = sizeof first_atr};
	memcpy(card->atr, first_atr, sizeof first_atr);
	card->last = malloc(VICARD_MESSAGE_MAX);
	return card->last != NULL && t0_start(&card->t0);
}

static void response_free(struct response *response)
{
	free(response->bytes);
	*response = (struct response){0};
}

void vicard_forget(struct vicard *card)
{
	for (size_t i = 0; i < card->answer_count; i++) {
		free(card->answers[i].prefix);
		response_free(&card->answers[i].response);
	}
	free(card->answers);
	card->answers = NULL;
	card->answer_count = card->answer_size = 0;
	response_free(&card->otherwise);
}

void vicard_end(struct vicard *card)
{
	vicard_forget(card);
	recording_free(&card->recording);
	missing_free(&card->missing);
	t0_end(&card->t0);
	free(card->last);
	card->last = NULL;
}

static void set_atr(struct vicard *card, const uint8_t *atr, size_t length)
{
	memcpy(card->atr, atr, length);
	card->atr_length = length;
}

void vicard_atr(struct vicard *card, const uint8_t *atr, size_t length)
{
	set_atr(card, atr, length);
	card->chosen_atr = true;
	card->mute = false;
}

/* Sets the ATR of the card at the current place in the recording. */
static void set_recorded_card(struct vicard *card)
{
	const struct recorded_card *recorded = recording_card(&card->recording, card->next);

	if (!card->chosen_atr && recorded != NULL && recorded->atr_length > 0)
		set_atr(card, recorded->atr, recorded->atr_length);
}

void vicard_record(struct vicard *card, struct recording *recording)
{
	recording_free(&card->recording);
	card->recording = *recording;
	*recording = (struct recording){0};
	card->next = 0;
	set_recorded_card(card);
}

void vicard_insert(struct vicard *card)
{
	card->cold = card->warm = card->off = card->commands = 0;
	card->last_length = 0;
	card->powered = card->atr_taken = false;
	card->next = 0;
	t0_reset(&card->t0);
	missing_reset(&card->missing);
	card->asked = false;
	set_recorded_card(card);
}

static bool add_answer(struct vicard *card, const uint8_t *prefix, size_t length,
                       struct response response)
{
	struct prefix_response *more =
		array_room(card->answers, card->answer_count, &card->answer_size, sizeof *more);
	uint8_t *copy = malloc(length);
	size_t at = 0;

	if (more != NULL)
		card->answers = more;
	if (more == NULL || copy == NULL) {
		free(copy);
		return false;
	}
	memcpy(copy, prefix, length);
	while (at < card->answer_count && more[at].prefix_length >= length)
		at++;
	memmove(more + at + 1, more + at, (card->answer_count - at) * sizeof *more);
	more[at] = (struct prefix_response){
		.prefix = copy, .prefix_length = length, .response = response};
	card->answer_count++;
	return true;
}

bool vicard_answer(struct vicard *card, const uint8_t *prefix, size_t length,
                   struct response response)
{
	if (length == 0) {
		response_free(&card->otherwise);
		card->otherwise = response;
		return true;
	}
	for (size_t i = 0; i < card->answer_count; i++) {
		struct prefix_response *answer = &card->answers[i];

		if (answer->prefix_length == length &&
		    memcmp(answer->prefix, prefix, length) == 0) {
			response_free(&answer->response);
			answer->response = response;
			return true;
		}
	}
	return add_answer(card, prefix, length, response);
}

/* Returns the response for the longest matching prefix; NULL if none matches. */
static const struct response *response_to(const struct vicard *card, const uint8_t *command,
                                          size_t length)
{
	for (size_t i = 0; i < card->answer_count; i++) {
		const struct prefix_response *answer = &card->answers[i];

		if (answer->prefix_length <= length &&
		    memcmp(answer->prefix, command, answer->prefix_length) == 0)
			return &answer->response;
	}
	return NULL;
}

/* Returns the number of data bytes in a response that ends with 9000, limited to what a message can
 * hold. */
static size_t data_length(size_t wanted)
{
	const size_t most = VICARD_MESSAGE_MAX - sizeof success;

	return wanted < most ? wanted : most;
}

static size_t respond(const struct response *response, const uint8_t *command, size_t length,
                      uint8_t *out)
{
	size_t count;

	switch (response->kind) {
	case RESPONSE_LENGTH:
		count = data_length(response->count);
		for (size_t i = 0; i < count; i++)
			out[i] = (uint8_t)i;
		break;
	case RESPONSE_ECHO:
		count = data_length(length);
		memcpy(out, command, count);
		break;
	case RESPONSE_BYTES:
	default:
		if (response->bytes == NULL) {
			memcpy(out, unknown_instruction, sizeof unknown_instruction);
			return sizeof unknown_instruction;
		}
		memcpy(out, response->bytes, response->count);
		return response->count;
	}
	memcpy(out + count, success, sizeof success);
	return count + sizeof success;
}

/* With T=0, Le is ignored in the comparison. */
static bool fits(const struct recorded *record, const uint8_t *command, size_t length, bool t0)
{
	struct recorded without_le = *record;

	if (!t0 || record->reset)
		return recorded_fits(record, command, length);
	without_le.length = t0_length(record->command, record->length);
	return recorded_fits(&without_le, command, t0_length(command, length));
}

/* Returns the next record with this command, starting again at the beginning after the last one;
 * NULL if there is none. */
static const struct recorded *find_record(struct vicard *card, const uint8_t *command,
                                          size_t length)
{
	const struct recording *recording = &card->recording;

	for (size_t i = 0; i < recording->count; i++) {
		size_t at = (card->next + i) % recording->count;

		if (!fits(&recording->records[at], command, length, card->t0.on))
			continue;
		card->next = at + 1;
		return &recording->records[at];
	}
	return NULL;
}

/* Like find_record, but keeps commands that were not found for the report. */
static const struct recorded *ask_recording(struct vicard *card, const uint8_t *command,
                                            size_t length)
{
	const struct recorded *record = find_record(card, command, length);

	if (record == NULL) {
		missing_add(&card->missing, command, length);
		return NULL;
	}
	const uint8_t *end = record->response + record->response_length;
	missing_found(&card->missing, command, length, (uint16_t)(end[-2] << 8 | end[-1]));
	return record;
}

/* Stores the whole response to a command; returns false if the relayed card did not respond. */
static bool answer_whole(struct vicard *card, const uint8_t *command, size_t length, uint8_t *out,
                         size_t *out_length)
{
	const struct response *response = response_to(card, command, length);
	const struct recorded *record = NULL;

	if (response == NULL && card->relay != NULL)
		return relay_transmit(card->relay, command, length, out, VICARD_MESSAGE_MAX,
		                      out_length);
	if (response == NULL && card->recording.count > 0)
		record = ask_recording(card, command, length);
	if (record == NULL) {
		*out_length = respond(response != NULL ? response : &card->otherwise, command,
		                      length, out);
		return true;
	}
	memcpy(out, record->response, record->response_length);
	*out_length = record->response_length;
	return true;
}

static size_t give_mute_atr(uint8_t *out)
{
	memset(out, 0, MUTE_ATR_LENGTH);
	return MUTE_ATR_LENGTH;
}

static size_t give_relayed_atr(const struct relay *relay, uint8_t *out)
{
	if (relay->atr_length == 0)
		return give_mute_atr(out);
	memcpy(out, relay->atr, relay->atr_length);
	return relay->atr_length;
}

static size_t give_atr(struct vicard *card, uint8_t *out)
{
	card->atr_taken = card->powered;
	if (card->mute)
		return give_mute_atr(out);
	if (card->relay != NULL && !card->chosen_atr)
		return give_relayed_atr(card->relay, out);
	memcpy(out, card->atr, card->atr_length);
	return card->atr_length;
}

/* Continues the recording after its next reset, or from the start. */
static void reset(struct vicard *card, enum card_reset kind)
{
	const struct recording *recording = &card->recording;

	t0_reset(&card->t0);
	missing_reset(&card->missing);
	if (card->relay != NULL)
		(void)relay_power(card->relay, kind); /* whether it succeeded shows in the ATR */
	if (!card->asked)
		return;
	card->asked = false;
	while (card->next < recording->count && !recording->records[card->next].reset)
		card->next++;
	card->next = card->next < recording->count ? card->next + 1 : 0;
	set_recorded_card(card);
}

void vicard_off(struct vicard *card)
{
	if (card->relay != NULL)
		relay_off(card->relay);
}

/* Handles a message of one byte. A command APDU has at least four bytes, so this is a control
 * message of the reader. */
static enum vicard_taken take_control(struct vicard *card, uint8_t code, uint8_t *out,
                                      size_t *out_length)
{
	switch (code) {
	case VPCD_ON:
		card->cold++;
		card->powered = true;
		reset(card, CARD_COLD);
		return VICARD_SILENT;
	case VPCD_RESET:
		card->warm++;
		reset(card, CARD_WARM);
		return VICARD_SILENT;
	case VPCD_OFF:
		card->off++;
		vicard_off(card);
		return VICARD_SILENT;
	case VPCD_ATR:
		*out_length = give_atr(card, out);
		return VICARD_RESPONDED;
	default:
		memcpy(out, unknown_instruction, sizeof unknown_instruction);
		*out_length = sizeof unknown_instruction;
		return VICARD_RESPONDED;
	}
}

enum vicard_taken vicard_take(struct vicard *card, const uint8_t *message, size_t length,
                              uint8_t *out, size_t *out_length)
{
	if (length == 0)
		return VICARD_SILENT;
	if (length == 1)
		return take_control(card, message[0], out, out_length);
	card->commands++;
	memcpy(card->last, message, length);
	card->last_length = length;
	card->asked = true;
	if (t0_take(&card->t0, message, length, out, out_length))
		return VICARD_RESPONDED;
	if (!answer_whole(card, message, length, out, out_length))
		return VICARD_FAILED;
	t0_answer(&card->t0, message, length, out, out_length);
	return VICARD_RESPONDED;
}
