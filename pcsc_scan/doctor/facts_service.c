#include "pcsc_scan/doctor/doctor_facts.h"

#include "sys/clock.h"
#include "sys/process/timed_call.h"
#include "sys/pcsc/pcsc.h"
#include "sys/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
	ANSWER_MS = 5000,       /* time limit for a response of the service */
	READERS_COME_MS = 1500, /* time for a service just started to find its readers */
};

struct question {
	size_t expected; /* readers */
	struct facts_service answer;
};

static void release(void *self)
{
	struct question *question = self;

	free(question->answer.states);
	free(question);
}

/* Waits until the list of readers changes; returns false if it timed out. */
static bool wait_for_reader(struct pcsc *pcsc, uint64_t until)
{
	struct reader_state list = {.name = PCSC_PNP};
	uint64_t now = clock_ms();

	return now < until &&
		pcsc_status_change(pcsc, &list, 1, (uint32_t)(until - now)) == PCSC_OK;
}

static uint32_t read_states(struct pcsc *pcsc, const struct reader_names *names,
                            struct facts_service *answer)
{
	uint32_t code = PCSC_OK;

	answer->states = calloc(names->count + 1, sizeof *answer->states);
	if (!memory_sufficed(answer->states != NULL))
		return PCSC_E_NO_MEMORY;
	/* One call per reader: a reader that was just disconnected must not hide the others. */
	for (size_t i = 0; i < names->count; i++) {
		struct reader_state *state = &answer->states[answer->count];

		memcpy(state->name, names->names[i], sizeof state->name);
		uint32_t got = pcsc_status_change(pcsc, state, 1, 0);
		if (got == PCSC_OK)
			answer->count++;
		else if (got != PCSC_E_UNKNOWN_READER)
			code = got;
	}
	return code;
}

static uint32_t ask_service(struct pcsc *pcsc, size_t expected, struct facts_service *answer)
{
	uint64_t until = clock_ms() + READERS_COME_MS;
	struct reader_names names = {0};
	uint32_t code;

	do {
		code = pcsc_readers(pcsc, &names);
	} while (code == PCSC_OK && names.count < expected && wait_for_reader(pcsc, until));
	if (code == PCSC_OK)
		code = read_states(pcsc, &names, answer);
	if (code == PCSC_OK)
		code = pcsc_offers_ask(pcsc, &answer->offers);
	if (code == PCSC_OK)
		answer->versions = pcsc_versions_ask();
	reader_names_free(&names);
	return code;
}

static void work(void *self)
{
	struct question *question = self;
	struct facts_service *answer = &question->answer;
	struct pcsc *pcsc;

	answer->answered = true;
	answer->code = pcsc_open(&pcsc, (struct pcsc_limit){0});
	if (answer->code == PCSC_OK)
		answer->code = ask_service(pcsc, question->expected, answer);
	pcsc_close(&pcsc);
}

bool facts_ask_service(struct facts_service *service, size_t expected)
{
	struct question *question = calloc(1, sizeof *question);

	*service = (struct facts_service){0};
	if (!memory_sufficed(question != NULL))
		return false;
	question->expected = expected;
	enum timed_call_result result = timed_call(work, question, release, ANSWER_MS);
	if (result == TIMED_CALL_LATE)
		return true;
	if (result == TIMED_CALL_DONE)
		*service = question->answer;
	free(question);
	return result == TIMED_CALL_DONE && !memory_has_run_out();
}
