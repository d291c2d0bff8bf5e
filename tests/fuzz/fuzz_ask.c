/* What is typed when a PIN is asked for: the program runs on a new terminal, and the harness types
 * at its other end, including keys that the terminal itself acts on. The first byte says whether
 * the input is echoed. The result is an answer or an end of input, and the terminal's settings are
 * restored. */
#define _GNU_SOURCE /* ppoll */
#include "sys/terminal/ask.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int keyboard = -1, terminal = -1;
static struct {
	const uint8_t *bytes;
	size_t length, at;
	unsigned ended; /* newlines and Ctrl-D appended: Ctrl-V may quote the first */
} typed;

/* Replaces the C library's: /dev/tty is our terminal, opened with O_NONBLOCK as requested, with us
 * in its foreground. */
int open(const char *path, int flags, ...)
{
	va_list arguments;

	va_start(arguments, flags);
	mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
	va_end(arguments);
	if (strcmp(path, "/dev/tty") == 0)
		return fcntl(terminal, F_DUPFD_CLOEXEC, 3);
	return openat(AT_FDCWD, path, flags, mode);
}

pid_t tcgetpgrp(int fd)
{
	(void)fd;
	return getpgrp();
}

/* Types as much as the terminal accepts, and reads what it shows. */
static void type(void)
{
	static const char ends[] = "\n\n\x04\x04";
	char shown[4096];

	while (read(keyboard, shown, sizeof shown) > 0)
		;
	ssize_t n = write(keyboard, typed.bytes + typed.at, typed.length - typed.at);
	typed.at += n > 0 ? (size_t)n : 0;
	if (typed.at == typed.length && ends[typed.ended] != '\0')
		typed.ended += write(keyboard, &ends[typed.ended], 1) == 1;
}

/* Replaces the C library's: types the next bytes before each wait. */
int poll(struct pollfd *fds, nfds_t count, int timeout)
{
	const struct timespec soon = {.tv_nsec = 1000000};

	assert(timeout == -1);
	for (unsigned n = 0; n < 5000; n++) {
		if (n % 100 == 99) /* a signal key may have discarded the ends */
			typed.ended = 0;
		type();
		int ready = ppoll(fds, count, &soon, NULL);
		if (ready != 0)
			return ready;
	}
	abort();
}

static void make_terminal(void)
{
	struct termios state;

	keyboard = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	assert(keyboard >= 0 && grantpt(keyboard) == 0 && unlockpt(keyboard) == 0);
	terminal = openat(AT_FDCWD, ptsname(keyboard), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
	assert(terminal >= 0 && tcgetattr(terminal, &state) == 0);
	state.c_iflag &= (tcflag_t)~IXON; /* nothing would resume output after Ctrl-S */
	assert(tcsetattr(terminal, TCSANOW, &state) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct termios before, after;
	struct text answer = {0};

	if (size < 1)
		return 0;
	if (keyboard < 0)
		make_terminal();
	typed.bytes = data + 1;
	typed.length = size - 1;
	typed.at = typed.ended = 0;
	memset(&before, 0, sizeof before);
	memset(&after, 0, sizeof after);
	assert(tcgetattr(terminal, &before) == 0);
	enum ask_result result = ask_line("PIN: ", data[0] & 1, -1, &answer);
	assert(result == ASK_DONE || result == ASK_END);
	assert(!answer.failed);
	assert(tcgetattr(terminal, &after) == 0);
	assert(memcmp(&before, &after, sizeof before) == 0);
	text_free(&answer);
	return 0;
}
