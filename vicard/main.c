#include "vicard/control.h"
#include "vicard/load.h"

#include "app/options.h"
#include "base/bytes.h"
#include "base/num.h"
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

enum { OPTION_HOST = OPTION_OWN, OPTION_PORT, OPTION_ATR };

/* "answer", a prefix and a response of the longest kind, with room for blanks between bytes. */
enum { LINE_MAX_LENGTH = 6 * 65536 };

enum { LEAVE_LIMIT_MS = 5000 }; /* that the reader has at the end */

static const struct cli_option own_options[] = {
	{OPTION_HOST, 0, "host", CLI_VALUE, "HOST", "where the reader listens (127.0.0.1)"},
	{OPTION_PORT, 0, "port", CLI_VALUE, "PORT", "its port (35963)"},
	{OPTION_ATR, 0, "atr", CLI_VALUE, "HEX", "insert a card with this ATR at the start"},
	{0},
};
static const struct cli_program program = {
	.name = "vicard",
	.synopsis = (const char *const[]){"[--host HOST] [--port PORT] [--atr HEX] [FILE]", NULL},
	.options = (const struct cli_option *const[]){options_common, own_options, NULL},
	.notes = control_help,
};

struct settings {
	struct options_common common;
	const char *host, *atr, *file;
	char port[8];
};

/* Standard input, cut into lines. */
struct lines {
	char *data; /* owned, LINE_MAX_LENGTH bytes */
	size_t length;
	bool ended;
	bool skips; /* what is left of a line that was too long */
};

static enum status check_atr(const struct settings *settings)
{
	uint8_t atr[VICARD_ATR_MAX];

	if (settings->atr == NULL)
		return STATUS_YES;
	struct hex_result got = hex_read(settings->atr, strlen(settings->atr), atr, sizeof atr);
	if (got.status != HEX_OK) {
		message_error("--atr %s: %s", settings->atr, hex_status_text(got.status));
		return STATUS_INPUT;
	}
	return STATUS_YES;
}

static enum status take_port(struct settings *settings, const char *text)
{
	uint64_t port;

	if (!num_any(text, 65535, &port) || port == 0) {
		message_error("--port %s: not a port (1 to 65535)", text);
		return STATUS_INPUT;
	}
	snprintf(settings->port, sizeof settings->port, "%u", (unsigned)port);
	return STATUS_YES;
}

static enum status take_option(struct settings *settings, const struct cli *cli, int id)
{
	switch (options_take(&settings->common, cli, id)) {
	case OPTIONS_TAKEN:
		return STATUS_YES;
	case OPTIONS_ERROR:
		return STATUS_INPUT;
	case OPTIONS_NOT_MINE:
		break;
	}
	switch (id) {
	case OPTION_HOST:
		settings->host = cli->value;
		return STATUS_YES;
	case OPTION_PORT:
		return take_port(settings, cli->value);
	case OPTION_ATR:
		settings->atr = cli->value;
		return STATUS_YES;
	default:
		return STATUS_INPUT;
	}
}

static enum status read_settings(struct settings *settings, int argc, char **argv)
{
	enum status status = STATUS_YES;
	struct cli cli;
	int id;

	if (!cli_start(&cli, &program, argc, argv))
		return STATUS_TROUBLE;
	while (status == STATUS_YES && !settings->common.done && (id = cli_next(&cli)) != CLI_END)
		status = id == CLI_ERROR ? STATUS_INPUT : take_option(settings, &cli, id);
	if (cli.first < argc)
		settings->file = argv[cli.first];
	if (status == STATUS_YES && !settings->common.done && cli.first + 1 < argc) {
		message_error("%s: one FILE only", argv[cli.first + 1]);
		status = STATUS_INPUT;
	}
	cli_free(&cli);
	if (status == STATUS_YES && !settings->common.done)
		status = check_atr(settings);
	return status;
}

/* Standard output has the answer to the command; this is for a person. */
static void tell_why_not_open(const struct session *session)
{
	message_error("%s:%s: %s", session->host, session->port, session->failure);
	message_hint(
		"the reader is pcscd's, with the vpcd driver, and is there only while pcscd runs");
	message_hint(
		"--host and --port say where it listens; start the service, or list its readers "
		"(pcsc_scan -r), which may start it");
}

/* The answer to a command that is done; its share of the exit status. */
static enum status tell(const struct control *control, enum control_result result)
{
	if (result == CONTROL_WRONG && control->session->refused) {
		control->session->refused = false;
		tell_why_not_open(control->session);
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
			worsen(&status, tell(control, control_line(control, line, length)));
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
			worsen(&status, tell(control, control_continue(control)));
		if (session->wait != WAIT_NOTHING)
			continue;
		if (!lines->ended && input_is_ready())
			read_input(lines);
		worsen(&status, run_lines(lines, control));
	}
	return status;
}

/* The reader is to have seen the card gone when the program has ended: it would take the next
 * program's card for this one. */
static void leave_reader(struct session *session, struct lines *lines)
{
	if (!link_is_open(session->link))
		return;
	lines->ended = true;
	session_remove(session);
	session->deadline = session_now() + LEAVE_LIMIT_MS;
	while (session->wait != WAIT_NOTHING) {
		wait_for_event(session, lines, -1);
		(void)session_step(session);
	}
}

static enum status insert_first(const struct settings *settings, struct control *control)
{
	char line[3 * VICARD_ATR_MAX + 8];

	if (settings->atr != NULL) {
		int n = snprintf(line, sizeof line, "atr %s", settings->atr);

		control_line(control, line, (size_t)n);
	}
	return tell(control, control_line(control, "insert", strlen("insert")));
}

static int start(const struct settings *settings)
{
	struct session session;
	struct control control = {.session = &session};
	struct lines lines = {.data = malloc(LINE_MAX_LENGTH)};
	enum status status = STATUS_TROUBLE;
	int signals = signals_start();

	if (!session_start(&session, settings->host, settings->port) || lines.data == NULL) {
		memory_ran_out();
		goto out;
	}
	status = settings->file != NULL ? load_file(&control, settings->file) : STATUS_YES;
	if (status != STATUS_YES)
		goto out;
	if (settings->atr != NULL || settings->file != NULL)
		status = insert_first(settings, &control);
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
	struct settings settings = {.host = "127.0.0.1", .port = "35963"};

	output_start();
	message_start(program.name, &palette_plain);
	int status = (int)read_settings(&settings, argc, argv);
	if (status == STATUS_YES && !settings.common.done) {
		message_start(program.name, term_palette(settings.common.color, STDERR_FILENO));
		status = start(&settings);
	}
	return output_end(status);
}
