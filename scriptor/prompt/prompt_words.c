#include "scriptor/prompt/prompt_parts.h"

#include "scriptor/input/input.h"
#include "scriptor/prompt/look.h"
#include "sys/file.h"
#include "sys/message.h"
#include "sys/replace.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WORD_WIDTH = 12 };

const struct word_row prompt_words[PROMPT_WORDS] = {
	{WORD_NONE, "help", "[WORD]", "tell the commands, or one of them"},
	{WORD_NONE, "load", "FILE", "run a script"},
	{WORD_NONE, "save", "FILE", "write this session as a script"},
	{WORD_NONE, "view", "hex|ascii|both", "how the data of answers are shown"},
};

static void tell_row(const struct word_row *row)
{
	printf("%s%s%s: %s\n", row->name, *row->syntax != '\0' ? " " : "", row->syntax, row->help);
}

static void help_all(void)
{
	size_t own = 0;

	for (size_t i = 0; i < WORD_COUNT - 1; i++) {
		for (; own < PROMPT_WORDS && strcmp(prompt_words[own].name, word_rows[i].name) <= 0;
		     own++)
			if (strcmp(prompt_words[own].name, word_rows[i].name) != 0)
				tell_row(&prompt_words[own]);
		tell_row(&word_rows[i]);
	}
	for (; own < PROMPT_WORDS; own++)
		tell_row(&prompt_words[own]);
	puts("00 A4 04 00 ...: send these bytes\n"
	     "! [CLA] INS P1 P2 [: DATA] [/ [LE]]: build a command\n"
	     "TAB completes commands, $variables, files, readers, and by their names\n"
	     "instructions and applications. Ctrl-C leaves the line, Ctrl-D the program,\n"
	     "Ctrl-R searches. More: man 1 scriptor, man 5 scriptor");
}

static const struct word_row *find(const char *name)
{
	const struct word_row *row = word_find(name, strlen(name));

	for (size_t i = 0; row == NULL && i < PROMPT_WORDS; i++)
		if (token_is((struct token){name, strlen(name)}, prompt_words[i].name))
			row = &prompt_words[i];
	return row;
}

static void do_help(struct dialog *dialog, const char *name)
{
	const struct word_row *row = find(name);

	(void)dialog;
	if (*name == '\0') {
		help_all();
	} else if (row != NULL) {
		tell_row(row);
	} else {
		row = word_nearest(name, strlen(name));
		message_error("help %s: there is no such command", name);
		if (row != NULL)
			message_hint("did you mean \"%s\"?", row->name);
		else
			message_hint("\"help\" alone tells all of them");
	}
}

static bool has_file(const char *word, const char *path)
{
	if (*path != '\0')
		return true;
	message_error("%s: expected the name of a file", word);
	return false;
}

static void run_loaded(struct dialog *dialog, const char *path, const struct file *file)
{
	struct script script = {0};
	struct parser *parser = parse_new(&script, path, &input_loader);

	if (parser == NULL)
		message_error("out of memory");
	else if (!parse_text(parser, file->data, file->length))
		prompt_tell_error(dialog, &script);
	else {
		prompt_log_load(dialog, path);
		prompt_run_script(dialog, &script, file->data, file->length);
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

	if (!has_file("save", path))
		return;
	if (!again && access(path, F_OK) == 0) {
		message_error("save %s: there is such a file already", path);
		message_hint("it stays as it is: choose another name");
	} else if (dialog->log.failed || dialog->log.length == 0) {
		message_error("save: %s",
		              dialog->log.failed ? "out of memory" : "nothing was run yet");
	} else if (!write_log(dialog, path)) {
		message_error("%s: %s", path, strerror(errno));
	} else {
		free(dialog->saved);
		dialog->saved = strdup(path);
	}
}

static void do_view(struct dialog *dialog, const char *name)
{
	static const char *const names[] = {
		[VIEW_HEX] = "hex", [VIEW_ASCII] = "ascii", [VIEW_BOTH] = "both"};

	(void)dialog;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (token_is((struct token){name, strlen(name)}, names[i])) {
			look_view((enum look_view)i);
			return;
		}
	}
	message_error("view: expected hex, ascii or both");
}

/* What stands behind the word, without blanks and quotes around it. */
static char *argument(const char *text, const char *end)
{
	while (text < end && is_blank(*text))
		text++;
	while (text < end && is_blank(end[-1]))
		end--;
	if (end - text >= 2 && *text == '"' && end[-1] == '"') {
		text++;
		end--;
	}
	return strndup(text, (size_t)(end - text));
}

bool prompt_word(struct dialog *dialog, const char *line, size_t length)
{
	static void (*const functions[PROMPT_WORDS])(struct dialog *, const char *) = {
		do_help, do_load, do_save, do_view};
	const char *end = line + length, *start = line;

	while (start < end && is_blank(*start))
		start++;
	const char *stop = start;
	while (stop < end && is_word(*stop))
		stop++;
	for (size_t i = 0; i < PROMPT_WORDS; i++) {
		if (!token_is((struct token){start, (size_t)(stop - start)}, prompt_words[i].name))
			continue;
		char *text = argument(stop, end);
		if (text == NULL)
			message_error("out of memory");
		else
			functions[i](dialog, text);
		free(text);
		return true;
	}
	return false;
}
