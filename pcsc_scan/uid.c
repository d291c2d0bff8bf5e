#include "pcsc_scan/uid.h"

#include "atr/contactless.h"
#include "atr/hist.h"
#include "sys/process/timed_call.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_MS = 1000 };

struct uid_question {
	char reader[READER_NAME_SIZE];
	struct card_uid answer;
	uint8_t response[CARD_RESPONSE_MAX];
};

/* GET DATA of the reader, CLA FF (PC/SC part 3): with P1 00 the UID (of a type B card the PUPI),
 * with P1 01 the historical bytes of the ATS. Any status word but 9000 means that there is none. */
static size_t get_data(struct uid_question *question, struct card *card, uint8_t p1, uint8_t *out,
                       size_t max)
{
	const uint8_t command[] = {0xFF, 0xCA, p1, 0x00, 0x00};
	uint32_t *code = &question->answer.code;
	size_t length = 0;

	if (*code == PCSC_OK)
		*code = card->transmit(card->self, command, sizeof command, question->response,
		                       &length);
	if (*code != PCSC_OK || length < 2 || question->response[length - 2] != 0x90 ||
	    question->response[length - 1] != 0x00 || length - 2 > max)
		return 0;
	memcpy(out, question->response, length - 2);
	return length - 2;
}

static void ask_card(struct uid_question *question, struct card *card)
{
	struct card_uid *answer = &question->answer;

	answer->code = card->connect(card->self, CARD_SHARED, CARD_T0 | CARD_T1);
	answer->uid_length = get_data(question, card, 0x00, answer->uid, sizeof answer->uid);
	answer->ats_length = get_data(question, card, 0x01, answer->ats, sizeof answer->ats);
}

static void work(void *self)
{
	struct uid_question *question = self;
	struct pcsc *pcsc;

	question->answer.code = pcsc_open(&pcsc, (struct pcsc_limit){0});
	if (question->answer.code == PCSC_OK) {
		struct card *card = pcsc_card_new(pcsc, question->reader);

		if (card != NULL)
			ask_card(question, card);
		else
			question->answer.code = PCSC_E_NO_MEMORY;
		if (card != NULL)
			pcsc_card_free(&card);
	}
	pcsc_close(&pcsc);
}

/* Waits one second at most. */
static void uid_read(const char *reader, const uint8_t *atr, size_t length, struct card_uid *out)
{
	struct contactless contactless;
	struct hist hist;
	struct atr parsed;

	*out = (struct card_uid){0};
	atr_parse(&parsed, atr, length);
	hist_of_atr(&hist, &parsed);
	contactless_parse(&contactless, &parsed, &hist);
	if (contactless.kind == CONTACTLESS_NONE)
		return;
	out->asked = true;
	struct uid_question *question = calloc(1, sizeof *question);
	out->code = PCSC_E_NO_MEMORY;
	if (question == NULL)
		return;
	memcpy(question->reader, reader, strnlen(reader, sizeof question->reader - 1));
	enum timed_call_result result = timed_call(work, question, free, ANSWER_MS);
	if (result == TIMED_CALL_LATE) {
		out->late = true;
		return;
	}
	if (result == TIMED_CALL_DONE) {
		*out = question->answer;
		out->asked = true;
	}
	free(question);
}

void uid_ask(const struct scan_options *options, const struct watch_event *event,
             struct card_uid *uid)
{
	*uid = (struct card_uid){0};
	if (options->uid && watch_brings_atr(event))
		uid_read(event->reader->name, event->atr, event->atr_length, uid);
}

bool uid_failure(const struct card_uid *uid, char text[UID_TEXT_SIZE])
{
	if (!uid->asked || (!uid->late && uid->code == PCSC_OK))
		return false;
	if (uid->late)
		snprintf(text, UID_TEXT_SIZE, "no response");
	else
		snprintf(text, UID_TEXT_SIZE, "%s (%s)", pcsc_error_text(uid->code),
		         pcsc_error_name(uid->code));
	return true;
}

void uid_warn(const struct card_uid *uid, const char *reader)
{
	char text[UID_TEXT_SIZE];

	if (uid_failure(uid, text))
		message_error("%s: UID: %s", reader, text);
}
