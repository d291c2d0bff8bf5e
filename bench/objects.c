/* objects ROUNDS FILE: what jansson alone needs to create and write the objects of FILE, which has
 * one per line: the minimum of ROUNDS, in ms of processor time. The file is read before; creating
 * an object means copying all its values. */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { LINE_MAX_SIZE = 1 << 20, DUMP_SIZE = 1 << 20 };

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static json_t *read_all(const char *path)
{
	FILE *file = fopen(path, "r");
	char *line = malloc(LINE_MAX_SIZE);
	json_t *all = json_array();

	while (file != NULL && line != NULL && fgets(line, LINE_MAX_SIZE, file) != NULL)
		json_array_append_new(all, json_loads(line, 0, NULL));
	if (file != NULL)
		fclose(file);
	free(line);
	return all;
}

static double write_all(const json_t *all, char *dump, FILE *out)
{
	double start = now();

	for (size_t i = 0; i < json_array_size(all); i++) {
		json_t *copy = json_deep_copy(json_array_get(all, i));
		size_t length =
			json_dumpb(copy, dump, DUMP_SIZE, JSON_COMPACT | JSON_REAL_PRECISION(6));

		fwrite_unlocked(dump, 1, length, out);
		putc_unlocked('\n', out);
		json_decref(copy);
	}
	fflush(out);
	return now() - start;
}

int main(int argc, char **argv)
{
	int rounds = argc == 3 ? atoi(argv[1]) : 0;
	char *dump = malloc(DUMP_SIZE);
	FILE *out = fopen("/dev/null", "r+");
	double least = 0;

	if (rounds <= 0 || dump == NULL || out == NULL)
		return 2;
	json_t *all = read_all(argv[2]);
	for (int round = 0; round < rounds; round++) {
		double taken = write_all(all, dump, out);

		least = round == 0 || taken < least ? taken : least;
	}
	printf("%.3f\n", least);
	bool any = json_array_size(all) > 0;
	json_decref(all);
	fclose(out);
	free(dump);
	return any ? 0 : 1;
}
