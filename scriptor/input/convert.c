#include "scriptor/input/convert.h"

#include "app/capture_source.h"
#include "app/dialect_file.h"
#include "scriptor/input/input_lines.h"
#include "scriptor/input/script_files.h"
#include "render/escaped.h"
#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/terminal/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Writes the script unchanged, but escaped if the output is a terminal. */
static void write_script(FILE *out, const struct text *text)
{
	struct span rest = {text->data, text->length}, line;

	if (isatty(STDOUT_FILENO) != 1) {
		fwrite(text->data, 1, text->length, out);
		return;
	}
	while (span_line(&rest, &line)) {
		put_escaped(out, line);
		putc('\n', out);
	}
}

/* A script in scriptor's own language is only checked. */
static enum status check_own(const char *name, const struct text *text)
{
	struct script script = {0};
	struct input_errors errors = {0};
	struct parser *parser = parse_new(&script, name, &input_loader);
	enum status status = STATUS_YES;

	if (parser == NULL)
		return memory_trouble();
	bool ok = parse_text(parser, text->length > 0 ? text->data : "", text->length);
	parse_free(&parser);
	if (!ok || script.failed)
		status = scripts_report_errors(&script, &errors);
	script_free(&script);
	input_errors_free(&errors);
	return status;
}

static enum status print_text(const struct options *options, FILE *out, const char *name,
                              struct span text)
{
	struct dialect_request request = options_dialect(options, true);
	struct conversion conversion = {0};

	request.hides = !options->show_secrets;
	enum status status = dialect_file_read(name, text, &request, NULL, &conversion);
	if (status == STATUS_YES && dialect_is_own(conversion.row))
		status = check_own(name, &conversion.text);
	if (status == STATUS_INPUT && dialect_is_own(conversion.row) && request.dialect == NULL)
		message_hint(
			"%s was read as a script of scriptor, since no trace format was "
			"recognized; --dialect NAME chooses one (\"man 5 scriptor\" lists them)",
			name);
	progress_end();
	if (status == STATUS_YES && conversion.text.length > 0)
		write_script(out, &conversion.text);
	conversion_free(&conversion);
	return status;
}

static enum status print_file(const struct options *options, FILE *out, const char *name,
                              const char *path)
{
	struct file file = {0};
	enum status status;

	progress_start("reading", name, NULL);
	int error = capture_source(&file, path, name, INPUT_FILE_MAX, &status);

	if (error != 0) {
		message_error("%s: %s", name, file_error(error));
		status = STATUS_INPUT;
	}
	if (status == STATUS_YES)
		status = print_text(options, out, name,
		                    (struct span){file.length > 0 ? file.data : "", file.length});
	progress_end();
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

		status_raise(&status, other);
	}
	return status;
}
