#include "sys/pcsc/card_wait.h"

#include "sys/pcsc/pcsc_wait.h"
#include "sys/pcsc/reader.h"
#include "sys/pcsc/reader_number.h"

#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LEAVE_MS = 500 };

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool is_meant(const char *wanted, const char *reader, size_t index, const char *name)
{
	if (*reader != '\0')
		return strcmp(reader, name) == 0;
	return wanted != NULL ? reader_is_meant(wanted, index, name) : !reader_is_ignored(name);
}

/* A card that is there but not answering is no card to talk to. */
static bool has_card(const struct pcsc_news *news, const char *wanted, char *reader)
{
	if (wanted != NULL && *reader == '\0')
		(void)reader_number(wanted, news->states, news->count, reader);
	for (size_t i = 0; i < news->count; i++) {
		const struct reader_state *state = &news->states[i];

		if ((state->bits & READER_PRESENT) && !(state->bits & READER_MUTE) &&
		    is_meant(wanted, reader, i, state->name))
			return true;
	}
	return false;
}

static bool take_news(struct pcsc_wait *wait, const char *wanted, char *reader, bool present)
{
	struct pcsc_news news;
	bool done = false;

	while (!done && pcsc_wait_take(wait, &news)) {
		if (news.kind == PCSC_NEWS_READERS)
			done = has_card(&news, wanted, reader) == present;
		free(news.states);
	}
	return done;
}

enum card_wait_result card_wait(const char *wanted, char reader[READER_NAME_SIZE], bool present,
                                int timeout_ms, int signals)
{
	struct pcsc_wait *wait = pcsc_wait_new(false);
	enum card_wait_result result = CARD_WAIT_FAILED;
	int64_t end = now_ms() + timeout_ms;

	while (wait != NULL) {
		struct pollfd fds[] = {{.fd = pcsc_wait_fd(wait), .events = POLLIN},
		                       {.fd = signals, .events = POLLIN}};
		int64_t left = end - now_ms();

		if (poll(fds, 2,
		         timeout_ms < 0   ? -1 :
		                 left < 0 ? 0 :
		                            (int)left) < 0 &&
		    errno != EINTR)
			break;
		result = CARD_WAIT_SIGNAL;
		if (fds[1].revents != 0)
			break;
		result = CARD_WAIT_DONE;
		if (fds[0].revents != 0 && take_news(wait, wanted, reader, present))
			break;
		result = CARD_WAIT_TIME;
		if (timeout_ms >= 0 && now_ms() >= end)
			break;
		result = CARD_WAIT_FAILED;
	}
	pcsc_wait_end(&wait, LEAVE_MS);
	return result;
}
