/* insertions ROUNDS FIFO TOLD COMMAND [ARG]...: runs COMMAND, which watches the fake winscard,
 * inserts a card ROUNDS times through the fake's control FIFO, and prints three lines of times in
 * ms (minimum, median, 90th and 99th percentile, maximum): from the insertion to the line with the
 * ATR; the part of it that is COMMAND's own, from the moment PC/SC reports the card, which the fake
 * writes to the file TOLD; and from that moment to the end of COMMAND's output. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROUNDS_MAX = 10000, QUIET_MS = 30, START_MS = 500, LOST_MS = 5000 };

static const char insert[] = "insert a 3BA70040188065A208010152\n";
static const char take_out[] = "remove a\n";
static const char line[] = "  ATR: ";

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Reads until no more output arrives. If atr is not NULL, waits for the line with the ATR first.
 * Sets *atr to the time when that line arrived and *last to the time of the last byte. */
static bool listen(int fd, double *atr, double *last)
{
	static char text[65536];
	size_t length = 0;
	struct pollfd wait = {.fd = fd, .events = POLLIN};
	bool waits = atr != NULL;

	while (length + 1 < sizeof text && poll(&wait, 1, waits ? LOST_MS : QUIET_MS) > 0) {
		ssize_t n = read(fd, text + length, sizeof text - 1 - length);
		if (n <= 0)
			return false;
		*last = now();
		length += (size_t)n;
		text[length] = '\0';
		if (waits && strstr(text, line) != NULL) {
			*atr = *last;
			waits = false;
		}
	}
	return !waits;
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

static int64_t *told_at;

static bool measure(int control, int output, int rounds, double *atrs, double *owns, double *lasts)
{
	double atr, last;

	for (int i = 0; i < rounds; i++) {
		if (!listen(output, NULL, &last))
			return false;
		double began = now();
		if (!tell(control, insert) || !listen(output, &atr, &last))
			return false;
		double told = (double)*told_at / 1e6;
		atrs[i] = atr - began;
		owns[i] = atr - told;
		lasts[i] = last - told;
		if (!tell(control, take_out))
			return false;
	}
	return true;
}

static bool share_time(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT, 0600);
	void *map = MAP_FAILED;

	if (fd >= 0 && ftruncate(fd, sizeof *told_at) == 0)
		map = mmap(NULL, sizeof *told_at, PROT_READ, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		return false;
	close(fd);
	told_at = map;
	return setenv("FAKE_PCSC_TOLD", path, 1) == 0;
}

static double share(const double *sorted, int count, int percent)
{
	return sorted[(count * percent + 99) / 100 - 1];
}

static void show(double *times, int count)
{
	qsort(times, (size_t)count, sizeof *times, order);
	printf("%.3f %.3f %.3f %.3f %.3f\n", times[0], share(times, count, 50),
	       share(times, count, 90), share(times, count, 99), times[count - 1]);
}

int main(int argc, char **argv)
{
	static double atrs[ROUNDS_MAX], owns[ROUNDS_MAX], lasts[ROUNDS_MAX];
	int rounds = argc > 4 ? atoi(argv[1]) : 0, output[2];
	int control = argc > 4 ? open(argv[2], O_RDWR) : -1;

	if (rounds < 1 || rounds > ROUNDS_MAX || control < 0 || !share_time(argv[3]) ||
	    pipe(output) != 0) {
		fprintf(stderr, "usage: insertions ROUNDS FIFO TOLD COMMAND [ARG]...\n");
		return 2;
	}
	setenv("FAKE_PCSC_CONTROL", argv[2], 1);

	pid_t child = fork();
	if (child == 0) {
		dup2(output[1], STDOUT_FILENO);
		execvp(argv[4], argv + 4);
		_exit(127);
	}
	close(output[1]);
	/* Starting takes longer than a round. */
	poll(&(struct pollfd){.fd = -1}, 1, START_MS);
	bool done = child > 0 && measure(control, output[0], rounds, atrs, owns, lasts);
	if (child > 0) {
		kill(child, SIGTERM);
		waitpid(child, NULL, 0);
	}
	if (!done)
		return 3;
	show(atrs, rounds);
	show(owns, rounds);
	show(lasts, rounds);
	return 0;
}
