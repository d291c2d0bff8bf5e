/* JUnit XML: one test suite per file, written when all files have been run. */
#include "scriptor/show/transcript.h"

#include "base/escape.h"
#include "scriptor/show/report.h"

#include <stdlib.h>
#include <string.h>

/* XML 1.0, 2.2: control characters, U+FFFE and U+FFFF are not allowed, not even as references. */
static size_t write_xml_character(FILE *out, const char *at)
{
	static const struct {
		char character;
		const char *entity;
	} entities[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}};

	for (size_t i = 0; i < sizeof entities / sizeof *entities; i++) {
		if (entities[i].character == *at) {
			fputs(entities[i].entity, out);
			return 1;
		}
	}
	if (strncmp(at, "\xEF\xBF\xBE", 3) == 0 || strncmp(at, "\xEF\xBF\xBF", 3) == 0) {
		fprintf(out, "\\xEF\\xBF\\x%02X", (uint8_t)at[2]);
		return 3;
	}
	putc(*at, out);
	return 1;
}

static void write_xml(struct transcript *transcript, const char *text, size_t length)
{
	size_t size = 4 * length + 1;
	char *clean = malloc(size);

	if (clean == NULL) {
		transcript->failed = true;
		return;
	}
	length = escape_terminal(clean, size, text, length);
	for (size_t i = 0; i < length;)
		i += write_xml_character(transcript->out, clean + i);
	free(clean);
}

static void write_attribute(struct transcript *transcript, const char *name, const char *value,
                            size_t length)
{
	fprintf(transcript->out, " %s=\"", name);
	write_xml(transcript, value, length);
	putc('"', transcript->out);
}

static void write_case(struct transcript *transcript, const struct report *report,
                       const struct report_case *one)
{
	FILE *out = transcript->out;
	static const char *const elements[] = {NULL, "failure", "error", "skipped"};
	const char *element = elements[one->result], *file = report->files[one->file];
	const char *why = one->result == REPORT_SKIPPED ? REPORT_NOT_RUN :
		one->why.data == NULL                   ? "" :
							  one->why.data;

	fputs("    <testcase", out);
	write_attribute(transcript, "name", one->name, strlen(one->name));
	write_attribute(transcript, "classname", file, strlen(file));
	fprintf(out, " time=\"%.6f\"", one->ms / 1000);
	if (element == NULL) {
		fputs("/>\n", out);
		return;
	}
	fprintf(out, ">\n      <%s", element);
	write_attribute(transcript, "message", why, strcspn(why, "\n"));
	fputs(one->result == REPORT_SKIPPED ? "/>\n" : ">", out);
	if (one->result != REPORT_SKIPPED) {
		for (const char *line = why; *line != '\0'; line += strcspn(line, "\n") + 1) {
			write_xml(transcript, line, strcspn(line, "\n"));
			fputs("\n", out);
		}
		fprintf(out, "</%s>\n", element);
	}
	fputs("    </testcase>\n", out);
}

static void write_counts(FILE *out, const struct report *report, size_t file)
{
	size_t counts[4] = {0}, tests = 0;
	double ms = 0;

	for (size_t i = 0; i < report->count; i++) {
		const struct report_case *one = &report->cases[i];

		if (file != SIZE_MAX && one->file != file)
			continue;
		tests++;
		counts[one->result]++;
		ms += one->ms;
	}
	fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"%.6f\"",
	        tests, counts[REPORT_FAILED], counts[REPORT_ERROR], counts[REPORT_SKIPPED],
	        ms / 1000);
}

static void write_document(struct transcript *transcript, const struct summary *summary)
{
	const struct report *report = summary->report;
	FILE *out = transcript->out;

	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites", out);
	fprintf(out, " name=\"scriptor\"");
	write_counts(out, report, SIZE_MAX);
	fputs(">\n", out);
	for (size_t file = 0; file < report->file_count; file++) {
		fputs("  <testsuite", out);
		write_attribute(transcript, "name", report->files[file],
		                strlen(report->files[file]));
		write_counts(out, report, file);
		fputs(">\n", out);
		for (size_t i = 0; i < report->count; i++)
			if (report->cases[i].file == file)
				write_case(transcript, report, &report->cases[i]);
		fputs("  </testsuite>\n", out);
	}
	fputs("</testsuites>\n", out);
}

const struct transcript_format transcript_junit = {.end = write_document};
