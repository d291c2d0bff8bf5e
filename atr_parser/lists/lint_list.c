#include "atr_parser/lists/lint_list.h"

#include "atr_parser/lists/difference.h"

#include "app/lists.h"
#include "cards/lint/cardlist_lint.h"
#include "render/json.h"
#include "render/finding.h"
#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/replace.h"
#include "sys/terminal/progress.h"
#include "sys/terminal/term.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* How the findings are written, and their number. */
struct findings {
	const char *file;
	const struct palette *palette;
	struct json *json; /* NULL if they are written as text */
	bool failed;       /* out of memory */
	unsigned long count, fixed;
};

static void write_finding(void *self, unsigned line, unsigned column, const struct problem *problem)
{
	struct findings *findings = self;
	const struct list_finding finding = {findings->file, line, column, problem,
	                                     list_problem_is_fixable(problem->kind)};

	if (findings->count++ == 0)
		progress_end_for_output();
	if (findings->json == NULL) {
		render_finding(stdout, findings->palette, &finding);
		return;
	}
	render_finding_json(findings->json, &finding);
	findings->failed = !json_write(findings->json, stdout) || findings->failed;
}

static void count_finding(void *self, unsigned line, unsigned column, const struct problem *problem)
{
	struct findings *findings = self;

	(void)line, (void)column;
	findings->count++;
	findings->fixed += list_problem_is_fixable(problem->kind);
}

static enum status report_findings(const struct options *options, const char *text, size_t length)
{
	struct findings findings = {.file = options->lint,
	                            .palette = term_palette(options->common.color, STDOUT_FILENO)};
	const struct cardlist_report report = {&findings, write_finding};

	if (options->common.json && (findings.json = json_new()) == NULL)
		return memory_trouble();
	bool done = cardlist_lint(text, length, &report) && !findings.failed;
	json_free(&findings.json);
	if (!done)
		return memory_trouble();
	if (findings.count > 0 && !options->common.json)
		message_note("%s: %lu finding%s", options->lint, findings.count,
		             findings.count == 1 ? "" : "s");
	return findings.count > 0 ? STATUS_NO : STATUS_YES;
}

static bool replace_file(const char *path, const struct text *text)
{
	struct replace replace;

	if (!replace_start(&replace, path))
		return false;
	fwrite(text->data, 1, text->length, replace.file);
	return replace_commit(&replace, 0644);
}

static enum status show_difference(const struct options *options, const struct file *file,
                                   const struct text *fixed)
{
	struct findings findings = {0};
	const struct cardlist_report report = {&findings, count_finding};

	if (!cardlist_lint(file->data, file->length, &report))
		return memory_trouble();
	progress_end_for_output();
	enum status status = difference_show(options->lint, (struct span){file->data, file->length},
	                                     (struct span){fixed->data, fixed->length},
	                                     term_palette(options->common.color, STDOUT_FILENO));
	unsigned long left = findings.count - findings.fixed;
	if (left > 0)
		message_note("%s: %lu finding%s that --fix cannot fix", options->lint, left,
		             left == 1 ? "" : "s");
	return status == STATUS_YES && findings.count > 0 ? STATUS_NO : status;
}

static enum status write_fixed(const struct options *options, const struct file *file,
                               const struct text *fixed)
{
	struct findings findings = {0};
	const struct cardlist_report report = {&findings, count_finding};

	if (!cardlist_lint(file->data, file->length, &report))
		return memory_trouble();
	if (findings.fixed > 0) {
		if (!replace_file(options->lint, fixed)) {
			message_error("cannot write %s: %s", options->lint, file_error(errno));
			return STATUS_TROUBLE;
		}
		message_note("%s: %lu finding%s fixed", options->lint, findings.fixed,
		             findings.fixed == 1 ? "" : "s");
	}
	return report_findings(options, fixed->data, fixed->length);
}

static enum status fix(const struct options *options, const struct file *file)
{
	struct text fixed = {0};
	enum status status;

	text_puts(&fixed, "");
	if (!cardlist_fix(file->data, file->length, &fixed))
		status = memory_trouble();
	else
		status = options->dry_run ? show_difference(options, file, &fixed) :
					    write_fixed(options, file, &fixed);
	text_free(&fixed);
	return status;
}

static enum status lint_file(const struct options *options)
{
	bool standard_input = strcmp(options->lint, "-") == 0;
	bool changes = options->fix && !options->dry_run;
	struct file file;

	if (standard_input && changes) {
		message_error("--fix cannot rewrite standard input");
		message_hint("--dry-run shows what would change");
		return STATUS_INPUT;
	}
	int error = standard_input ?
		file_read_open(&file, STDIN_FILENO, FILE_COPY, false, LIST_MAX) :
		file_read(&file, options->lint, FILE_COPY, changes, LIST_MAX);
	if (error != 0) {
		message_error("card list %s: %s", options->lint, file_error(error));
		return STATUS_INPUT;
	}
	enum status status = options->fix || options->dry_run ?
		fix(options, &file) :
		report_findings(options, file.data, file.length);
	file_free(&file);
	return status;
}

enum status lint(const struct options *options)
{
	progress_start("checking", options->lint, NULL);
	enum status status = lint_file(options);
	progress_end();
	return status;
}
