/* Test Anything Protocol: one line for each case when it ends, and the plan at the end. */
#include "scriptor/show/transcript.h"

#include "base/escape.h"
#include "scriptor/show/report.h"

#include <string.h>

enum { PIECE = 256 };

/* Writes text in one line, with a "\" before each of the characters in special. */
static void write_line(FILE *out, const char *text, size_t length, const char *special)
{
	char clean[4 * PIECE + 1];

	while (length > 0) {
		size_t n = escape_piece(text, length, PIECE);
		size_t wrote = escape_terminal(clean, sizeof clean, text, n);

		for (size_t i = 0; i < wrote; i++) {
			if (strchr(special, clean[i]) != NULL)
				putc('\\', out);
			putc(clean[i], out);
		}
		text += n;
		length -= n;
	}
}

/* Writes a part of a description, in which "#" starts a directive and "\" is the escape character
 * (TAP 14, Escaping). */
static void write_description(FILE *out, const char *text)
{
	write_line(out, text, strlen(text), "#\\");
}

static void write_remark(FILE *out, const char *text, size_t length)
{
	fputs("# ", out);
	write_line(out, text, length, "");
	putc('\n', out);
}

static void write_remarks(FILE *out, const char *text)
{
	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, "\n");

		write_remark(out, text, length);
		text += length + (text[length] == '\n');
	}
}

static void write_case(struct transcript *transcript, const struct transcript_event *event)
{
	const struct report_case *one = event->test;
	const char *file = event->report->files[one->file];
	bool passed = one->result == REPORT_PASSED || one->result == REPORT_SKIPPED;
	FILE *out = transcript->out;

	fprintf(out, "%s %zu - ", passed ? "ok" : "not ok", event->report->count);
	write_description(out, file);
	if (one->named) {
		fputs(": ", out);
		write_description(out, one->name);
	}
	if (one->result == REPORT_SKIPPED)
		fputs(" # SKIP " REPORT_NOT_RUN, out);
	putc('\n', out);
	write_remarks(out, one->why.data);
}

static void write_echo(struct transcript *transcript, const struct transcript_event *event)
{
	write_remark(transcript->out, event->text, event->length);
}

static void write_plan(struct transcript *transcript, const struct summary *summary)
{
	fprintf(transcript->out, "1..%zu\n", summary->tests);
}

const struct transcript_format transcript_tap = {
	.item = {[EVENT_ECHO] = write_echo, [EVENT_CASE] = write_case},
	.end = write_plan,
};
