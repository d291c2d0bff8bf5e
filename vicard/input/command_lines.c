#include "vicard/input/command_lines.h"

#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

/* "answer", a prefix and a response of maximum length, with blanks between the bytes. */
enum { LINE_MAX_LENGTH = 6 * 65536 };

bool command_lines_start(struct command_lines *lines)
{
	*lines = (struct command_lines){.lines = lines_new(STDIN_FILENO, LINE_MAX_LENGTH)};
	return lines->lines != NULL;
}

void command_lines_free(struct command_lines *lines)
{
	lines_free(&lines->lines);
}

/* Shows on standard error why the connection failed; standard output has only the reply. */
static void report_not_open(const struct session *session)
{
	message_error("%s:%s: %s", session->host, session->port, session->failure);
	message_hint(
		"the reader belongs to pcscd's vpcd driver and exists only while pcscd is running");
	message_hint("--host and --port set its address; \"pcsc_scan -r\" may start the service");
}

enum status command_reply(const struct control *control, enum control_result result)
{
	if (result == CONTROL_WRONG && control->session->refused) {
		control->session->refused = false;
		report_not_open(control->session);
	}
	if (result == CONTROL_DONE) {
		fputs(control->lines != NULL ? control->lines : "", stdout);
		printf("ok %s%s%s\n", control->word, control->result != NULL ? " " : "",
		       control->result != NULL ? control->result : "");
		return STATUS_YES;
	}
	if (result == CONTROL_WRONG) {
		(void)memory_sufficed(control->why != control_no_memory);
		printf("error %s: %s\n", control->word, control->why);
		return control->why == control->session->failure ? STATUS_TROUBLE : STATUS_INPUT;
	}
	return STATUS_YES;
}

static enum status do_line(struct control *control, const struct line_read *line)
{
	if (!line->too_long)
		return command_reply(control,
		                     control_line(control, line->text.text, line->text.length));
	printf("error ?: the line is too long\n");
	return STATUS_INPUT;
}

static bool input_is_ready(void)
{
	struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};

	return poll(&fd, 1, 0) > 0;
}

enum status command_lines_do(struct command_lines *lines, struct control *control)
{
	enum status status = STATUS_YES;
	struct line_read line;

	if (!lines_ready(lines->lines) && input_is_ready() && !lines_read(lines->lines)) {
		message_error("standard input: %s", file_error(errno));
		lines->ended = true;
		return STATUS_TROUBLE;
	}
	while (control->session->wait == WAIT_NOTHING && !lines->ended &&
	       lines_ready(lines->lines)) {
		lines->ended = lines_next(lines->lines, &line) == LINES_END;
		if (!lines->ended)
			status_raise(&status, do_line(control, &line));
	}
	return status;
}
