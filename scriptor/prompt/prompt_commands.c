#include "scriptor/prompt/prompt_commands.h"

#include "script/keywords.h"
#include "scriptor/input/input_lines.h"
#include "scriptor/prompt/prompt_log.h"
#include "scriptor/run/outputs_check.h"
#include "sys/file.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool has_file(const char *word, const char *path)
{
	if (*path != '\0')
		return true;
	message_error("%s: expected a file name", word);
	return false;
}

static void run_loaded(struct dialog *dialog, const char *path, const struct file *file)
{
	struct script script = {0};
	struct parser *parser = parse_new(&script, path, &input_loader);

	if (parser == NULL)
		memory_ran_out();
	else if (!parse_text(parser, file->data, file->length))
		dialog_show_error(dialog, &script);
	else {
		prompt_log_load(dialog, path);
		dialog_run_script(dialog, &script, file->data, file->length);
	}
	parse_free(&parser);
	script_free(&script);
}

static void do_load(struct dialog *dialog, const char *path)
{
	struct file file = {0};

	if (!has_file("load", path))
		return;
	int error = file_read(&file, path, FILE_COPY, false, INPUT_FILE_MAX);
	if (error != 0)
		message_error("%s: %s", path, file_error(error));
	else
		run_loaded(dialog, path, &file);
	file_free(&file);
}

static bool write_log(const struct dialog *dialog, const char *path)
{
	struct replace replace;

	if (!replace_start(&replace, path))
		return false;
	fwrite(dialog->log.data, 1, dialog->log.length, replace.file);
	return replace_commit(&replace, 0600);
}

static void do_save(struct dialog *dialog, const char *path)
{
	bool again = dialog->saved != NULL && strcmp(dialog->saved, path) == 0;
	struct stat old;

	if (!has_file("save", path))
		return;
	const char *option = outputs_option(dialog->run->options.given, path);
	if (option != NULL) {
		message_error("save: %s is the output file of %s", path, option);
	} else if (!again && stat(path, &old) == 0 && S_ISREG(old.st_mode)) {
		message_error("save %s: file exists", path);
		message_hint("choose another name");
	} else if (dialog->log.failed || dialog->log.length == 0) {
		message_error("save: %s",
		              dialog->log.failed ? "out of memory" : "nothing to save yet");
	} else if (!write_log(dialog, path)) {
		message_error("%s: %s", path, file_error(errno));
	} else {
		free(dialog->saved);
		dialog->saved = strdup(path);
	}
}

static void do_view(struct dialog *dialog, const char *name)
{
	static const char *const names[] = {
		[VIEW_HEX] = "hex", [VIEW_ASCII] = "ascii", [VIEW_BOTH] = "both"};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (token_is((struct span){name, strlen(name)}, names[i])) {
			dialog->run->options.transcript->view = (enum transcript_view)i;
			return;
		}
	}
	message_error("view: expected hex, ascii or both");
}

/* Returns the text after the word, without the blanks and quotes around it. */
static char *argument(const char *text, const char *end)
{
	while (text < end && is_space(*text))
		text++;
	while (text < end && is_space(end[-1]))
		end--;
	if (end - text >= 2 && *text == '"' && end[-1] == '"') {
		text++;
		end--;
	}
	return strndup(text, (size_t)(end - text));
}

static void (*const functions[KEYWORD_COUNT])(struct dialog *, const char *) = {
	[KEYWORD_LOAD] = do_load,
	[KEYWORD_SAVE] = do_save,
	[KEYWORD_VIEW] = do_view,
};

struct span prompt_expand(struct text *out, struct span line)
{
	static const char *const short_for[][2] = {
		{"quit", "exit"}, {"q", "exit"}, {"h", "help"}, {"?", "help"}};
	struct span trimmed = span_trim(line);
	size_t length = 0;

	text_clear(out);
	while (length < trimmed.length && !is_blank(trimmed.text[length]))
		length++;
	for (size_t i = 0; i < sizeof short_for / sizeof *short_for; i++)
		if (token_is((struct span){trimmed.text, length}, short_for[i][0]))
			text_printf(out, "%s%.*s", short_for[i][1], (int)(trimmed.length - length),
			            trimmed.text + length);
	return out->length > 0 && !out->failed ? (struct span){out->data, out->length} : line;
}

bool prompt_command(struct dialog *dialog, const char *line, size_t length)
{
	const char *end = line + length, *start = line;

	while (start < end && is_space(*start))
		start++;
	const char *stop = start;
	while (stop < end && is_word(*stop))
		stop++;
	const struct keyword *keyword = keyword_find((struct span){start, (size_t)(stop - start)});
	if (keyword == NULL || !keyword->prompt_only)
		return false;
	char *text = argument(stop, end);
	if (text == NULL)
		memory_ran_out();
	else
		functions[keyword->id](dialog, text);
	free(text);
	return true;
}
