#include "vicard/input/command_lines.h"

#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "answer", a prefix and a response of the longest kind, with room for blanks between bytes. */
enum { LINE_MAX_LENGTH = 6 * 65536 };

bool command_lines_start(struct command_lines *lines)
{
	*lines = (struct command_lines){.data = malloc(LINE_MAX_LENGTH)};
	return lines->data != NULL;
}

void command_lines_free(struct command_lines *lines)
{
	free(lines->data);
	lines->data = NULL;
}

/* Standard output has the answer to the command; this is for a person. */
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

static enum status read_input(struct command_lines *lines)
{
	ssize_t n =
		read(STDIN_FILENO, lines->data + lines->length, LINE_MAX_LENGTH - lines->length);

	if (n > 0)
		lines->length += (size_t)n;
	else if (n == 0 || errno != EINTR)
		lines->ended = true;
	if (n >= 0 || errno == EINTR)
		return STATUS_YES;
	message_error("standard input: %s", file_error(errno));
	return STATUS_TROUBLE;
}

static void worsen(enum status *status, enum status other)
{
	if (*status < other)
		*status = other;
}

/* Does the lines that are there until one has to wait. */
static enum status do_lines(struct command_lines *lines, struct control *control)
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
			worsen(&status,
			       command_reply(control, control_line(control, line, length)));
		}
		at += length + (end != NULL);
		if (end == NULL)
			break;
	}
	memmove(lines->data, lines->data + at, lines->length - at);
	lines->length -= at;
	return status;
}

static bool input_is_ready(void)
{
	struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};

	return poll(&fd, 1, 0) > 0;
}

enum status command_lines_do(struct command_lines *lines, struct control *control)
{
	enum status status = STATUS_YES;

	if (!lines->ended && input_is_ready())
		status = read_input(lines);
	worsen(&status, do_lines(lines, control));
	return status;
}
