#include "pcsc_scan/question.h"

const char *question_word(unsigned question)
{
	static const char *const words[] = {[QUESTION_CARD] = "card",
	                                    [QUESTION_REMOVED] = "removed",
	                                    [QUESTION_READER] = "reader"};

	return question < sizeof words / sizeof *words ? words[question] : NULL;
}

bool question_answer(enum question question, const struct filter *filter,
                     const struct reader_state *states, size_t count)
{
	size_t readers = 0, cards = 0;

	for (size_t i = 0; i < count; i++) {
		const struct reader_state *state = &states[i];

		if (!filter_wants_reader(filter, i, state->name) || (state->bits & READER_UNKNOWN))
			continue;
		readers++;
		if (state->bits & READER_PRESENT)
			cards += filter_wants_atr(filter, state->atr, state->atr_length);
	}
	if (question == QUESTION_READER)
		return readers > 0;
	return (question == QUESTION_CARD) == (cards > 0);
}
