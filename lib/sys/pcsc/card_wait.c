#include "sys/pcsc/card_wait.h"

#include "sys/clock.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/pcsc/pcsc_error.h"
#include "sys/pcsc/pcsc_wait.h"
#include "sys/pcsc/reader.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LEAVE_MS = 500 };

struct card_wait {
	struct reader_sought sought; /* if wanted is NULL: any reader that is not ignored */
	bool present;
	bool awaited;  /* the message that the reader is missing was shown */
	bool answered; /* the service responded, even if only as unavailable */
	bool timed;
	uint64_t end, answer_by; /* ms of the monotonic clock */
};

/* A card that does not answer to reset counts as no card. */
static bool has_card(const struct card_wait *w, const struct pcsc_news *news)
{
	for (size_t i = 0; i < news->count; i++) {
		const struct reader_state *state = &news->states[i];
		bool meant = w->sought.wanted == NULL ?
			!reader_is_ignored(state->name) :
			reader_sought_is(&w->sought, i, state->name);

		if (meant && (state->bits & READER_PRESENT) && !(state->bits & READER_MUTE))
			return true;
	}
	return false;
}

/* Returns true and the result if the wait is over. While the reader has never been seen, a wait for
 * "no card" goes on. */
static bool check_readers(struct card_wait *w, const struct pcsc_news *news,
                          enum card_wait_result *result)
{
	const struct reader_row row = {news->states->name, sizeof *news->states, news->count};
	size_t found = w->sought.wanted == NULL ? 1 : reader_sought_update(&w->sought, &row);

	*result = found > 1 ? CARD_WAIT_AMBIGUOUS : CARD_WAIT_DONE;
	if (found > 1)
		(void)reader_report_matches(&row, w->sought.wanted, found);
	else if (found == 0 && !w->awaited)
		message_note("No reader matches \"%s\" yet; waiting for it...", w->sought.wanted);
	w->awaited |= found == 0;
	return found > 1 || (found == 1 && has_card(w, news) == w->present);
}

static bool take_news(struct card_wait *w, struct pcsc_wait *wait, enum card_wait_result *result)
{
	struct pcsc_news news;
	bool done = false;

	while (!done && pcsc_wait_take(wait, &news)) {
		w->answered = true;
		if (news.kind == PCSC_NEWS_READERS)
			done = check_readers(w, &news, result);
		free(news.states);
	}
	return done;
}

/* Returns the time in ms until the nearest deadline; -1 if there is none. */
static int time_left(const struct card_wait *w)
{
	uint64_t now = clock_ms(), end = w->answered ? w->end : w->answer_by;

	if (w->answered && !w->timed)
		return -1;
	return end <= now ? 0 : end - now > INT_MAX ? INT_MAX : (int)(end - now);
}

/* Handles an expired deadline. Returns true if the wait is over. */
static bool time_is_up(struct card_wait *w, enum card_wait_result *result)
{
	bool answered = w->answered;

	*result = answered ? CARD_WAIT_TIME : CARD_WAIT_LATE;
	w->answered = true;
	if (!answered)
		pcsc_error_report(NULL, PCSC_NO_RESPONSE);
	if (!answered && !w->timed)
		message_note("Waiting for the service...");
	return w->timed;
}

static enum card_wait_result wait_for_it(struct card_wait *w, struct pcsc_wait *wait, int signals)
{
	struct pollfd fds[] = {{.fd = pcsc_wait_fd(wait), .events = POLLIN},
	                       {.fd = signals, .events = POLLIN}};
	enum card_wait_result result = CARD_WAIT_FAILED;

	for (;;) {
		int ready = poll(fds, 2, time_left(w));

		if (ready < 0 && errno != EINTR)
			return CARD_WAIT_FAILED;
		if (ready > 0 && fds[1].revents != 0)
			return CARD_WAIT_SIGNAL;
		if (ready > 0 && fds[0].revents != 0 && take_news(w, wait, &result))
			return result;
		if (time_left(w) == 0 && time_is_up(w, &result))
			return result;
	}
}

enum card_wait_result card_wait(const char *wanted, char reader[READER_NAME_SIZE], bool present,
                                int timeout_ms, int signals)
{
	struct pcsc_wait *wait = pcsc_wait_new(false);
	uint64_t now = clock_ms(), limit = timeout_ms > 0 ? (uint64_t)timeout_ms : 0;
	struct card_wait w = {
		.sought.wanted = *reader != '\0' ? reader : reader_requested(wanted),
		.present = present,
		.timed = timeout_ms >= 0,
		.end = now + limit,
		.answer_by = now + (limit > PCSC_LIMIT_MS ? limit : PCSC_LIMIT_MS),
	};

	if (wait == NULL)
		return CARD_WAIT_FAILED;
	/* A reader whose full name is known was connected before: no message if it is missing
	 * now. */
	w.awaited = w.sought.seen = *reader != '\0';
	if (w.sought.seen)
		memcpy(w.sought.name, reader, READER_NAME_SIZE);
	enum card_wait_result result = wait_for_it(&w, wait, signals);
	memcpy(reader, w.sought.name, READER_NAME_SIZE);
	pcsc_wait_end(&wait, LEAVE_MS);
	return result;
}
