#include "sys/terminal/prompt.h"

#include "base/escape.h"
#include "sys/terminal/editor_columns.h"
#include "sys/terminal/editor.h"
#include "sys/message.h"
#include "sys/terminal/prompt_choices.h"
#include "sys/terminal/term.h"
#include "sys/terminal/terminal_guard.h"
#include "sys/terminal/typed.h"

#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

enum {
	CHUNK = 4096,
	TYPED_AHEAD = 4,      /* bytes that a user may have typed after a TAB */
	PASTE_MS = 20,        /* time within which the next part of a paste arrives */
	PASTE_LOST_MS = 3000, /* time after which an unfinished paste is given up */
};

struct prompt {
	struct prompt_calls calls;
	int signals, events;
	int guard;             /* readable after a signal that concerns the terminal */
	struct editor *editor; /* NULL if the terminal itself does the editing */
	struct typed typed;
	mbstate_t state;
	bool started; /* output of events has begun below the line */
	bool signalled;
	bool pasting; /* within a bracketed paste */
	bool reading; /* a line is being entered */
};

/* Set by signal handlers for wait_for_input(). */
static volatile sig_atomic_t resized;

static void on_resize(int number)
{
	(void)number;
	resized = 1;
}

static void catch_signal(int number, void (*handler)(int))
{
	/* SA_RESTART: poll() returns nevertheless, but output of libedit must not be
	 * interrupted. */
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

	sigemptyset(&action.sa_mask);
	sigaction(number, &action, NULL);
}

/* Returns the row, from 0, of a column of the edited line. */
static size_t row_of(size_t column)
{
	unsigned columns = term_width(STDOUT_FILENO);

	return columns > 0 ? column / columns : 0;
}

static const char *head(void *self)
{
	struct prompt *prompt = self;

	return prompt->calls.head(prompt->calls.self);
}

/* Moves below the edited line, so that output does not overwrite it. */
static void leave_line(void *self)
{
	struct prompt *prompt = self;

	if (prompt->started)
		return;
	prompt->started = true;
	size_t down = 1;
	if (prompt->editor != NULL) {
		const char *text = head(prompt);
		size_t end, cursor;

		editor_columns(prompt->editor, columns_after(0, text, strlen(text)), &end, &cursor);
		down += row_of(end) - row_of(cursor);
	}
	while (down-- > 0)
		putchar('\n');
	fflush(stdout);
}

static void show_line_again(struct prompt *prompt)
{
	if (prompt->editor != NULL) {
		editor_refresh(prompt->editor);
		return;
	}
	if (prompt->started)
		fputs(head(prompt), stdout);
	fflush(stdout);
}

static void take_events(struct prompt *prompt)
{
	prompt->started = false;
	if (!prompt->calls.event(prompt->calls.self, leave_line, prompt))
		return;
	/* The prompt may have changed, so it is shown again, on a new line if nothing was
	 * written. */
	if (!prompt->started)
		leave_line(prompt);
	show_line_again(prompt);
}

/* Returns false if another process group is in the foreground: SIGTTOU, which the guard catches,
 * has then arrived. libedit must not be called in this case, since it would repeat tcsetattr()
 * forever. */
static bool may_change_terminal(void)
{
	struct termios now;

	return tcgetattr(STDIN_FILENO, &now) != 0 || tcsetattr(STDIN_FILENO, TCSANOW, &now) == 0 ||
		errno != EINTR;
}

/* Returns false, and does nothing, if the terminal is not ours. */
static bool use_terminal(struct prompt *prompt, bool edit)
{
	if (prompt->editor == NULL)
		return true;
	if (!may_change_terminal())
		return false;
	editor_take_terminal(prompt->editor, edit);
	return true;
}

static void give_back(void *self)
{
	use_terminal(self, false);
}

static void take_again(void *self)
{
	struct prompt *prompt = self;

	/* Given back first, since it may have been lost without that (SIGSTOP). */
	if (!use_terminal(prompt, false) || !use_terminal(prompt, true))
		return;
	prompt->started = true;
	if (prompt->reading)
		show_line_again(prompt);
}

/* Handles signals other than those of the guard that arrived during poll(). */
static void take_signals(struct prompt *prompt)
{
	if (resized) {
		resized = 0;
		if (prompt->editor != NULL)
			editor_resize(prompt->editor);
	}
}

/* Returns true once standard input is readable; false if a signal or an error ends the line. */
static bool wait_for_input(struct prompt *prompt)
{
	struct pollfd wait[] = {{.fd = STDIN_FILENO, .events = POLLIN},
	                        {.fd = prompt->signals, .events = POLLIN},
	                        {.fd = prompt->events, .events = POLLIN},
	                        {.fd = prompt->guard, .events = POLLIN}};
	int timeout = 0; /* idle() is called only if no input is pending */

	for (;;) {
		int n = poll(wait, 4, timeout);

		if (n < 0 && errno != EINTR)
			return false;
		take_signals(prompt);
		if (n < 0)
			continue;
		if (n == 0) {
			prompt->calls.idle(prompt->calls.self);
			timeout = -1;
		}
		if (n > 0 && wait[1].revents != 0) {
			prompt->signalled = true;
			errno = EINTR;
			return false;
		}
		if (n > 0 && wait[3].revents != 0) {
			terminal_guard_deliver();
			continue;
		}
		if (n > 0 && wait[0].revents != 0)
			return true;
		if (n > 0 && wait[2].revents != 0)
			take_events(prompt);
	}
}

