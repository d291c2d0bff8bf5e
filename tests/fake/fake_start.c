/* The start and the end of the fake winscard: its log, its script and its FIFO. */
#include "fake_call.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdio_ext.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static int log_fd = -1;

bool fake_logs(void)
{
	return log_fd >= 0;
}

void fake_log(const char *format, ...)
{
	static char line[2 * FAKE_RESPONSE_MAX + 300];
	va_list args;

	if (log_fd < 0)
		return;
	va_start(args, format);
	int n = vsnprintf(line, sizeof line - 1, format, args);
	va_end(args);
	size_t length = (size_t)n < sizeof line - 1 ? (size_t)n : sizeof line - 2;
	line[length++] = '\n';
	if (write(log_fd, line, length) < 0)
		log_fd = -1;
}

void fake_abort(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "fake winscard: ");
	vfprintf(stderr, format, args);
	fprintf(stderr, "\n");
	va_end(args);
	abort();
}

static void do_lines(FILE *file)
{
	char *line = NULL;
	size_t size = 0;

	while (getline(&line, &size, file) > 0) {
		line[strcspn(line, "\n")] = '\0';
		pthread_mutex_lock(&fake.lock);
		fake_control(line);
		pthread_mutex_unlock(&fake.lock);
	}
	free(line);
}

static void *follow(void *file)
{
	do_lines(file);
	return NULL;
}

/* For measurements: when SCardGetStatusChange last reported something, in ns of the monotonic
 * clock. */
static int64_t *told_at;

static void share_time(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	void *map = MAP_FAILED;

	if (fd >= 0 && ftruncate(fd, sizeof *told_at) == 0)
		map = mmap(NULL, sizeof *told_at, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (map == MAP_FAILED)
		fake_abort("FAKE_PCSC_TOLD: %s: %s", path, strerror(errno));
	close(fd);
	told_at = map;
}

void fake_note_time(void)
{
	struct timespec now;

	if (told_at == NULL)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	*told_at = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* A FIFO opened for reading and writing never reaches its end. Signals are left to the program's
 * own threads. */
static void start_follower(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	FILE *file = fd >= 0 ? fdopen(fd, "r") : NULL;
	sigset_t all, before;
	pthread_t thread;

	if (file == NULL)
		fake_abort("FAKE_PCSC_CONTROL: %s: %s", path, strerror(errno));
	/* The thread never stops reading, and exit() of glibc 2.41 would wait for the stream's
	 * lock. */
	__fsetlocking(file, FSETLOCKING_BYCALLER);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	if (pthread_create(&thread, NULL, follow, file) != 0)
		fake_abort("no thread");
	pthread_detach(thread);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
}

__attribute__((constructor)) static void start(void)
{
	const char *script = getenv("FAKE_PCSC"), *control = getenv("FAKE_PCSC_CONTROL");
	const char *log = getenv("FAKE_PCSC_LOG"), *told = getenv("FAKE_PCSC_TOLD");
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&fake.changed, &monotonic);
	if (log != NULL)
		log_fd = open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (script != NULL) {
		FILE *file = fopen(script, "re");

		if (file == NULL)
			fake_abort("FAKE_PCSC: %s: %s", script, strerror(errno));
		do_lines(file);
		fclose(file);
	}
	if (told != NULL)
		share_time(told);
	if (control != NULL)
		start_follower(control);
}

/* Reports what the program has not released, for tests that check it. */
__attribute__((destructor)) static void end(void)
{
	unsigned open_contexts = 0, open_cards = 0;

	for (size_t i = 0; i < CONTEXTS_MAX; i++)
		open_contexts += fake_contexts[i].used;
	for (size_t i = 0; i < CARDS_MAX; i++)
		open_cards += fake_cards[i].used;
	fake_log("end contexts=%u cards=%u", open_contexts, open_cards);
}
