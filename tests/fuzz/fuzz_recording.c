/* Recordings: a recording that is accepted answers each of its own commands, in its order. What is
 * recorded from that is accepted too, and gives the same responses. */
#include "script/parse/parse.h"
#include "script/record.h"
#include "script/recording.h"
#include "script/replay.h"
#include "script/value.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint8_t response[CARD_RESPONSE_MAX];

/* Sends the commands in the text, and records the responses. Secret bytes are replaced with any
 * bytes. */
static void send_all(struct card *card, const char *text, size_t length, struct record *record)
{
	struct script script = {0};
	struct variables variables = {0};
	struct value_error error;
	struct text command = {0};
	struct parser *parser = parse_new(&script, "x", NULL);
	size_t got;

	assert(parser != NULL);
	if (!parse_text(parser, text, length))
		script_clear(&script);
	parse_free(&parser);
	for (size_t i = 0; i < script.count; i++) {
		const struct statement *statement = &script.statements[i];

		text_clear(&command);
		if (statement->kind == STATEMENT_COMMAND) {
			if (statement_is(statement, KEYWORD_RESET)) {
				card->reset(card->self, CARD_WARM);
				record_card(record, card, "reset");
			}
			continue;
		}
		if (!value_apdu(&script, statement, &variables, card->protocol == CARD_T0, &command,
		                &error))
			continue;
		const uint8_t *bytes = (const uint8_t *)command.data;
		if (card->transmit(card->self, bytes, command.length, response, &got) == 0) {
			assert(got >= 2 && got <= CARD_RESPONSE_MAX);
			record_apdu(record, bytes, command.length, NULL, response, got);
		} else {
			assert(got == 0);
		}
	}
	variables_free(&variables);
	text_free(&command);
	script_free(&script);
}

/* What the header file guarantees for every input. */
static void check(const struct recording *recording)
{
	size_t at = 0;

	for (size_t i = 0; i < recording->count; i++) {
		const struct recorded *record = &recording->records[i];

		assert(record->line >= 1);
		assert(record->reset == (record->command == NULL));
		assert(recorded_fits(record, record->command, record->length) == !record->reset);
		assert(record->reset ||
		       (record->length >= 1 && record->response_length >= 2 &&
		        record->response_length <= CARD_RESPONSE_MAX));
	}
	for (size_t i = 0; i < recording->card_count; i++) {
		const struct recorded_card *recorded = &recording->cards[i];

		assert((i == 0 || recorded->at > at) && recorded->at <= recording->count);
		at = recorded->at;
		assert(recording_card(recording, at) == recorded);
		assert(recorded->atr_known || recorded->protocol != CARD_NONE);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct recording_error error = {.text = ""};
	struct recording recording;
	struct record record = {0}, again = {0};

	bool ok = recording_read(&recording, (const char *)data, size, &error);
	assert(ok || (error.text[0] != '\0' && recording.count == 0));
	check(&recording);
	recording_free(&recording);
	struct replay *replay = replay_new((const char *)data, size, size % 2 == 0, &error);
	assert(ok == (replay != NULL));
	if (replay == NULL)
		return 0;
	struct card *card = replay_card(replay);
	if (card->connect(card->self, CARD_SHARED, CARD_T0 | CARD_T1 | CARD_RAW) == 0) {
		record_card(&record, card, NULL);
		send_all(card, (const char *)data, size, &record);
		struct replay *second =
			replay_new(record.text.data, record.text.length, true, &error);
		assert(second != NULL);
		struct card *other = replay_card(second);
		assert(other->connect(other->self, CARD_SHARED, CARD_T0 | CARD_T1 | CARD_RAW) == 0);
		record_card(&again, other, NULL);
		send_all(other, record.text.data, record.text.length, &again);
		replay_free(&second);
	}
	replay_free(&replay);
	text_free(&record.text);
	text_free(&again.text);
	return 0;
}
