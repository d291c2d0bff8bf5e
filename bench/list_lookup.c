/* list_lookup LIST: measures the steps of finding a card's name, within this process. Prints one
 * line: reading the list once (ms), building the index (ms), a look-up that finds an entry (ns),
 * one that does not. */
#include "cards/cardindex.h"
#include "cards/cardlist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ATRS_MAX = 200000, ROUNDS = 9 };

struct atr {
	uint8_t bytes[33];
	size_t length;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static char *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *text = NULL;

	if (file == NULL || fseek(file, 0, SEEK_END) != 0)
		return NULL;
	long size = ftell(file);
	rewind(file);
	if (size > 0)
		text = malloc((size_t)size);
	if (text != NULL && fread(text, 1, (size_t)size, file) != (size_t)size)
		return NULL;
	fclose(file);
	*length = (size_t)size;
	return text;
}

static size_t take_atrs(const char *text, size_t length, struct atr *atrs)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct cardlist_line line;
	struct cardlist_atr atr;
	size_t count = 0;

	while (count < ATRS_MAX && cardlist_next(&walk, &line)) {
		cardlist_read(&line.text, &atr);
		if (atr.kind != CARDLIST_EXACT || atr.length > sizeof atrs->bytes)
			continue;
		memcpy(atrs[count].bytes, atr.bytes, atr.length);
		atrs[count++].length = atr.length;
	}
	return count;
}

static int by_value(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

static double median(double *times)
{
	qsort(times, ROUNDS, sizeof *times, by_value);
	return times[ROUNDS / 2];
}

/* Returns the time of a complete look-up, in ns. */
static double look_up(struct cardindex *index, const struct atr *atrs, size_t count)
{
	struct card_matches matches = {0};
	double times[ROUNDS];

	for (size_t round = 0; round < ROUNDS; round++) {
		double start = now();

		for (size_t i = 0; i < count; i++) {
			card_matches_clear(&matches);
			cardindex_find(index, atrs[i].bytes, atrs[i].length, &matches);
			card_matches_finish(&matches);
		}
		times[round] = (now() - start) * 1e6 / (double)count;
	}
	card_matches_free(&matches);
	return median(times);
}

int main(int argc, char **argv)
{
	static struct atr atrs[ATRS_MAX];
	struct card_matches matches = {0};
	struct cardindex *index = NULL;
	double passes[ROUNDS], builds[ROUNDS];
	size_t length = 0;
	char *text = argc == 2 ? read_file(argv[1], &length) : NULL;
	size_t count = text != NULL ? take_atrs(text, length, atrs) : 0;

	if (count == 0) {
		fprintf(stderr, "usage: list_lookup LIST\n");
		return 2;
	}
	for (size_t round = 0; round < ROUNDS; round++) {
		const struct atr *atr = &atrs[count / 2];
		double start = now();

		card_matches_clear(&matches);
		cardlist_scan(text, length, atr->bytes, atr->length, "", 0, &matches, NULL);
		passes[round] = now() - start;
		cardindex_free(&index);
		start = now();
		index = cardindex_new();
		cardindex_add(index, text, length, "", 0, NULL);
		builds[round] = now() - start;
	}
	double found = look_up(index, atrs, count);
	for (size_t i = 0; i < count; i++)
		atrs[i].bytes[atrs[i].length - 1] ^= 0x5A, atrs[i].bytes[0] ^= 0x04;
	double missed = look_up(index, atrs, count);
	printf("%.3f %.3f %.0f %.0f\n", median(passes), median(builds), found, missed);
	cardindex_free(&index);
	card_matches_free(&matches);
	free(text);
	return 0;
}
