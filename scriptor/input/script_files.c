#include "scriptor/input/script_files.h"

#include "app/capture_source.h"
#include "app/dialect_file.h"
#include "base/array.h"
#include "scriptor/input/input_lines.h"
#include "script/parse/parse.h"
#include "script/print_masked.h"
#include "sys/directory.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/terminal/progress.h"

#include <stdlib.h>
#include <string.h>

static const char *const endings[] = {".apdu", NULL};

enum status scripts_report_errors(const struct script *script, struct input_errors *errors)
{
	size_t shown =
		script->error_count < SCRIPT_ERRORS_MAX ? script->error_count : SCRIPT_ERRORS_MAX;

	for (size_t i = 0; i < shown; i++) {
		const struct script_error *error = &script->errors[i];

		input_errors_add(errors, script->files[error->file], error->position.line,
		                 error->position.column, error->text);
	}
	input_errors_add_more(errors, script->files[0], script->error_count - shown);
	if (script->failed)
		memory_ran_out();
	return script->failed ? STATUS_TROUBLE : STATUS_INPUT;
}

static struct scripts_one *add_script(struct scripts *scripts, const char *name)
{
	struct scripts_one *list =
		array_room(scripts->list, scripts->count, &scripts->size, sizeof *list);

	if (list == NULL)
		return NULL;
	scripts->list = list;
	list[scripts->count] = (struct scripts_one){.name = name};
	return &list[scripts->count++];
}

/* Returns STATUS_INPUT, before anything is sent, if the script would write a file outside the
 * current directory. */
static enum status refuse_writes(struct scripts_one *one, const struct options *options)
{
	const struct script *script = &one->script;

	if (options->yes || options->mode == MODE_CHECK)
		return STATUS_YES;
	for (size_t i = 0; i < script->count; i++) {
		const struct statement *statement = &script->statements[i];

		if (statement_writes_outside(script, statement))
			input_errors_add(
				&one->errors, script->files[statement->file], statement->line,
				statement->column,
				"write: path outside the current directory; --yes allows it");
	}
	return one->errors.count > 0 ? STATUS_INPUT : STATUS_YES;
}

static enum status parse_lines(struct scripts_one *one, const char *text, size_t length,
                               const struct conversion *conversion, const struct options *options)
{
	struct parser *parser = parse_new(&one->script, one->name, &input_loader);
	bool masks = options->mask && !options->show_secrets;

	if (parser == NULL)
		return memory_trouble();
	bool ok = parse_text(parser, text, length);

	parse_free(&parser);
	/* The echo shows the file unchanged, but with --mask the converted text, line by line. */
	if (conversion != NULL && !(ok && masks))
		conversion_restore(conversion, &one->script, 0);
	if (!ok || one->script.failed)
		return scripts_report_errors(&one->script, &one->errors);
	if (masks)
		print_masked_text(&one->text, &one->script, text, length);
	return one->text.failed ? memory_trouble() : refuse_writes(one, options);
}

static void add_error(void *self, const char *name, size_t line, const char *why)
{
	input_errors_add(self, name, line, 0, why);
}

/* A log that is given in place of a script has an error in each line. */
static void hint_format(const struct scripts_one *one, bool explains)
{
	const struct dialect_row *row = dialect_guess(scripts_text(one));

	if (row == NULL)
		return;
	if (explains)
		message_hint("%s looks like %s (%s): \"--explain --replay FILE --dialect %s "
		             "FILE\" explains it without a card",
		             one->name, row->name, row->title, row->name);
	else
		message_hint("%s looks like %s (%s): \"--dialect %s\" sends its commands, "
		             "\"--convert\" prints it as a script",
		             one->name, row->name, row->title, row->name);
}

/* Only --diff recognizes traces; otherwise a script is in scriptor's own language unless an option
 * names another one. */
static enum status parse_file(struct scripts_one *one, const struct options *options)
{
	struct dialect_request request = options_dialect(options, options->mode == MODE_DIFF);
	struct dialect_file_errors errors = {&one->errors, add_error};
	struct conversion conversion = {0};

	enum status status;

	if (request.dialect != NULL && dialect_is_own(request.dialect)) {
		status = parse_lines(one, one->file.data, one->file.length, NULL, options);
		if (status == STATUS_INPUT && options->dialect == NULL)
			hint_format(one, options->explain);
		return status;
	}
	status = dialect_file_read(one->name, scripts_text(one), &request, &errors, &conversion);
	if (status == STATUS_YES) {
		one->converted = conversion.text;
		conversion.text = (struct text){0};
		struct span text = scripts_text(one);
		status = parse_lines(one, text.text, text.length, &conversion, options);
	}
	conversion_free(&conversion);
	return status;
}

