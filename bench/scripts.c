/* scripts LINES: prints the time in ms that parsing a script of LINES lines of all kinds takes, the
 * median of several runs. */
#include "script/parse/parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 9 };

static const char *const lines[] = {
	"00 A4 04 00 07 A0 00 00 00 03 10 10",
	"00b2010c00",
	"# a comment",
	"! 80 CA 9F 7F / 00 [9F7F*] (9000)",
	"set x = $data[0,2] \"abc\" { 00 11 }",
	"00 B0 00 00 10 (9000,62XX) <50ms",
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

static double parse(const struct text *text)
{
	struct script script = {0};
	double start = now();
	struct parser *parser = parse_new(&script, "x", NULL);

	if (parser == NULL || !parse_text(parser, text->data, text->length))
		exit(1);
	parse_free(&parser);
	script_free(&script);
	return now() - start;
}

int main(int argc, char **argv)
{
	long count = argc > 1 ? strtol(argv[1], NULL, 10) : 1;
	struct text text = {0};
	double times[ROUNDS];

	for (long i = 0; i < count; i++) {
		text_puts(&text, lines[(size_t)i % (sizeof lines / sizeof *lines)]);
		text_puts(&text, "\n");
	}
	if (text.failed)
		return 1;
	for (int i = 0; i < ROUNDS; i++)
		times[i] = parse(&text);
	qsort(times, ROUNDS, sizeof *times, by_value);
	printf("%.1f\n", times[ROUNDS / 2]);
	text_free(&text);
	return 0;
}
