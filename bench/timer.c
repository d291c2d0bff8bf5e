/* timer ROUNDS [-i FILE] -- COMMAND [ARG]... [-- COMMAND [ARG]...]... Runs the commands in turn,
 * ROUNDS times, with standard input from FILE or /dev/null and their output discarded. Prints a
 * line for each command: the median of its wall-clock times in ms; its peak resident memory in
 * KB over all runs; the median of its processor times in ms, on which other busy programs have
 * less influence; and the minimum of its wall-clock times in ms, as other programs can only add
 * to them. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS_MAX = 8, ROUNDS_MAX = 10000 };

extern char **environ;

struct command {
	char **words;
	double *times; /* ms, one per round */
	double *cpu;   /* the same */
	long memory;   /* KB */
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int by_value(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

static void fail(const char *what, int error)
{
	fprintf(stderr, "timer: %s: %s\n", what, strerror(error));
	exit(3);
}

static double milliseconds(const struct timeval *time)
{
	return (double)time->tv_sec * 1e3 + (double)time->tv_usec / 1e3;
}

static double run(struct command *command, const char *input, double *cpu)
{
	posix_spawn_file_actions_t files;
	struct rusage usage;
	int status;
	pid_t pid;

	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_addopen(&files, 0, input, O_RDONLY, 0);
	posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	double start = now();
	int error = posix_spawnp(&pid, command->words[0], &files, NULL, command->words, environ);
	if (error != 0)
		fail(command->words[0], error);
	while (wait4(pid, &status, 0, &usage) < 0)
		if (errno != EINTR)
			fail("wait4", errno);
	double taken = now() - start;
	posix_spawn_file_actions_destroy(&files);
	if (!WIFEXITED(status)) {
		fprintf(stderr, "timer: %s was killed\n", command->words[0]);
		exit(3);
	}
	if (usage.ru_maxrss > command->memory)
		command->memory = usage.ru_maxrss;
	*cpu = milliseconds(&usage.ru_utime) + milliseconds(&usage.ru_stime);
	return taken;
}

/* Splits the arguments into commands, which begin after each "--". */
static size_t read_commands(struct command *commands, char **words, size_t rounds)
{
	size_t count = 0;

	for (; *words != NULL; words++) {
		if (strcmp(*words, "--") != 0)
			continue;
		*words = NULL;
		if (words[1] == NULL || count == COMMANDS_MAX)
			return 0;
		commands[count].words = words + 1;
		commands[count].times = calloc(rounds, sizeof *commands[count].times);
		commands[count].cpu = calloc(rounds, sizeof *commands[count].cpu);
		if (commands[count].times == NULL || commands[count].cpu == NULL)
			fail("memory", ENOMEM);
		count++;
	}
	return count;
}

int main(int argc, char **argv)
{
	struct command commands[COMMANDS_MAX] = {0};
	const char *input = "/dev/null";
	long rounds = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
	int first = 2;

	if (argc > 4 && strcmp(argv[2], "-i") == 0) {
		input = argv[3];
		first = 4;
	}
	size_t count = rounds > 0 && rounds <= ROUNDS_MAX && argc > first ?
		read_commands(commands, argv + first, (size_t)rounds) :
		0;
	if (count == 0) {
		fprintf(stderr, "timer ROUNDS [-i FILE] -- COMMAND [ARG]... [-- COMMAND...]...\n");
		return 2;
	}
	for (long round = 0; round < rounds; round++)
		for (size_t i = 0; i < count; i++)
			commands[i].times[round] =
				run(&commands[i], input, &commands[i].cpu[round]);
	for (size_t i = 0; i < count; i++) {
		qsort(commands[i].times, (size_t)rounds, sizeof *commands[i].times, by_value);
		qsort(commands[i].cpu, (size_t)rounds, sizeof *commands[i].cpu, by_value);
		printf("%.3f %ld %.3f %.3f\n", commands[i].times[rounds / 2], commands[i].memory,
		       commands[i].cpu[rounds / 2], commands[i].times[0]);
		free(commands[i].times);
		free(commands[i].cpu);
	}
	return 0;
}
