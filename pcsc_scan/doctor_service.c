#include "doctor_facts.h"

#include "sys/pcsc.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	ANSWER_S = 5,           /* what the service gets to answer in */
	READERS_COME_MS = 1500, /* a service that has just been started is still looking for them */
};

/* Between the thread and who waits for it; whoever comes last frees it. */
struct question {
	pthread_mutex_t lock;
	pthread_cond_t done;
	bool finished, left;
	bool wait_for_readers;
	struct facts_service answer;
};

static void question_free(struct question *question)
{
	free(question->answer.states);
	pthread_mutex_destroy(&question->lock);
	pthread_cond_destroy(&question->done);
	free(question);
}

/* Waits for a change in the list of readers. */
static void wait_for_reader(struct pcsc *pcsc)
{
	struct reader_state list = {.name = PCSC_PNP};

	pcsc_status_change(pcsc, &list, 1, READERS_COME_MS);
}

static uint32_t read_states(struct pcsc *pcsc, const struct reader_names *names,
                            struct facts_service *answer)
{
	uint32_t code = PCSC_OK;

	answer->states = calloc(names->count + 1, sizeof *answer->states);
	if (answer->states == NULL)
		return PCSC_E_NO_MEMORY;
	/* One by one: a reader that has just gone does not hide the others. */
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

static uint32_t ask(struct pcsc *pcsc, bool wait_for_readers, struct facts_service *answer)
{
	struct reader_names names = {0};
	uint32_t code = pcsc_readers(pcsc, &names);

	if (code == PCSC_OK && names.count == 0 && wait_for_readers) {
		wait_for_reader(pcsc);
		code = pcsc_readers(pcsc, &names);
	}
	if (code == PCSC_OK)
		code = read_states(pcsc, &names, answer);
	reader_names_free(&names);
	return code;
}

static void *work(void *self)
{
	struct question *question = self;
	struct facts_service answer = {.answered = true};
	struct pcsc *pcsc;

	answer.code = pcsc_open(&pcsc);
	if (answer.code == PCSC_OK)
		answer.code = ask(pcsc, question->wait_for_readers, &answer);
	pcsc_close(&pcsc);
	if (answer.code == PCSC_F_COMM_ERROR) /* it died with our question on its way */
		answer.code = PCSC_E_NO_SERVICE;
	pthread_mutex_lock(&question->lock);
	question->answer = answer;
	question->finished = true;
	bool left = question->left;
	pthread_cond_signal(&question->done);
	pthread_mutex_unlock(&question->lock);
	if (left)
		question_free(question);
	return NULL;
}

static struct question *question_new(bool wait_for_readers)
{
	struct question *question = calloc(1, sizeof *question);
	pthread_condattr_t monotonic;

	if (question == NULL)
		return NULL;
	question->wait_for_readers = wait_for_readers;
	pthread_mutex_init(&question->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&question->done, &monotonic);
	pthread_condattr_destroy(&monotonic);
	return question;
}

void facts_ask_service(struct facts_service *service, bool wait_for_readers)
{
	struct question *question = question_new(wait_for_readers);
	struct timespec limit;
	pthread_t thread;
	int error = 0;

	*service = (struct facts_service){.answered = true, .code = PCSC_E_NO_MEMORY};
	if (question == NULL)
		return;
	if (pthread_create(&thread, NULL, work, question) != 0) {
		question_free(question);
		return;
	}
	pthread_detach(thread);
	clock_gettime(CLOCK_MONOTONIC, &limit);
	limit.tv_sec += ANSWER_S;
	pthread_mutex_lock(&question->lock);
	while (!question->finished && error == 0)
		error = pthread_cond_timedwait(&question->done, &question->lock, &limit);
	bool finished = question->finished;
	*service = question->answer;
	question->answer.states = NULL;
	question->left = !finished;
	pthread_mutex_unlock(&question->lock);
	if (finished)
		question_free(question);
}
