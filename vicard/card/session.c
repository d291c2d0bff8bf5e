#include "vicard/card/session.h"

#include "sys/clock.h"

#include <stdlib.h>
#include <string.h>

/* pcscd polls a vpcd reader every 400 ms. In the poll that detects the removal it may send one
 * more request, and would take a card that is back by then for the old one. SETTLE_MS delays
 * that card. */
enum { MESSAGES_MAX = 64, WAIT_LIMIT_MS = 20000, SETTLE_MS = 200 };

enum { AGAIN_MS = 3000 }; /* time after which an undetected insertion is tried again */

bool session_start(struct session *session, const char *host, const char *port)
{
	*session = (struct session){.host = host, .port = port};
	session->link = link_new();
	session->held = malloc(VICARD_MESSAGE_MAX);
	return session->link != NULL && session->held != NULL && vicard_start(&session->card);
}

void session_end(struct session *session)
{
	link_free(&session->link);
	free(session->held);
	session->held = NULL;
	vicard_end(&session->card);
}

int64_t session_now(void)
{
	return (int64_t)clock_ms();
}

static void start_wait(struct session *session, enum session_wait wait, int limit_ms)
{
	session->wait = wait;
	session->failure = NULL;
	session->deadline = session_now() + limit_ms;
}

static void end_wait(struct session *session, const char *failure)
{
	session->wait = WAIT_NOTHING;
	session->failure = failure;
}

static void close_link(struct session *session)
{
	link_close(session->link);
	session->held_until = 0;
	vicard_off(&session->card);
}

static void connect_card(struct session *session)
{
	const char *failure = link_open(session->link, session->host, session->port);

	vicard_insert(&session->card);
	session->removed = false;
	session->refused = failure != NULL;
	if (failure != NULL)
		end_wait(session, failure);
	else
		start_wait(session, WAIT_INSERTED, WAIT_LIMIT_MS);
}

void session_insert(struct session *session)
{
	if (link_is_open(session->link)) {
		end_wait(session, "the card is already inserted");
		return;
	}
	if (session->card.relay != NULL && session->card.relay->card == NULL) {
		end_wait(session, "no card in the real reader");
		return;
	}
	session->again = session_now() + AGAIN_MS;
	session->inserts = false;
	connect_card(session);
}

/* If a previous card was killed and the reader did not detect its removal, it takes this card for
 * that one and sends no request. So this card is removed and inserted again. */
static void insert_again(struct session *session)
{
	session->again = 0;
	session->inserts = true;
	link_finish(session->link);
	start_wait(session, WAIT_REMOVED, WAIT_LIMIT_MS);
}

/* The reader closes the connection once it detects the removal. A card inserted before that may not
 * be recognized as a new one, so the removal is complete only when the reader closes. */
void session_remove(struct session *session)
{
	if (!link_is_open(session->link)) {
		end_wait(session, "no card in the reader");
		return;
	}
	session->held_until = 0;
	session->inserts = false;
	session->removed = true;
	link_finish(session->link);
	start_wait(session, WAIT_REMOVED, WAIT_LIMIT_MS);
}

int64_t session_next(const struct session *session)
{
	int64_t next = -1;

	if (session->wait != WAIT_NOTHING)
		next = session->deadline;
	if (session->held_until != 0 && (next < 0 || session->held_until < next))
		next = session->held_until;
	if (session->wait == WAIT_INSERTED && session->again != 0 && session->again < next)
		next = session->again;
	return next;
}

/* Closes the connection as if the card were pulled out. A reader may send a command before it
 * requests the ATR. */
static void cut_off(struct session *session)
{
	close_link(session);
	if (session->wait != WAIT_NOTHING)
		end_wait(session, "connection closed by \"cut\"");
}

/* Sends the response to a command, or only the part before the point where "cut" ends it. */
static void answer_command(struct session *session, const uint8_t *answer, size_t length)
{
	if (!session->cut || session->cut_after > 0) {
		if (session->cut)
			session->cut_after--;
		link_send(session->link, answer, length, SIZE_MAX);
		return;
	}
	session->cut = false;
	if (session->cut_bytes > 0)
		link_send(session->link, answer, length, session->cut_bytes);
	cut_off(session);
}

static void take_message(struct session *session, const uint8_t *message, size_t length)
{
	static uint8_t answer[VICARD_MESSAGE_MAX];
	size_t answer_length;

	if (session->wait == WAIT_REMOVED)
		return;
	switch (vicard_take(&session->card, message, length, answer, &answer_length)) {
	case VICARD_FAILED:
		cut_off(session);
		return;
	case VICARD_SILENT:
		return;
	case VICARD_RESPONDED:
	default:
		break;
	}
	if (length == 1) {
		link_send(session->link, answer, answer_length, SIZE_MAX);
	} else if (session->slow_ms > 0) {
		memcpy(session->held, answer, answer_length);
		session->held_length = answer_length;
		/* one more, as session_now() leaves out up to 1 ms */
		session->held_until = session_now() + session->slow_ms + 1;
	} else {
		answer_command(session, answer, answer_length);
	}
	if (session->wait == WAIT_INSERTED && session->card.atr_taken)
		end_wait(session, NULL);
}

/* Handles the messages received so far, but at most MESSAGES_MAX, so that signals and timers are
 * handled too. Returns false if the reader closed the connection. */
static bool take_messages(struct session *session)
{
	const uint8_t *message;
	size_t length;

	for (int taken = 0; taken < MESSAGES_MAX && link_is_open(session->link); taken++) {
		switch (link_read(session->link, &message, &length)) {
		case LINK_NOTHING:
			return true;
		case LINK_CLOSED:
			close_link(session);
			return false;
		case LINK_MESSAGE:
			take_message(session, message, length);
			break;
		}
	}
	return true;
}

static void keep_times(struct session *session)
{
	int64_t now = session_now();

	if (session->held_until != 0 && now >= session->held_until) {
		session->held_until = 0;
		answer_command(session, session->held, session->held_length);
	}
	if (session->wait == WAIT_INSERTED && session->again != 0 && now >= session->again)
		insert_again(session);
	if (session->wait == WAIT_NOTHING || now < session->deadline)
		return;
	if (session->wait == WAIT_SETTLED && session->inserts) {
		session->inserts = false;
		connect_card(session);
	} else if (session->wait == WAIT_SETTLED) {
		end_wait(session, NULL);
	} else {
		close_link(session);
		end_wait(session,
		         session->wait == WAIT_INSERTED ?
		                 "timed out: the reader does not ask for the card" :
		                 "timed out: the reader has not noticed the removal");
	}
}

bool session_step(struct session *session)
{
	bool closed = link_is_open(session->link) && !link_write(session->link);

	if (closed)
		close_link(session);
	closed = !take_messages(session) || closed;

	if (closed && session->wait == WAIT_REMOVED) {
		start_wait(session, WAIT_SETTLED, SETTLE_MS);
		closed = false;
	} else if (closed && session->wait == WAIT_INSERTED) {
		end_wait(session, "the reader closed the connection");
		closed = false;
	}
	keep_times(session);
	return !closed;
}
