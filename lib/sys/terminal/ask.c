#include "sys/terminal/ask.h"

#include "base/escape.h"

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

/* The terminal gives whole lines. */
static enum ask_result read_line(int fd, int signals, struct text *answer)
{
	struct pollfd fds[] = {{.fd = fd, .events = POLLIN}, {.fd = signals, .events = POLLIN}};
	char line[LINE_MAX_LENGTH];

	for (;;) {
		if (poll(fds, 2, -1) < 0 && errno != EINTR)
			return ASK_END;
		if (fds[1].revents != 0)
			return ASK_SIGNAL;
		if (fds[0].revents == 0)
			continue;
		ssize_t n = read(fd, line, sizeof line);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return ASK_END;
		bool ended = line[n - 1] == '\n';
		text_add(answer, line, (size_t)n - ended);
		if (ended) {
			explicit_bzero(line, sizeof line);
			return answer->failed ? ASK_END : ASK_DONE;
		}
	}
}

enum ask_result ask_line(const char *prompt, bool hidden, int signals, struct text *answer)
{
	int fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct termios before, quiet;

	if (fd < 0 || tcgetattr(fd, &before) != 0) {
		if (fd >= 0)
			close(fd);
		return ASK_NO_TERMINAL;
	}
	quiet = before;
	quiet.c_lflag |= ICANON;
	if (hidden)
		quiet.c_lflag &= (tcflag_t)~ECHO;
	tcsetattr(fd, TCSAFLUSH, &quiet);
	show(fd, prompt);
	enum ask_result result = read_line(fd, signals, answer);
	tcsetattr(fd, TCSAFLUSH, &before);
	if (hidden || result != ASK_DONE)
		write_all(fd, "\n", 1);
	close(fd);
	return result;
}
