#include "vicard/card_run.h"

#include "sys/memory.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/process/signals.h"
#include "vicard/input/command_lines.h"
#include "vicard/input/load.h"
#include "vicard/relay/relay_session.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum {
	LEAVE_LIMIT_MS = 1500, /* time for the reader at the end */
	LEAVE_SIGNAL_MS = 500, /* after a signal */
	RELAY_LIMIT_MS = 2000, /* time for a real card and both readers at the end */
};

static const char last_words[] = "vicard: no response from the card; interrupted\n";

struct card_run {
	const struct options *options;
	struct session session;
	struct control control;
	struct command_lines lines;
	struct relay_session *relay; /* NULL without a relay */
	int signals;
	bool talks; /* shows messages on the progress */
	enum status status;
};

static int64_t earlier(int64_t one, int64_t other)
{
	return one < 0 || (other >= 0 && other < one) ? other : one;
}

static void wait_for_event(const struct card_run *run)
{
	const struct session *session = &run->session;
	int64_t next = earlier(session_next(session),
	                       run->relay != NULL ? relay_session_next(run->relay) : -1);
	int64_t left = next < 0 ? -1 : next - session_now();
	bool listens = session->wait == WAIT_NOTHING && !run->lines.ended;
	bool leaves = signals_got() != 0;
	struct pollfd fds[] = {
		{.fd = listens ? STDIN_FILENO : -1, .events = POLLIN},
		{.fd = link_fd(session->link), .events = link_events(session->link)},
		{.fd = leaves ? -1 : run->signals, .events = POLLIN},
		{.fd = run->relay != NULL ? relay_session_fd(run->relay) : -1, .events = POLLIN},
	};

	poll(fds, sizeof fds / sizeof *fds, next < 0 ? -1 : left < 0 ? 0 : (int)left);
}

/* Reports the result of a command, or that it is waiting. */
static void report_result(struct card_run *run, enum control_result result)
{
	const struct session *session = &run->session;

	if (run->talks && result == CONTROL_WAITS && session->wait == WAIT_INSERTED)
		message_note("Waiting for the reader at %s:%s", session->host, session->port);
	status_raise(&run->status, command_reply(&run->control, result));
}

static void do_command(struct card_run *run, const char *line)
{
	report_result(run, control_line(&run->control, line, strlen(line)));
}

/* Carries out the commands of the relay itself. They are retried, so a failure is reported only
 * once. */
static void follow_relay(struct card_run *run)
{
	const char *command = run->relay != NULL ? relay_session_step(run->relay) : NULL;

	if (command == NULL)
		return;
	enum control_result result = control_line(&run->control, command, strlen(command));
	if (result != CONTROL_WRONG || relay_session_failed(run->relay))
		report_result(run, result);
	run->session.refused = false;
}

static bool goes_on(const struct card_run *run)
{
	return output_flush() && signals_got() == 0 &&
		(!run->lines.ended || run->session.wait != WAIT_NOTHING);
}

static void run_card(struct card_run *run)
{
	struct session *session = &run->session;

	while (goes_on(run)) {
		bool waited = session->wait != WAIT_NOTHING;

		wait_for_event(run);
		if (!session_step(session))
			message_error("%s:%s: the reader closed the connection", session->host,
			              session->port);
		if (waited && session->wait == WAIT_NOTHING)
			report_result(run, control_continue(&run->control));
		follow_relay(run);
		if (session->wait == WAIT_NOTHING)
			status_raise(&run->status, command_lines_do(&run->lines, &run->control));
	}
}

/* Waits until the reader has detected the removal, or it would take the card of the next program
 * for this one. The wait is limited, in case the reader does not respond or does not stop
 * sending. */
static void leave_reader(struct card_run *run)
{
	struct session *session = &run->session;

	if (!link_is_open(session->link))
		return;
	run->lines.ended = true;
	session_remove(session);
	session->deadline = session_now() + (signals_got() != 0 ? LEAVE_SIGNAL_MS : LEAVE_LIMIT_MS);
	while (session->wait != WAIT_NOTHING) {
		wait_for_event(run);
		(void)session_step(session);
	}
}

static void insert_first(struct card_run *run)
{
	char line[3 * VICARD_ATR_MAX + 8];

	if (run->options->atr != NULL) {
		int n = snprintf(line, sizeof line, "atr %s", run->options->atr);

		control_line(&run->control, line, (size_t)n);
	}
	do_command(run, "insert");
}

/* Saves the recording when a command to the real card does not return. */
static void save_recording(void *self)
{
	struct card_run *run = self;

	(void)relay_session_save(run->relay);
}

static enum status start_relay(struct card_run *run)
{
	enum status status = relay_session_start(&run->relay, run->options, &run->session);

	if (status != STATUS_YES)
		return status;
	signals_limit(RELAY_LIMIT_MS, last_words);
	(void)signals_last_act(save_recording, run);
	return STATUS_YES;
}

/* Writes a script with the commands to be recorded next. */
static void report_missing(const struct card_run *run)
{
	const struct missing *missing = &run->session.card.missing;
	const char *at = missing->record.text.data;
	size_t count = missing->count + missing->dropped;

	(void)memory_sufficed(!missing->record.text.failed && !missing->selected.failed);
	if (count == 0 || at == NULL)
		return;
	message_note("# %zu command%s not in %s; to record %s: scriptor --record FILE THIS", count,
	             count == 1 ? "" : "s", run->options->file, count == 1 ? "it" : "them");
	for (const char *end; (end = strchr(at, '\n')) != NULL; at = end + 1)
		message_note("%.*s", (int)(end - at), at);
}

static void start(struct card_run *run)
{
	const struct options *options = run->options;

	if (options->file != NULL)
		status_raise(&run->status,
		             load_file(&run->control, options->file, options->session));
	if (options->relay != NULL)
		status_raise(&run->status, start_relay(run));
	if (run->status != STATUS_YES)
		return;
	if (run->talks)
		message_note("Type \"help\" for commands, Ctrl-D to quit.");
	if (options->atr != NULL || options->file != NULL)
		insert_first(run);
	else if (run->talks && options->relay == NULL)
		message_note("No card yet: \"insert\" inserts one, with the ATR 3B 00.");
	run_card(run);
	leave_reader(run);
	signals_last_act(NULL, NULL);
	if (run->relay != NULL)
		status_raise(&run->status, relay_session_save(run->relay));
	report_missing(run);
}

int card_run(const struct options *options)
{
	struct card_run run = {.options = options, .signals = signals_start()};
	char port[8];

	run.control.session = &run.session;
	run.talks = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
	snprintf(port, sizeof port, "%u", options->port);
	if (session_start(&run.session, options->host, port) && command_lines_start(&run.lines)) {
		start(&run);
	} else {
		memory_ran_out();
		run.status = STATUS_TROUBLE;
	}
	relay_session_end(&run.relay);
	control_free(&run.control);
	command_lines_free(&run.lines);
	session_end(&run.session);
	return signals_got() != 0 ? 128 + signals_got() : (int)run.status;
}
