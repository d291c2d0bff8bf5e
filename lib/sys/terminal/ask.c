#include "sys/terminal/ask.h"

#include "base/escape.h"
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

static void write_all(int fd, const char *text, size_t length)
{
	while (length > 0) {
		ssize_t n = write(fd, text, length);

		if (n < 0 && errno != EINTR)
			return;
		text += n > 0 ? n : 0;
		length -= n > 0 ? (size_t)n : 0;
	}
}

static void show(int fd, const char *prompt)
{
	size_t length = strlen(prompt), size = 4 * length + 1;
	char *clean = malloc(size);

	if (clean != NULL)
		write_all(fd, clean, escape_terminal(clean, size, prompt, length));
	free(clean);
}

/* A question while it waits for its answer. */
struct question {
	int fd;
	const char *prompt;
	struct termios before, quiet;
};

/* A terminal that is another's meanwhile stays as it is: the write would only stop us. */
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
	const struct question *question = self;

	tcsetattr(question->fd, TCSAFLUSH, &question->quiet);
	show(question->fd, question->prompt);
}

/* The terminal gives whole lines. Signals are looked at first: what is typed after one belongs to
 * whoever has the terminal then. */
static enum ask_result read_line(const struct question *question, int guard, int signals,
                                 struct text *answer)
{
	struct pollfd fds[] = {{.fd = question->fd, .events = POLLIN},
	                       {.fd = signals, .events = POLLIN},
	                       {.fd = guard, .events = POLLIN}};
	char line[LINE_MAX_LENGTH];
	enum ask_result result = ASK_END;

	for (;;) {
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

enum ask_result ask_line(const char *prompt, bool hidden, int signals, struct text *answer)
{
	struct question question = {.fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC),
	                            .prompt = prompt};
	const struct terminal_guard guard = {&question, give_terminal_back, take_terminal};

	if (question.fd < 0 || tcgetattr(question.fd, &question.before) != 0) {
		if (question.fd >= 0)
			close(question.fd);
		return ASK_NO_TERMINAL;
	}
	if (hidden)
		no_core();
	question.quiet = question.before;
	question.quiet.c_lflag |= ICANON;
	if (hidden)
		question.quiet.c_lflag &= (tcflag_t)~ECHO;
	int came = terminal_guard_start(&guard);
	take_terminal(&question);
	enum ask_result result = read_line(&question, came, signals, answer);
	give_terminal_back(&question);
	if (hidden || result != ASK_DONE)
		write_all(question.fd, "\n", 1);
	terminal_guard_end();
	close(question.fd);
	return result;
}