static enum status add_file(struct scripts *scripts, const char *path,
                            const struct options *options)
{
	bool piped = strcmp(path, "-") == 0;
	struct scripts_one *one = add_script(scripts, path);

	if (one == NULL)
		return memory_trouble();
	one->echoes = !piped;
	const char *opened = piped ? "/dev/stdin" : path;
	enum status status = STATUS_YES;
	/* Only scripts can be run; the input of a comparison may be in any format. */
	int error = options->mode == MODE_DIFF ?
		capture_source(&one->file, opened, path, INPUT_FILE_MAX, &status) :
		file_read(&one->file, opened, FILE_COPY, false, INPUT_FILE_MAX);
	if (status != STATUS_YES)
		return status;
	const char *packed = error == 0 ? capture_source_packed(&one->file) : NULL;
	if (error == 0 && packed == NULL)
		return parse_file(one, options);
	input_errors_add(&one->errors, piped ? "standard input" : path, 0, 0,
	                 packed != NULL ? packed : file_error(error));
	if (packed != NULL)
		return STATUS_INPUT;
	return piped ? STATUS_TROUBLE : STATUS_INPUT;
}

static enum status read_file(struct scripts *scripts, const char *path,
                             const struct options *options)
{
	progress_start("reading", path, NULL);
	enum status status = add_file(scripts, path, options);
	progress_end();
	return status;
}

static enum status read_lines(struct scripts *scripts, const struct options *options)
{
	struct scripts_one *one = add_script(scripts, "-e");
	struct parser *parser = one == NULL ? NULL : parse_new(&one->script, "-e", &input_loader);
	bool ok = true;

	if (parser == NULL)
		return memory_trouble();
	for (size_t i = 0; i < options->lines.count; i++)
		ok = parse_line(parser, options->lines.items[i], strlen(options->lines.items[i])) !=
				PARSE_ERROR &&
			ok;
	ok = parse_end(parser) != PARSE_ERROR && ok;
	parse_free(&parser);
	return ok && !one->script.failed ? refuse_writes(one, options) :
					   scripts_report_errors(&one->script, &one->errors);
}

static enum status find_files(struct scripts *scripts, const struct options *options)
{
	struct directory_names *names = scripts->names;
	enum status status = STATUS_YES;

	for (size_t i = 0; i < options->file_count; i++) {
		const char *path = options->files[i];
		size_t before = names->count;
		int error = 0;

		if (!directory_is(path)) {
			if (!directory_names_add(names, path))
				return memory_trouble();
			continue;
		}
		error = directory_files(path, endings, names);
		if (error == 0 && names->count > before)
			continue;
		struct scripts_one *one = add_script(scripts, path);
		if (one == NULL)
			return memory_trouble();
		input_errors_add(&one->errors, path, 0, 0,
		                 error != 0 ? file_error(error) :
		                              "no scripts (*.apdu) in this directory");
		status = STATUS_INPUT;
	}
	return status;
}

enum status scripts_read(struct scripts *scripts, const struct options *options)
{
	if (options->lines.count > 0)
		return read_lines(scripts, options);
	if (options->file_count == 0)
		return read_file(scripts, "-", options);
	scripts->names = calloc(1, sizeof *scripts->names);
	if (scripts->names == NULL)
		return memory_trouble();
	enum status status = find_files(scripts, options);
	for (size_t i = 0; status != STATUS_TROUBLE && i < scripts->names->count; i++)
		status_raise(&status, read_file(scripts, scripts->names->names[i], options));
	return status;
}

void scripts_free(struct scripts *scripts)
{
	for (size_t i = 0; i < scripts->count; i++) {
		script_free(&scripts->list[i].script);
		file_free(&scripts->list[i].file);
		text_free(&scripts->list[i].text);
		text_free(&scripts->list[i].converted);
		input_errors_free(&scripts->list[i].errors);
	}
	if (scripts->names != NULL)
		directory_names_free(scripts->names);
	free(scripts->names);
	free(scripts->list);
	*scripts = (struct scripts){0};
}

struct span scripts_text(const struct scripts_one *one)
{
	if (one->converted.length > 0)
		return (struct span){one->converted.data, one->converted.length};
	return (struct span){one->file.length > 0 ? one->file.data : "", one->file.length};
}

enum keyword_first scripts_first(const struct script *script)
{
	for (size_t at = 0; at < script->count; at++) {
		const struct statement *statement = &script->statements[at];

		if (statement->kind != STATEMENT_COMMAND)
			return FIRST_CONNECTED;
		if (statement->keyword->first != FIRST_SKIPPED)
			return statement->keyword->first;
	}
	return FIRST_CONNECTED;
}

bool scripts_asks_pin(const struct scripts *scripts)
{
	for (size_t i = 0; i < scripts->count; i++) {
		const struct script *script = &scripts->list[i].script;

		for (size_t j = 0; j < script->count; j++)
			if (statement_is(&script->statements[j], KEYWORD_PIN))
				return true;
	}
	return false;
}
