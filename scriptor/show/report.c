#include "scriptor/show/report.h"

#include "base/escape.h"

#include <stdio.h>
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

/* One line, fit for TAP: its "#" starts a directive, "\" escapes. */
static void write_tap_text(const char *text, size_t length)
{
	size_t size = 4 * length + 1;
	char *clean = malloc(size);

	if (clean == NULL)
		return;
	length = escape_terminal(clean, size, text, length);
	for (size_t i = 0; i < length; i++) {
		if (clean[i] == '#')
			putchar('\\');
		putchar(clean[i]);
	}
	free(clean);
}

static void write_remarks(const char *text)
{
	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, "\n");

		fputs("# ", stdout);
		write_tap_text(text, length);
		putchar('\n');
		text += length + (text[length] == '\n');
	}
}

static void write_tap(struct report *report, const struct report_case *one)
{
	const char *file = report->files[one->file];

	printf("%s %zu - ",
	       one->result == REPORT_PASSED || one->result == REPORT_SKIPPED ? "ok" : "not ok",
	       ++report->told);
	write_tap_text(file, strlen(file));
	if (one->named) {
		fputs(": ", stdout);
		write_tap_text(one->name, strlen(one->name));
	}
	if (one->result == REPORT_SKIPPED)
		fputs(" # SKIP not run after a failure", stdout);
	putchar('\n');
	write_remarks(one->why.data);
}

/* What no test holds is no case of its own where it holds nothing that can fail, and tests follow.
 */
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
	} else if (report->tap) {
		write_tap(report, one);
	}
}

static bool begin(struct report *report, const char *name, size_t length)
{
	if (report->count == report->size) {
		size_t size = report->size == 0 ? 8 : report->size * 2;
		struct report_case *cases = realloc(report->cases, size * sizeof *cases);

		if (cases == NULL) {
			report->failed = true;
			return false;
		}
		report->cases = cases;
		report->size = size;
	}
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
	char **files = realloc(report->files, (report->file_count + 1) * sizeof *files);
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

/* One line each, also where a file's name holds a newline. */
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
}

void report_expected(struct report *report, bool met, const char *why)
{
	struct report_case *one = open_case(report);

	if (one != NULL)
		one->expectations++;
	if (!met)
		add_failure(report, REPORT_FAILED, why);
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

void report_end(struct report *report)
{
	close_case(report, false);
	if (report->tap)
		printf("1..%zu\n", report->told);
}

size_t report_count(const struct report *report, enum report_result result)
{
	size_t n = 0;

	for (size_t i = 0; i < report->count; i++)
		n += report->cases[i].result == result;
	return n;
}

/* XML 1.0, 2.2: control characters, U+FFFE and U+FFFF cannot be written at all. */
static void add_xml(struct text *out, const char *text, size_t length)
{
	size_t size = 4 * length + 1;
	char *clean = malloc(size);

	if (clean == NULL) {
		out->failed = true;
		return;
	}
	length = escape_terminal(clean, size, text, length);
	for (size_t i = 0; i < length; i++) {
		switch (clean[i]) {
		case '&':
			text_puts(out, "&amp;");
			break;
		case '<':
			text_puts(out, "&lt;");
			break;
		case '>':
			text_puts(out, "&gt;");
			break;
		case '"':
			text_puts(out, "&quot;");
			break;
		default:
			if (strncmp(clean + i, "\xEF\xBF\xBE", 3) == 0 ||
			    strncmp(clean + i, "\xEF\xBF\xBF", 3) == 0) {
				text_printf(out, "\\xEF\\xBF\\x%02X", (uint8_t)clean[i + 2]);
				i += 2;
			} else {
				text_add(out, clean + i, 1);
			}
		}
	}
	free(clean);
}

static void add_attribute(struct text *out, const char *name, const char *value, size_t length)
{
	text_printf(out, " %s=\"", name);
	add_xml(out, value, length);
	text_puts(out, "\"");
}

static void add_case(const struct report *report, const struct report_case *one, struct text *out)
{
	static const char *const elements[] = {NULL, "failure", "error", "skipped"};
	const char *element = elements[one->result], *file = report->files[one->file];
	const char *why = one->why.data == NULL ? "" : one->why.data;

	text_puts(out, "    <testcase");
	add_attribute(out, "name", one->name, strlen(one->name));
	add_attribute(out, "classname", file, strlen(file));
	text_printf(out, " time=\"%.6f\"", one->ms / 1000);
	if (element == NULL) {
		text_puts(out, "/>\n");
		return;
	}
	text_printf(out, ">\n      <%s", element);
	add_attribute(out, "message", why, strcspn(why, "\n"));
	text_puts(out, one->result == REPORT_SKIPPED ? "/>\n" : ">");
	if (one->result != REPORT_SKIPPED) {
		for (const char *line = why; *line != '\0'; line += strcspn(line, "\n") + 1) {
			add_xml(out, line, strcspn(line, "\n"));
			text_puts(out, "\n");
		}
		text_printf(out, "</%s>\n", element);
	}
	text_puts(out, "    </testcase>\n");
}

static void add_counts(const struct report *report, size_t file, struct text *out)
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
	text_printf(out,
	            " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"%zu\" time=\"%.6f\"",
	            tests, counts[REPORT_FAILED], counts[REPORT_ERROR], counts[REPORT_SKIPPED],
	            ms / 1000);
}

void report_junit(const struct report *report, struct text *out)
{
	text_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites");
	text_printf(out, " name=\"scriptor\"");
	add_counts(report, SIZE_MAX, out);
	text_puts(out, ">\n");
	for (size_t file = 0; file < report->file_count; file++) {
		text_puts(out, "  <testsuite");
		add_attribute(out, "name", report->files[file], strlen(report->files[file]));
		add_counts(report, file, out);
		text_puts(out, ">\n");
		for (size_t i = 0; i < report->count; i++)
			if (report->cases[i].file == file)
				add_case(report, &report->cases[i], out);
		text_puts(out, "  </testsuite>\n");
	}
	text_puts(out, "</testsuites>\n");
}
