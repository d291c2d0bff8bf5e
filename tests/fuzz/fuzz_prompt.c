/* What is typed or pasted at scriptor's prompt, including keys, TABs and completion of words. The
 * input is three lines and the rest: "plain" for a terminal without editing, names of readers and
 * names of variables, separated by blanks, then what is typed. The editor knows only a few keys: it
 * checks what completion does to a line. */
#define _GNU_SOURCE /* memfd_create */
#include "base/escape.h"
#include "scriptor/prompt/prompt_complete.h"
#include "sys/terminal/editor.h"

#include <assert.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* libedit itself makes these from a terminal's sequences. */
enum { KEY_TAB = 0x09, KEY_PASTE = 0x0E, KEY_PASTED = 0x0F, KEY_DELETE = 0x7F };

struct editor {
	struct editor_calls calls;
	struct text line;
	bool taken;
};

struct editor *editor_new(const struct editor_calls *calls, const char **why)
{
	struct editor *editor = calloc(1, sizeof *editor);

	*why = "out of memory";
	assert(editor != NULL);
	editor->calls = *calls;
	return editor;
}

void editor_free(struct editor **editor)
{
	if (*editor == NULL)
		return;
	assert(!(*editor)->taken);
	text_free(&(*editor)->line);
	free(*editor);
	*editor = NULL;
}

void editor_remember(struct editor *editor, const char *line)
{
	assert(editor != NULL && strchr(line, '\n') == NULL);
}

void editor_take_terminal(struct editor *editor, bool take)
{
	editor->taken = take;
}

void editor_ignore_terminal(struct editor *editor)
{
	(void)editor;
	assert(false); /* the harness is in the foreground, or has no terminal */
}

void editor_columns(struct editor *editor, size_t start, size_t *end, size_t *cursor)
{
	*cursor = *end = start + editor->line.length;
}

void editor_refresh(struct editor *editor)
{
	assert(editor->calls.head(editor->calls.self) != NULL);
}

void editor_resize(struct editor *editor)
{
	editor_refresh(editor);
}

/* Removes the last character; the line is not empty. */
static void delete_character(struct text *line)
{
	while (((unsigned char)line->data[--line->length] & 0xC0) == 0x80)
		assert(line->length > 0);
	line->data[line->length] = '\0';
}

void editor_replace(struct editor *editor, int characters, const char *text)
{
	for (; characters > 0; characters--) {
		assert(editor->line.length > 0);
		delete_character(&editor->line);
	}
	assert(escape_is_clean(text, strlen(text)));
	text_puts(&editor->line, text);
}

static void press_tab(struct editor *editor)
{
	struct text *line = &editor->line;
	size_t length = line->length;
	char *before = strndup(length > 0 ? line->data : "", length);
	bool changed = editor->calls.complete(editor->calls.self, before, length);

	assert(changed ||
	       (line->length == length && (length == 0 || strcmp(before, line->data) == 0)));
	free(before);
}

static void press(struct editor *editor, wchar_t key)
{
	char character[MB_LEN_MAX];

	switch (key) {
	case KEY_PASTE:
	case KEY_PASTED:
		editor->calls.paste(editor->calls.self, key == KEY_PASTE);
		break;
	case KEY_DELETE:
		if (editor->line.length > 0)
			delete_character(&editor->line);
		break;
	case KEY_TAB:
		press_tab(editor);
		break;
	default: {
		int n = wctomb(character, key);

		assert(n > 0);
		text_add(&editor->line, character, (size_t)n);
	}
	}
}

const char *editor_line(struct editor *editor, int *count)
{
	wchar_t key = L' ';

	assert(editor->taken);
	text_clear(&editor->line);
	while (key != L'\n') {
		*count = editor->calls.next(editor->calls.self, &key);
		if (*count != 1)
			return NULL;
		press(editor, key);
	}
	*count = (int)editor->line.length;
	return editor->line.data;
}

static const char *head(void *self)
{
	(void)self;
	return "scriptor> ";
}

static void idle(void *self)
{
	(void)self;
}

static bool event(void *self, void (*start)(void *), void *start_self)
{
	(void)self;
	start(start_self);
	return true;
}

/* What is typed comes from standard input; standard output is discarded. */
static void type(const char *typed, size_t length)
{
	static int keyboard = -1;

	if (keyboard < 0) {
		int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

		keyboard = memfd_create("keyboard", MFD_CLOEXEC);
		dup2(keyboard, STDIN_FILENO);
		dup2(nowhere, STDOUT_FILENO);
		close(nowhere);
	}
	if (ftruncate(keyboard, 0) != 0 || pwrite(keyboard, typed, length, 0) != (ssize_t)length ||
	    lseek(keyboard, 0, SEEK_SET) != 0)
		abort();
}

/* Removes what is before end from the input; without end, everything. */
static struct span take(struct span *input, char end)
{
	const char *at = input->length > 0 ? memchr(input->text, end, input->length) : NULL;
	size_t length = at != NULL ? (size_t)(at - input->text) : input->length;
	struct span taken = {input->text, length};

	input->text += length + (at != NULL);
	input->length -= length + (at != NULL);
	return taken;
}

static void add_readers(struct dialog *dialog, struct span names)
{
	enum { READERS = 16 };

	dialog->states = calloc(READERS, sizeof *dialog->states);
	assert(dialog->states != NULL);
	while (dialog->count < READERS && names.length > 0) {
		struct span name = take(&names, ';');

		snprintf(dialog->states[dialog->count++].name, READER_NAME_SIZE, "%.*s",
		         (int)name.length, name.text);
	}
}

static void add_variables(struct dialog *dialog, struct span names)
{
	while (names.length > 0) {
		struct span name = take(&names, ';');

		if (name.length > 0 && memchr(name.text, '\0', name.length) == NULL)
			variables_set(&dialog->run->variables, name, "", 0);
	}
}

static void run_prompt(struct dialog *dialog)
{
	const struct prompt_calls calls = {dialog, head, idle, event, prompt_complete};
	struct prompt *prompt = prompt_new(&calls, -1, -1);
	enum prompt_result result;
	const char *text;
	size_t length;

	assert(prompt != NULL);
	while ((result = prompt_line(prompt, &text, &length)) == PROMPT_LINE)
		assert(memchr(text, '\n', length) == NULL);
	assert(result == PROMPT_END);
	prompt_free(&prompt);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct run run;
	struct span input = {(const char *)data, size};
	struct dialog dialog = {.run = &run};
	struct span kind = take(&input, '\n');

	setenv("TERM", kind.length > 0 && *kind.text == 'p' ? "dumb" : "xterm", 1);
	add_readers(&dialog, take(&input, '\n'));
	add_variables(&dialog, take(&input, '\n'));
	type(input.text, input.length);
	run_prompt(&dialog);
	variables_free(&run.variables);
	free(dialog.states);
	return 0;
}
