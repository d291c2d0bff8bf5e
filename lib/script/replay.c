#include "script/replay.h"

#include "script/recording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* PC/SC part 5. */
#define PROTO_MISMATCH 0x8010000Fu
#define UNSUPPORTED_FEATURE 0x8010001Fu

struct replay {
	struct card card;
	bool in_order;
	struct recording recording;
	size_t next; /* the record where the next search starts */
};

/* Sets the card as recorded from a place on. */
static void set_recorded_card(struct replay *replay, const struct recorded_card *recorded)
{
	static const uint8_t plain[] = {0x3B, 0x00};
	struct card *card = &replay->card;

	memcpy(card->atr, plain, sizeof plain);
	card->atr_length = sizeof plain;
	if (recorded != NULL && recorded->atr_known) {
		memcpy(card->atr, recorded->atr, recorded->atr_length);
		card->atr_length = recorded->atr_length;
	}
	if (recorded != NULL && recorded->protocol != CARD_NONE)
		card->protocol = recorded->protocol;
}

static card_result connect_replay(void *self, enum card_share share, unsigned protocols)
{
	struct replay *replay = self;
	const struct recorded_card *recorded = recording_card(&replay->recording, replay->next);
	bool known = recorded != NULL && recorded->protocol != CARD_NONE;
	enum card_protocol protocol = known ? recorded->protocol :
		(protocols & CARD_T1)       ? CARD_T1 :
					      CARD_T0;

	if (share != CARD_DIRECT && (protocols & (unsigned)protocol) == 0)
		return PROTO_MISMATCH;
	set_recorded_card(replay, recorded);
	replay->card.protocol = share == CARD_DIRECT ? CARD_NONE : protocol;
	return 0;
}

/* Returns the index of the matching record; the number of records if none matches. */
static size_t find(const struct replay *replay, const uint8_t *command, size_t length)
{
	const struct recording *recording = &replay->recording;
	size_t turns = replay->in_order ? recording->count - replay->next : recording->count;

	for (size_t i = 0; i < turns; i++) {
		size_t at = (replay->next + i) % recording->count;

		if (recorded_fits(&recording->records[at], command, length))
			return at;
	}
	return recording->count;
}

static card_result transmit_replay(void *self, const uint8_t *command, size_t command_length,
                                   uint8_t *response, size_t *length)
{
	struct replay *replay = self;
	size_t at = find(replay, command, command_length);

	*length = 0;
	if (at == replay->recording.count)
		return CARD_NO_RECORD;
	const struct recorded *record = &replay->recording.records[at];
	replay->next = at + 1;
	if (replay->next == replay->recording.count && !replay->in_order)
		replay->next = 0;
	memcpy(response, record->response, record->response_length);
	*length = record->response_length;
	return 0;
}

/* Continues after the next recorded reset, with the ATR and protocol recorded there. */
static card_result reset_replay(void *self, enum card_reset kind)
{
	struct replay *replay = self;
	const struct recording *recording = &replay->recording;

	(void)kind;
	for (size_t i = replay->next; i < recording->count; i++) {
		if (!recording->records[i].reset)
			continue;
		replay->next = i + 1;
		set_recorded_card(replay, recording_card(recording, replay->next));
		break;
	}
	return 0;
}

static card_result control_replay(void *self, uint32_t code, const uint8_t *in, size_t in_length,
                                  uint8_t *out, size_t *out_length)
{
	(void)self;
	(void)code;
	(void)in;
	(void)in_length;
	(void)out;
	*out_length = 0;
	return UNSUPPORTED_FEATURE;
}

static card_result attribute_replay(void *self, uint32_t tag, uint8_t *out, size_t *out_length)
{
	(void)self;
	(void)tag;
	(void)out;
	*out_length = 0;
	return UNSUPPORTED_FEATURE;
}

static card_result transaction_replay(void *self, bool begin)
{
	(void)self;
	(void)begin;
	return 0;
}

static card_result disconnect_replay(void *self, enum card_disposition disposition)
{
	(void)self;
	(void)disposition;
	return 0;
}

struct replay *replay_new(const char *text, size_t length, bool in_order,
                          struct recording_error *error)
{
	struct replay *replay = calloc(1, sizeof *replay);

	*error = (struct recording_error){1, 1, "out of memory", true};
	if (replay == NULL)
		return NULL;
	replay->in_order = in_order;
	replay->card = (struct card){
		.self = replay,
		.connect = connect_replay,
		.transmit = transmit_replay,
		.reset = reset_replay,
		.control = control_replay,
		.attribute = attribute_replay,
		.transaction = transaction_replay,
		.disconnect = disconnect_replay,
	};
	if (!recording_read(&replay->recording, text, length, error))
		replay_free(&replay);
	return replay;
}

void replay_free(struct replay **replay)
{
	if (*replay == NULL)
		return;
	recording_free(&(*replay)->recording);
	free(*replay);
	*replay = NULL;
}

struct card *replay_card(struct replay *replay)
{
	return &replay->card;
}
