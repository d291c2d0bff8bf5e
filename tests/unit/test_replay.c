/* A recording used in place of a card, and the recording written of a card. */
#include "no_memory.h"

#include "script/record.h"
#include "script/replay.h"

#include <stdbool.h>

static uint8_t response[CARD_RESPONSE_MAX];

static bool play_again(const void *subject, struct text *out)
{
	const char *text = subject;
	struct recording_error error = {.text = ""};
	struct replay *replay = replay_new(text, strlen(text), true, &error);
	struct card *card = replay != NULL ? replay_card(replay) : NULL;

	if (card != NULL && card->connect(card->self, CARD_SHARED, CARD_T0 | CARD_T1) == 0)
		text_hex(out, card->atr, card->atr_length, ' ');
	bool good = replay != NULL || !error.no_memory;
	text_puts(out, replay != NULL ? "" : error.text);
	replay_free(&replay);
	return good;
}

static struct replay *play(const char *text, bool in_order)
{
	struct recording_error error = {.text = ""};
	struct replay *replay = replay_new(text, strlen(text), in_order, &error);

	assert_non_null(replay);
	no_memory(play_again, text);
	struct card *card = replay_card(replay);
	assert_int_equal(card->connect(card->self, CARD_SHARED, CARD_T0 | CARD_T1), 0);
	return replay;
}

/* Sends 00A400 and this byte; returns the first byte of the response, or -1 if there is none. */
static int ask(struct replay *replay, uint8_t p2)
{
	const uint8_t command[] = {0x00, 0xA4, 0x00, p2};
	struct card *card = replay_card(replay);
	size_t length = 99;

	card_result code = card->transmit(card->self, command, sizeof command, response, &length);
	if (code != 0) {
		assert_int_equal(code, CARD_NO_RECORD);
		assert_int_equal(length, 0);
		return -1;
	}
	assert_int_equal(length, 3);
	assert_memory_equal(response + 1, "\x90\0", 2);
	return response[0];
}

static const char four[] = "00A40000 [01] (9000)\n00A40000 [02] (9000)\n"
			   "00A40001 [03] (9000)\n00A40000 [04] (9000)\n";

static void in_order(void **state)
{
	struct replay *replay = play(four, true);

	(void)state;
	assert_int_equal(ask(replay, 0), 1);
	assert_int_equal(ask(replay, 1), 3);
	assert_int_equal(replay_card(replay)->transaction(replay_card(replay)->self, true), 0);
	assert_int_equal(ask(replay, 1), -1);
	assert_int_equal(ask(replay, 0), 4);
	assert_int_equal(ask(replay, 0), -1);
	replay_free(&replay);
	assert_null(replay);
}

static void in_any_order(void **state)
{
	struct replay *replay = play(four, false);
	static const int zeros[] = {4, 1, 2, 4, 1};

	(void)state;
	assert_int_equal(ask(replay, 1), 3);
	for (size_t i = 0; i < LENGTH(zeros); i++)
		assert_int_equal(ask(replay, 0), zeros[i]);
	assert_int_equal(ask(replay, 1), 3);
	assert_int_equal(ask(replay, 2), -1);
	assert_int_equal(ask(replay, 0), 4);
	replay_free(&replay);
}

static void resets(void **state)
{
	struct replay *replay = play("# ATR: 3B 00\n# protocol: T=0\n00A40000 [01] (9000)\n"
	                             "00A40001 [02] (9000)\nreset\n# ATR: 3B 01 50\n"
	                             "00A40001 [03] (9000)\n",
	                             true);
	struct card *card = replay_card(replay);

	(void)state;
	assert_int_equal(card->protocol, CARD_T0);
	assert_int_equal(card->atr_length, 2);
	assert_int_equal(ask(replay, 0), 1);
	assert_int_equal(card->reset(card->self, CARD_WARM), 0);
	assert_int_equal(card->atr_length, 3);
	assert_int_equal(ask(replay, 1), 3);
	assert_int_equal(card->reset(card->self, CARD_COLD), 0);
	assert_int_equal(card->atr_length, 3);
	replay_free(&replay);
}