/* Reads what is available, as much as fits, so that a long paste does not wait in the terminal
 * while a command runs. Returns 1, 0 at end of file, or -1. */
static int read_input(struct prompt *prompt)
{
	struct typed *typed = &prompt->typed;

	if (!typed_make_room(typed, CHUNK) || !wait_for_input(prompt))
		return -1;
	ssize_t n = read(STDIN_FILENO, typed->bytes + typed->end, typed->size - typed->end);
	if (n < 0)
		return errno == EINTR || errno == EAGAIN ? 1 : -1;
	typed->end += (size_t)n;
	return n > 0;
}

/* Passes the next character to the editor. Invalid bytes are dropped. So is NUL: a Ctrl-D typed
 * while a command ran arrives as NUL, and libedit would take the next key literally. */
static int next_character(void *self, wchar_t *character)
{
	struct prompt *prompt = self;
	struct typed *typed = &prompt->typed;
	int got = 1;

	while (got == 1) {
		size_t left = typed->end - typed->at;
		size_t n = left > 0 ?
			mbrtowc(character, typed->bytes + typed->at, 1, &prompt->state) :
			0;

		typed->at += left > 0;
		if (left == 0)
			got = read_input(prompt);
		else if (n == (size_t)-1)
			memset(&prompt->state, 0, sizeof prompt->state);
		else if (n != (size_t)-2 && *character != L'\0')
			return 1;
	}
	if (!may_change_terminal()) /* the editor would do so at the end of the line */
		editor_ignore_terminal(prompt->editor);
	return got;
}

/* --- completion --- */

/* One choice per line, which suits screen readers as well. */
static void list_choices(struct prompt *prompt, const struct prompt_choices *choices)
{
	prompt->started = false;
	leave_line(prompt);
	for (size_t i = 0; i < choices->count; i++) {
		const struct choice *choice = &choices->list[i];
		char note[200];

		if (choice->note == NULL) {
			printf("%s\n", choice->text);
			continue;
		}
		escape_terminal(note, sizeof note, choice->note, strlen(choice->note));
		printf("%-16s  %s\n", choice->text, note);
	}
	if (choices->more)
		puts("...");
	show_line_again(prompt);
}

/* Returns how many characters, as libedit counts them, the length bytes before the cursor are. */
static int characters(const char *end, size_t length)
{
	int n = 0;

	for (; length > 0; length--)
		n += ((unsigned char)end[-(ptrdiff_t)length] & 0xC0) != 0x80;
	return n;
}

/* A single choice replaces the word typed; several choices extend it by what they have in
 * common. */
static void put_choice(struct prompt *prompt, const struct prompt_choices *choices,
                       const char *cursor)
{
	size_t length = prompt_choices_agree(choices);
	const struct choice *first = &choices->list[0];
	bool only = choices->count == 1;
	bool changes = only ||
		(length > choices->length &&
	         strncasecmp(first->text, cursor - choices->length, choices->length) == 0);
	char *text = strndup(first->text, length);

	if (text != NULL && changes) {
		editor_replace(prompt->editor, characters(cursor, choices->length), text);
		if (only && first->ends)
			editor_replace(prompt->editor, 0, " ");
	} else if (text != NULL && !only) {
		list_choices(prompt, choices);
	}
	free(text);
}

static void paste(void *self, bool begins)
{
	struct prompt *prompt = self;

	prompt->pasting = begins;
}

/* Returns true if a TAB is part of pasted text. In a bracketed paste, at least the end mark follows
 * it. If the terminal does not mark pastes, more bytes follow at once than a user types. */
static bool is_pasted(struct prompt *prompt)
{
	struct pollfd more = {.fd = STDIN_FILENO, .events = POLLIN};
	const struct typed *typed = &prompt->typed;
	size_t behind = prompt->pasting ? 0 : TYPED_AHEAD;

	if (typed->end - typed->at <= behind &&
	    poll(&more, 1, prompt->pasting ? PASTE_LOST_MS : PASTE_MS) > 0)
		(void)read_input(prompt);
	prompt->pasting = prompt->pasting && typed->end > typed->at;
	return typed->end - typed->at > behind;
}

