#include "scriptor/input/convert.h"

#include "app/capture_source.h"
#include "scriptor/input/input_lines.h"
#include "render/escaped.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum dialect convert_dialect(const struct options *options, const char *name)
{
	return options->dialect != NULL ? options->dialect->id : dialect_of_file(name)->id;
}

static void report_problems(const char *name, const struct conversion *conversion,
                            struct input_errors *errors)
{
	size_t shown = conversion->problem_count < DIALECT_PROBLEMS_MAX ?
		conversion->problem_count :
		DIALECT_PROBLEMS_MAX;

	for (size_t i = 0; i < shown; i++) {
		const struct dialect_problem *problem = &conversion->problems[i];

		if (errors != NULL && problem->severity == SEVERITY_ERROR)
			input_errors_add(errors, name, problem->line, 0, problem->text);
		else
			message_error("%s:%zu: %s", name, problem->line, problem->text);
	}
	if (shown < conversion->problem_count)
		message_error("and %zu more", conversion->problem_count - shown);
}

enum status convert_text(enum dialect dialect, const char *name, const struct file *file,
                         struct conversion *conversion, struct input_errors *errors)
{
	bool ok = dialect_convert(dialect, file->length > 0 ? file->data : "", file->length,
	                          conversion);

	report_problems(name, conversion, errors);
	if (conversion->failed) {
		memory_ran_out();
		return STATUS_TROUBLE;
	}
	return ok ? STATUS_YES : STATUS_INPUT;
}

/* Byte for byte, unless a terminal would obey it. */
static void write_script(FILE *out, const struct text *text)
{
	const char *at = text->data, *end = at + text->length, *newline;

	if (isatty(STDOUT_FILENO) != 1) {
		fwrite(text->data, 1, text->length, out);
		return;
	}
	while (at < end) {
		newline = memchr(at, '\n', (size_t)(end - at));
		put_escaped(out,
		            (struct span){at, (size_t)((newline != NULL ? newline : end) - at)});
		putc('\n', out);
		at = newline != NULL ? newline + 1 : end;
	}
}

static enum status print_file(const struct options *options, FILE *out, const char *name,
                              const char *path)
{
	struct conversion conversion = {.hides = !options->show_secrets};
	struct file file = {0};
	int error = file_read(&file, path, FILE_COPY, false, INPUT_FILE_MAX);

	if (error != 0) {
		message_error("%s: %s", name, file_error(error));
		return STATUS_INPUT;
	}
	enum status status = capture_source(&file, name, INPUT_FILE_MAX);
	if (status == STATUS_YES)
		status = convert_text(convert_dialect(options, name), name, &file, &conversion,
		                      NULL);
	if (status == STATUS_YES && conversion.text.length > 0)
		write_script(out, &conversion.text);
	conversion_free(&conversion);
	file_free(&file);
	return status;
}

enum status convert_files(const struct options *options, FILE *out)
{
	enum status status = STATUS_YES;

	if (options->file_count == 0)
		return print_file(options, out, "-", "/dev/stdin");
	for (size_t i = 0; i < options->file_count; i++) {
		enum status other = print_file(options, out, options->files[i], options->files[i]);

		status = other > status ? other : status;
	}
	return status;
}