/* What several scripts recorded, each with its own connection. */
static void connections(void **state)
{
	struct replay *replay = play("# ATR: 3B 00\n# protocol: T=0\n00A40000 [01] (9000)\n"
	                             "# ATR: 3B 01 50\n# protocol: T=1\n00A40000 [02] (9000)\n",
	                             true);
	struct card *card = replay_card(replay);

	(void)state;
	assert_int_equal(ask(replay, 0), 1);
	assert_int_equal(card->disconnect(card->self, CARD_LEAVE), 0);
	assert_int_equal(card->connect(card->self, CARD_SHARED, CARD_T0 | CARD_T1), 0);
	assert_int_equal(card->protocol, CARD_T1);
	assert_int_equal(card->atr_length, 3);
	assert_int_equal(ask(replay, 0), 2);
	assert_int_not_equal(card->connect(card->self, CARD_SHARED, CARD_T0), 0);
	replay_free(&replay);
}

static void what_is_not_told(void **state)
{
	struct replay *replay = play("", true);
	struct card *card = replay_card(replay);
	size_t length = 5;

	(void)state;
	assert_int_equal(card->protocol, CARD_T1);
	assert_int_equal(card->atr_length, 2);
	assert_memory_equal(card->atr, "\x3B\0", 2);
	assert_int_equal(ask(replay, 0), -1);
	assert_int_not_equal(card->attribute(card->self, 1, response, &length), 0);
	assert_int_equal(length, 0);
	assert_int_not_equal(card->control(card->self, 1, NULL, 0, response, &length), 0);
	assert_int_equal(card->connect(card->self, CARD_SHARED, CARD_T0), 0);
	assert_int_equal(card->protocol, CARD_T0);
	replay_free(&replay);
}

static void record(struct record *record, const char *command, size_t length, const char *hidden,
                   const char *answer, size_t answer_length)
{
	struct text veil = {0};

	if (hidden != NULL)
		text_add(&veil, hidden, length);
	record_apdu(record, (const uint8_t *)command, length, hidden != NULL ? &veil : NULL,
	            (const uint8_t *)answer, answer_length);
	text_free(&veil);
}

static void what_is_written(void **state)
{
	struct card card = {.atr = {0x3B, 0x00}, .atr_length = 2, .protocol = CARD_T1};
	struct record written = {0};

	(void)state;
	record_card(&written, &card, NULL);
	record(&written, "\0\xA4\0\0", 4, NULL, "\1\2\x90\0", 4);
	record(&written, "\0\x20\0\1\2\x31\x32", 7, NULL, "\x63\xC2", 2);
	record(&written, "\0\xA4\0\0\3\xAA\x31\x32", 8, "\0\0\0\0\0\0\1\1", "\x90\0", 2);
	record(&written, "\0\xA4\0\0", 4, NULL, "\x90", 1);
	record_card(&written, &card, "reset cold");
	assert_string_equal(written.text.data,
	                    "# ATR: 3B 00\n# protocol: T=1\n"
	                    "00 A4 00 00 [0102] (9000)\n"
	                    "pin secret1 hex \"2 bytes\"\n"
	                    "00 20 00 01 02 $secret1 [] (63C2)\n"
	                    "pin secret2 hex \"2 bytes\"\n"
	                    "00 A4 00 00 03 AA $secret2 [] (9000)\n"
	                    "# answered without a status word: 00 A4 00 00\n"
	                    "reset cold\n# ATR: 3B 00\n# protocol: T=1\n");
	text_free(&written.text);
	/* nothing is recorded */
	record_card(NULL, &card, NULL);
	record(NULL, "\0\xA4\0\0", 4, NULL, "\x90\0", 2);
	record_command(NULL, (const uint8_t *)"\0\xA4\0\0", 4, NULL);
}

static void secrets_told_on_request(void **state)
{
	struct record written = {.shows_secrets = true};

	(void)state;
	record(&written, "\0\x20\0\1\2\x31\x32", 7, "\0\0\0\0\0\1\1", "\x63\xC2", 2);
	assert_string_equal(written.text.data, "00 20 00 01 02 31 32 [] (63C2)\n");
	text_free(&written.text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_order),
		cmocka_unit_test(in_any_order),
		cmocka_unit_test(resets),
		cmocka_unit_test(connections),
		cmocka_unit_test(what_is_not_told),
		cmocka_unit_test(what_is_written),
		cmocka_unit_test(secrets_told_on_request),
	};

	return cmocka_run_group_tests_name("replay", tests, NULL, NULL);
}