static bool complete(void *self, const char *line, size_t length)
{
	struct prompt_choices *choices;
	struct prompt *prompt = self;

	if (is_pasted(prompt)) {
		editor_replace(prompt->editor, 0, " ");
		return true;
	}
	choices = calloc(1, sizeof *choices);
	if (choices == NULL)
		return false;
	prompt->calls.complete(prompt->calls.self, line, length, choices);
	bool found = choices->count > 0;
	if (found)
		put_choice(prompt, choices, line + length);
	prompt_choices_end(choices);
	free(choices);
	return found;
}

/* --- creating a prompt --- */

static void use_characters(void)
{
	if (setlocale(LC_CTYPE, "") == NULL || MB_CUR_MAX == 1)
		if (strcmp(nl_langinfo(CODESET), "ANSI_X3.4-1968") == 0)
			setlocale(LC_CTYPE, "C.UTF-8");
}

static bool can_edit(void)
{
	const char *type = getenv("TERM");

	return type != NULL && *type != '\0' && strcmp(type, "dumb") != 0;
}

/* If the editor cannot be started, the prompt still reads lines. */
static void start_editing(struct prompt *prompt)
{
	struct editor_calls calls = {.self = prompt,
	                             .head = head,
	                             .next = next_character,
	                             .complete = complete,
	                             .paste = paste};
	const char *why;

	prompt->editor = editor_new(&calls, &why);
	if (prompt->editor != NULL)
		return;
	message_error("libedit: %s", why);
	message_hint("without it there is no history or completion; Debian's package is libedit2");
}

struct prompt *prompt_new(const struct prompt_calls *calls, int signals, int events)
{
	struct prompt *prompt = calloc(1, sizeof *prompt);

	if (prompt == NULL)
		return NULL;
	prompt->calls = *calls;
	prompt->signals = signals;
	prompt->events = events;
	use_characters();
	if (can_edit())
		start_editing(prompt);
	return prompt;
}

void prompt_free(struct prompt **prompt)
{
	if (*prompt == NULL)
		return;
	editor_free(&(*prompt)->editor);
	typed_free(&(*prompt)->typed);
	free(*prompt);
	*prompt = NULL;
}

void prompt_remember(struct prompt *prompt, const char *line)
{
	if (prompt->editor != NULL)
		editor_remember(prompt->editor, line);
}

/* Reads a line edited by the terminal itself. */
static const char *plain_line(struct prompt *prompt, int *count)
{
	struct typed *typed = &prompt->typed;
	size_t seen = 0;
	int got = 1;

	fputs(head(prompt), stdout);
	fflush(stdout);
	for (;;) {
		size_t left = typed->end - typed->at;
		const char *start = left > 0 ? typed->bytes + typed->at : NULL;
		const char *newline = left > seen ? memchr(start + seen, '\n', left - seen) : NULL;

		if (newline != NULL || (got == 0 && left > 0)) {
			size_t length = newline != NULL ? (size_t)(newline - start) + 1 : left;

			start = typed_take(typed, length);
			*count = start != NULL ? (int)length : -1;
			return start;
		}
		seen = left;
		if (got != 1) {
			*count = got;
			return NULL;
		}
		got = read_input(prompt);
	}
}

static enum prompt_result end_of_line(struct prompt *prompt, int count)
{
	int error = errno;

	/* Ctrl-C also discards what was typed after it, as terminals do. */
	prompt->typed.at = prompt->typed.end = 0;
	prompt->pasting = false;
	memset(&prompt->state, 0, sizeof prompt->state);
	putchar('\n');
	fflush(stdout);
	errno = error;
	if (prompt->signalled)
		return PROMPT_SIGNAL;
	return count < 0 ? PROMPT_FAILED : PROMPT_END;
}

/* Waits until the program is in the foreground; returns false if a signal ends the line. */
static bool take_terminal(struct prompt *prompt)
{
	struct pollfd wait[] = {{.fd = prompt->signals, .events = POLLIN},
	                        {.fd = prompt->guard, .events = POLLIN}};

	while (!use_terminal(prompt, true)) {
		if (poll(wait, 2, -1) < 0)
			continue;
		if (wait[0].revents != 0) {
			prompt->signalled = true;
			return false;
		}
		terminal_guard_deliver();
	}
	return true;
}

enum prompt_result prompt_line(struct prompt *prompt, const char **text, size_t *length)
{
	const struct terminal_guard guard = {prompt, give_back, take_again};
	int count = 0;

	prompt->signalled = false;
	catch_signal(SIGWINCH, on_resize);
	prompt->guard = terminal_guard_start(&guard);
	*text = NULL;
	prompt->reading = false;
	if (take_terminal(prompt)) {
		prompt->reading = true;
		*text = prompt->editor != NULL ? editor_line(prompt->editor, &count) :
						 plain_line(prompt, &count);
		(void)use_terminal(prompt, false);
	}
	terminal_guard_end();
	if (*text == NULL || count <= 0)
		return end_of_line(prompt, count);
	*length = (size_t)count;
	if ((*text)[*length - 1] == '\n')
		--*length;
	return PROMPT_LINE;
}
