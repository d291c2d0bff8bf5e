#include "scriptor/show/report.h"

#include "base/array.h"
#include "base/escape.h"
#include "scriptor/show/transcript.h"

#include <stdlib.h>
#include <string.h>

void report_free(struct report *report)
{
	for (size_t i = 0; i < report->count; i++) {
		free(report->cases[i].name);
		text_free(&report->cases[i].why);
	}
	for (size_t i = 0; i < report->file_count; i++)
		free(report->files[i]);
	free(report->cases);
	free(report->files);
	*report = (struct report){0};
}

static struct report_case *open_case(struct report *report)
{
	return report->open ? &report->cases[report->count - 1] : NULL;
}

/* Statements outside tests are not a case of their own if they have no expectations and tests
 * follow. */
static bool is_empty(const struct report_case *one)
{
	return !one->named && one->expectations == 0 && one->result == REPORT_PASSED;
}

static void close_case(struct report *report, bool tests_follow)
{
	struct report_case *one = open_case(report);

	if (one == NULL)
		return;
	report->open = false;
	if (is_empty(one) && tests_follow) {
		free(one->name);
		text_free(&one->why);
		report->count--;
	} else if (report->transcript != NULL) {
		transcript_item(report->transcript,
		                &(struct transcript_event){
					.kind = EVENT_CASE, .report = report, .test = one});
	}
}

static bool begin(struct report *report, const char *name, size_t length)
{
	struct report_case *cases =
		array_room(report->cases, report->count, &report->size, sizeof *cases);

	if (cases == NULL) {
		report->failed = true;
		return false;
	}
	report->cases = cases;
	struct report_case *one = &report->cases[report->count];
	*one = (struct report_case){.file = report->file_count - 1, .name = strndup(name, length)};
	report->failed = report->failed || one->name == NULL;
	if (one->name == NULL)
		return false;
	report->count++;
	report->open = true;
	return true;
}

void report_file(struct report *report, const char *name)
{
	close_case(report, false);
	char **files =
		array_room(report->files, report->file_count, &report->file_size, sizeof *files);
	if (files != NULL)
		report->files = files;
	char *copy = files == NULL ? NULL : strdup(name);
	if (copy == NULL) {
		report->failed = true;
		return;
	}
	files[report->file_count++] = copy;
	begin(report, name, strlen(name));
}

void report_case(struct report *report, const char *name, size_t length, uint32_t line)
{
	close_case(report, true);
	if (report->file_count > 0 && begin(report, name, length)) {
		report->cases[report->count - 1].named = true;
		report->cases[report->count - 1].line = line;
	}
}

void report_apdu(struct report *report, double ms)
{
	struct report_case *one = open_case(report);

	if (one == NULL)
		return;
	one->apdus++;
	one->ms += ms;
}

/* Adds one line, even if the file name in it contains a newline. */
static void add_line(struct text *lines, const char *line)
{
	size_t length = strlen(line), size = 4 * length + 1;
	char *clean = malloc(size);

	if (clean == NULL) {
		lines->failed = true;
		return;
	}
	text_add(lines, clean, escape_terminal(clean, size, line, length));
	text_puts(lines, "\n");
	free(clean);
}

static void add_failure(struct report *report, enum report_result result, const char *why)
{
	struct report_case *one = open_case(report);

	if (one == NULL)
		return;
	if (one->result < result)
		one->result = result;
	add_line(&one->why, why);
	report->failed = report->failed || one->why.failed;
}

void report_expected(struct report *report, bool met, const char *why)
{
	struct report_case *one = open_case(report);

	if (one != NULL)
		one->expectations++;
	if (!met)
		add_failure(report, REPORT_FAILED, why);
}

void report_detail(struct report *report, const char *line)
{
	struct report_case *one = open_case(report);

	if (one == NULL)
		return;
	add_line(&one->why, line);
	report->failed = report->failed || one->why.failed;
}

void report_error(struct report *report, const char *why)
{
	add_failure(report, REPORT_ERROR, why);
}

void report_skip(struct report *report, const char *name)
{
	report_file(report, name);
	if (report->open)
		report->cases[report->count - 1].result = REPORT_SKIPPED;
}

void report_skip_case(struct report *report, const char *name, size_t length, uint32_t line)
{
	report_case(report, name, length, line);
	if (report->open)
		report->cases[report->count - 1].result = REPORT_SKIPPED;
}

void report_end(struct report *report)
{
	close_case(report, false);
}

size_t report_count(const struct report *report, enum report_result result)
{
	size_t n = 0;

	for (size_t i = 0; i < report->count; i++)
		n += report->cases[i].result == result;
	return n;
}
