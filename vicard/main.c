#include "vicard/input/control.h"
#include "vicard/input/load.h"
#include "vicard/options.h"

#include "sys/memory.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/process/signals.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "answer", a prefix and a response of the longest kind, with room for blanks between bytes. */
enum { LINE_MAX_LENGTH = 6 * 65536 };

enum { LEAVE_LIMIT_MS = 1500, LEAVE_SIGNAL_MS = 500 }; /* that the reader has at the end */

/* Standard input, cut into lines. */
struct lines {
	char *data; /* owned, LINE_MAX_LENGTH bytes */
	size_t length;
	bool ended;
	bool skips; /* what is left of a line that was too long */
};

/* Standard output has the answer to the command; this is for a person. */
static void report_not_open(const struct session *session)
{
	message_error("%s:%s: %s", session->host, session->port, session->failure);
	message_hint(
		"the reader belongs to pcscd's vpcd driver and exists only while pcscd is running");
	message_hint("--host and --port set its address; \"pcsc_scan -r\" may start the service");
}

/* The answer to a command that is done; its share of the exit status. */
static enum status reply(const struct control *control, enum control_result result)
{
	if (result == CONTROL_WRONG && control->session->refused) {
		control->session->refused = false;
		report_not_open(control->session);
	}
	if (result == CONTROL_DONE) {
		printf("ok %s%s%s\n", control->word, control->result != NULL ? " " : "",
		       control->result != NULL ? control->result : "");
		return STATUS_YES;
	}
	if (result == CONTROL_WRONG) {
		printf("error %s: %s\n", control->word, control->why);
		return control->why == control->session->failure ? STATUS_TROUBLE : STATUS_INPUT;
	}
	return STATUS_YES;
}

static void worsen(enum status *status, enum status other)
{
	if (other > *status)
		*status = other;
}

static void read_input(struct lines *lines)
{
	ssize_t n =
		read(STDIN_FILENO, lines->data + lines->length, LINE_MAX_LENGTH - lines->length);

	if (n > 0)
		lines->length += (size_t)n;
	else if (n == 0 || errno != EINTR)
		lines->ended = true;
}

/* Does the lines that are there until one has to wait. */
static enum status run_lines(struct lines *lines, struct control *control)
{
	enum status status = STATUS_YES;
	size_t at = 0;

	while (control->session->wait == WAIT_NOTHING) {
		const char *line = lines->data + at;
		const char *end = memchr(line, '\n', lines->length - at);

		if (end == NULL && lines->length < LINE_MAX_LENGTH && !lines->ended)
			break;
		size_t length = end != NULL ? (size_t)(end - line) : lines->length - at;
		if (end == NULL && at > 0 && !lines->ended)
			break;
		if (end == NULL && !lines->ended) {
			if (!lines->skips)
				printf("error ?: the line is too long\n");
			lines->skips = true;
			worsen(&status, STATUS_INPUT);
		} else if (lines->skips) {
			lines->skips = false;
		} else {
			worsen(&status, reply(control, control_line(control, line, length)));
		}
		at += length + (end != NULL);
		if (end == NULL)
			break;
	}
	memmove(lines->data, lines->data + at, lines->length - at);
	lines->length -= at;
	return status;
}

static void wait_for_event(const struct session *session, const struct lines *lines, int signals)
{
	int64_t next = session_next(session);
	int64_t left = next < 0 ? -1 : next - session_now();
	bool listens = session->wait == WAIT_NOTHING && !lines->ended;
	struct pollfd fds[] = {
		{.fd = listens ? STDIN_FILENO : -1, .events = POLLIN},
		{.fd = link_fd(session->link), .events = link_events(session->link)},
		{.fd = signals, .events = POLLIN},
	};

	poll(fds, 3, next < 0 ? -1 : left < 0 ? 0 : (int)left);
}

static bool input_is_ready(void)
{
	struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};

	return poll(&fd, 1, 0) > 0;
}

static enum status run(struct session *session, struct control *control, struct lines *lines,
                       int signals)
{
	enum status status = STATUS_YES;

	while (output_flush() && signals_got() == 0 &&
	       (!lines->ended || lines->length > 0 || session->wait != WAIT_NOTHING)) {
		bool waited = session->wait != WAIT_NOTHING;

		wait_for_event(session, lines, signals);
		if (!session_step(session))
			message_error("%s:%s: the reader closed the connection", session->host,
			              session->port);
		if (waited && session->wait == WAIT_NOTHING)
			worsen(&status, reply(control, control_continue(control)));
		if (session->wait != WAIT_NOTHING)
			continue;
		if (!lines->ended && input_is_ready())
			read_input(lines);
		worsen(&status, run_lines(lines, control));
	}
	return status;
}

/* The reader is to have seen the card gone when the program has ended: it would take the next
 * program's card for this one. But one that says nothing, or that does not stop, keeps nobody. */
static void leave_reader(struct session *session, struct lines *lines)
{
	if (!link_is_open(session->link))
		return;
	lines->ended = true;
	session_remove(session);
	session->deadline = session_now() + (signals_got() != 0 ? LEAVE_SIGNAL_MS : LEAVE_LIMIT_MS);
	while (session->wait != WAIT_NOTHING) {
		wait_for_event(session, lines, -1);
		(void)session_step(session);
	}
}

static enum status insert_first(const struct options *options, struct control *control)
{
	char line[3 * VICARD_ATR_MAX + 8];

	if (options->atr != NULL) {
		int n = snprintf(line, sizeof line, "atr %s", options->atr);

		control_line(control, line, (size_t)n);
	}
	return reply(control, control_line(control, "insert", strlen("insert")));
}

static int start(const struct options *options)
{
	struct session session;
	struct control control = {.session = &session};
	struct lines lines = {.data = malloc(LINE_MAX_LENGTH)};
	enum status status = STATUS_TROUBLE;
	int signals = signals_start();
	char port[8];

	snprintf(port, sizeof port, "%u", options->port);
	if (!session_start(&session, options->host, port) || lines.data == NULL) {
		memory_ran_out();
		goto out;
	}
	status = options->file != NULL ? load_file(&control, options->file) : STATUS_YES;
	if (status != STATUS_YES)
		goto out;
	if (options->atr != NULL || options->file != NULL)
		status = insert_first(options, &control);
	worsen(&status, run(&session, &control, &lines, signals));
	leave_reader(&session, &lines);
out:
	control_free(&control);
	free(lines.data);
	session_end(&session);
	return signals_got() != 0 ? 128 + signals_got() : (int)status;
}

int main(int argc, char **argv)
{
	struct options options;

	output_start();
	int status = (int)options_read(&options, argc, argv);
	if (status == STATUS_YES && !options.common.done)
		status = start(&options);
	return output_end(status);
}
