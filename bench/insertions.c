/* insertions ROUNDS FIFO COMMAND [ARG]...: runs COMMAND, which watches the fake winscard, inserts a card
 * through the fake's control FIFO ROUNDS times, and writes two medians in ms: from the insertion to
 * the ATR's line, and to the end of all that COMMAND has to say of the card. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MAX = 10000, QUIET_MS = 30 };

static const char insert[] = "insert a 3BA70040188065A208010152\n";
static const char take_out[] = "remove a\n";
static const char line[] = "  ATR: ";

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Reads until nothing more comes; when the ATR's line came, and when the last byte. */
static bool listen(int fd, double *atr, double *last)
{
	static char text[65536];
	size_t length = 0;
	struct pollfd wait = {.fd = fd, .events = POLLIN};

	*atr = *last = 0;
	while (length + 1 < sizeof text && poll(&wait, 1, QUIET_MS) > 0) {
		ssize_t n = read(fd, text + length, sizeof text - 1 - length);
		if (n <= 0)
			return false;
		*last = now();
		length += (size_t)n;
		text[length] = '\0';
		if (*atr == 0 && strstr(text, line) != NULL)
			*atr = *last;
	}
	return true;
}

static int order(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static bool tell(int control, const char *what)
{
	return write(control, what, strlen(what)) == (ssize_t)strlen(what);
}

static bool measure(int control, int output, int rounds, double *atrs, double *lasts)
{
	double atr, last;

	for (int i = 0; i < rounds; i++) {
		if (!listen(output, &atr, &last))
			return false;
		double began = now();
		if (!tell(control, insert) || !listen(output, &atr, &last) || atr == 0)
			return false;
		atrs[i] = atr - began;
		lasts[i] = last - began;
		if (!tell(control, take_out))
			return false;
	}
	return true;
}

int main(int argc, char **argv)
{
	static double atrs[ROUNDS_MAX], lasts[ROUNDS_MAX];
	int rounds = argc > 3 ? atoi(argv[1]) : 0, output[2];
	int control = argc > 3 ? open(argv[2], O_RDWR) : -1;

	if (rounds < 1 || rounds > ROUNDS_MAX || control < 0 || pipe(output) != 0) {
		fprintf(stderr, "usage: insertions ROUNDS FIFO COMMAND [ARG]...\n");
		return 2;
	}
	pid_t child = fork();
	if (child == 0) {
		dup2(output[1], STDOUT_FILENO);
		execvp(argv[3], argv + 3);
		_exit(127);
	}
	close(output[1]);
	/* Its start takes longer than a round. */
	poll(&(struct pollfd){.fd = -1}, 1, 10 * QUIET_MS);
	bool done = child > 0 && measure(control, output[0], rounds, atrs, lasts);
	if (child > 0) {
		kill(child, SIGTERM);
		waitpid(child, NULL, 0);
	}
	if (!done)
		return 3;
	qsort(atrs, (size_t)rounds, sizeof *atrs, order);
	qsort(lasts, (size_t)rounds, sizeof *lasts, order);
	printf("%.3f %.3f\n", atrs[rounds / 2], lasts[rounds / 2]);
	return 0;
}
