#include "sys/terminal/ask.h"

#include "base/escape.h"
#include "base/span.h"
#include "base/wipe.h"
#include "sys/process/no_core.h"
#include "sys/terminal/terminal_guard.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { LINE_MAX_LENGTH = 4096 };

/* A question whose answer is being read. */
struct question {
	int fd;           /* non-blocking, so that a stopped terminal does not block */
	struct span text; /* the prompt, escaped for a terminal */
	size_t shown;     /* bytes already shown */
	struct termios before, quiet;
};

/* Leaves the terminal alone if another process group is in the foreground: changing it would only
 * stop us with SIGTTOU. */
static void set_terminal(int fd, const struct termios *state)
{
	while (tcgetpgrp(fd) == getpgrp() && tcsetattr(fd, TCSAFLUSH, state) != 0 && errno == EINTR)
		;
}

static void give_terminal_back(void *self)
{
	const struct question *question = self;

	set_terminal(question->fd, &question->before);
}

static void take_terminal(void *self)
{
	struct question *question = self;

	tcsetattr(question->fd, TCSAFLUSH, &question->quiet);
	question->shown = 0;
}

/* Writes as much of the prompt as the terminal accepts. */
static void show(struct question *question)
{
	ssize_t n = write(question->fd, question->text.text + question->shown,
	                  question->text.length - question->shown);

	if (n >= 0)
		question->shown += (size_t)n;
	else if (errno != EINTR && errno != EAGAIN)
		question->shown = question->text.length;
}

/* Reads a line, in canonical mode. Signals are checked first: text typed after one is meant for the
 * process that has the terminal then. */
static enum ask_result read_line(struct question *question, int guard, int signals,
                                 struct text *answer)
{
	struct pollfd fds[] = {{.fd = question->fd},
	                       {.fd = signals, .events = POLLIN},
	                       {.fd = guard, .events = POLLIN}};
	char line[LINE_MAX_LENGTH];
	enum ask_result result = ASK_END;

	for (;;) {
		fds[0].events = question->shown < question->text.length ? POLLIN | POLLOUT : POLLIN;
		if (poll(fds, 3, -1) < 0) {
			if (errno == EINTR)
				continue;
			break;
		}
		if (fds[1].revents != 0) {
			result = ASK_SIGNAL;
			break;
		}
		if (fds[2].revents != 0) {
			terminal_guard_deliver();
			continue;
		}
		if (fds[0].revents & POLLOUT)
			show(question);
		if (fds[0].revents == POLLOUT)
			continue;
		ssize_t n = read(question->fd, line, sizeof line);
		if (n < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (n <= 0)
			break;
		bool ended = line[n - 1] == '\n';
		text_add(answer, line, (size_t)n - ended);
		if (ended) {
			result = answer->failed ? ASK_END : ASK_DONE;
			break;
		}
	}
	wipe(line, sizeof line);
	return result;
}

/* Returns false if /dev/tty cannot be used as a terminal. */
static bool open_terminal(struct question *question, bool hidden)
{
	question->fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (question->fd < 0)
		return false;
	if (tcgetattr(question->fd, &question->before) != 0) {
		close(question->fd);
		return false;
	}
	question->quiet = question->before;
	question->quiet.c_lflag |= ICANON;
	if (hidden)
		question->quiet.c_lflag &= (tcflag_t)~ECHO;
	return true;
}

enum ask_result ask_line(const char *prompt, bool hidden, int signals, struct text *answer)
{
	struct question question = {0};
	const struct terminal_guard guard = {&question, give_terminal_back, take_terminal};
	size_t length = strlen(prompt), size = 4 * length + 1;

	if (!open_terminal(&question, hidden))
		return ASK_NO_TERMINAL;
	if (hidden)
		no_core();
	char *safe = malloc(size);
	if (safe != NULL)
		question.text = (struct span){safe, escape_terminal(safe, size, prompt, length)};
	int came = terminal_guard_start(&guard);
	take_terminal(&question);
	enum ask_result result = read_line(&question, came, signals, answer);
	give_terminal_back(&question);
	if (hidden || result != ASK_DONE) {
		question.text = span_of("\n");
		question.shown = 0;
		show(&question);
	}
	terminal_guard_end();
	close(question.fd);
	free(safe);
	return result;
}
