#include "atr_parser/input/reader_atr.h"

#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"
#include "sys/pcsc/reader.h"

static enum status check_card(const struct reader_state *state)
{
	if ((state->bits & READER_PRESENT) == 0) {
		message_error("no card in %s", state->name);
		return STATUS_NO;
	}
	if (state->atr_length > 0)
		return STATUS_YES;
	message_error("no ATR from the card in %s", state->name);
	message_hint("check that the card is the right way round and its contacts are clean");
	return STATUS_NO;
}

static enum status ask_reader(struct pcsc *pcsc, const char *wanted, struct reader_state *state)
{
	bool given;

	enum status status = reader_choose(pcsc, wanted, state->name, &given);
	if (status != STATUS_YES)
		return status;
	uint32_t code = pcsc_status_change(pcsc, state, 1, 0);
	if (code != PCSC_OK) {
		pcsc_error_report(state->name, code);
		return STATUS_TROUBLE;
	}
	return check_card(state);
}

enum status card_atr(const char *wanted, struct reader_state *state)
{
	struct pcsc *pcsc;

	*state = (struct reader_state){0};
	uint32_t code = pcsc_open(&pcsc, (struct pcsc_limit){.ms = PCSC_LIMIT_MS});
	if (code != PCSC_OK) {
		pcsc_error_report(NULL, code);
		return STATUS_TROUBLE;
	}
	enum status status = ask_reader(pcsc, wanted, state);
	pcsc_close(&pcsc);
	return status;
}
