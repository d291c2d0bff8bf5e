#include "sys/terminal/editor.h"

#include "sys/terminal/editor_columns.h"
#include "sys/terminal/term.h"

#include <dlfcn.h>
#include <histedit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REMEMBERED = 1000 }; /* lines of history */

struct editor {
	struct editor_calls calls;
	EditLine *edit;
	History *history;
};

/* the functions used from the library, under their own names */
#define USED(name) __typeof__(name) *name
static struct {
	USED(el_deletestr);
	USED(el_end);
	USED(el_get);
	USED(el_gets);
	USED(el_init);
	USED(el_insertstr);
	USED(el_line);
	USED(el_resize);
	USED(el_set);
	USED(el_source);
	USED(el_wline);
	USED(el_wset);
	USED(history);
	USED(history_end);
	USED(history_init);
} lib;

#define ROW(name) {#name, &lib.name}
static const struct {
	const char *name;
	void *to; /* the function pointer in lib to be set */
} rows[] = {
	ROW(el_deletestr), ROW(el_end),  ROW(el_get),    ROW(el_gets),     ROW(el_init),
	ROW(el_insertstr), ROW(el_line), ROW(el_resize), ROW(el_set),      ROW(el_source),
	ROW(el_wline),     ROW(el_wset), ROW(history),   ROW(history_end), ROW(history_init),
};

/* The names on macOS, on most other systems, and on Debian, whose error is the one reported. The
 * interface is the same in all of them. */
static const char *const names[] = {"libedit.3.dylib", "libedit.so.0", "libedit.so.2"};

static bool load(const char **why)
{
	static void *library;

	for (size_t i = 0; library == NULL && i < sizeof names / sizeof *names; i++)
		library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
	bool found = library != NULL;
	for (size_t i = 0; found && i < sizeof rows / sizeof *rows; i++) {
		void *symbol = dlsym(library, rows[i].name);

		/* POSIX allows conversion of an object pointer to a function pointer; C has no cast
		 * for it. */
		memcpy(rows[i].to, &symbol, sizeof symbol);
		found = symbol != NULL;
	}
	if (!found)
		*why = dlerror();
	return found;
}

static struct editor *editor_of(EditLine *edit)
{
	struct editor *editor;

	lib.el_get(edit, EL_CLIENTDATA, &editor);
	return editor;
}

static char *head(EditLine *edit)
{
	struct editor *editor = editor_of(edit);
	union {
		const char *given;
		char *wanted;
	} text; /* libedit does not modify it */

	text.given = editor->calls.head(editor->calls.self);
	return text.wanted;
}

static int next(EditLine *edit, wchar_t *character)
{
	struct editor *editor = editor_of(edit);

	return editor->calls.next(editor->calls.self, character);
}

static unsigned char complete(EditLine *edit, int key)
{
	const LineInfo *line = lib.el_line(edit);
	struct editor *editor = editor_of(edit);

	(void)key;
	return editor->calls.complete(editor->calls.self, line->buffer,
	                              (size_t)(line->cursor - line->buffer)) ?
		CC_REFRESH :
		CC_REFRESH_BEEP;
}

static unsigned char begin_paste(EditLine *edit, int key)
{
	struct editor *editor = editor_of(edit);

	(void)key;
	editor->calls.paste(editor->calls.self, true);
	return CC_NORM;
}

static unsigned char end_paste(EditLine *edit, int key)
{
	struct editor *editor = editor_of(edit);

	(void)key;
	editor->calls.paste(editor->calls.self, false);
	return CC_NORM;
}

/* Keys without a function here: libedit would insert the end of their sequences as text. */
static const wchar_t *const dead_keys[] = {
	L"^[[2~",  L"^[[5~",  L"^[[6~",  L"^[[11~", L"^[[12~", L"^[[13~", L"^[[14~", L"^[[15~",
	L"^[[17~", L"^[[18~", L"^[[19~", L"^[[20~", L"^[[21~", L"^[[23~", L"^[[24~", L"^[[25~",
	L"^[[26~", L"^[[28~", L"^[[29~", L"^[[I",   L"^[[O", /* the window gained or lost focus */
};

static unsigned char ignore(EditLine *edit, int key)
{
	(void)edit;
	(void)key;
	return CC_NORM;
}

static void bind_keys(EditLine *edit)
{
	/* libedit would leak the copies it makes of char names; it does not copy wide ones. */
	lib.el_wset(edit, EL_ADDFN, L"scriptor-complete", L"complete the word", complete);
	lib.el_wset(edit, EL_ADDFN, L"scriptor-ignore", L"do nothing", ignore);
	lib.el_set(edit, EL_BIND, "^I", "scriptor-complete", NULL);
	lib.el_set(edit, EL_BIND, "^R", "em-inc-search-prev", NULL);
	lib.el_set(edit, EL_BIND, "^[[1;5C", "em-next-word", NULL);
	lib.el_set(edit, EL_BIND, "^[[1;5D", "ed-prev-word", NULL);
	lib.el_wset(edit, EL_ADDFN, L"scriptor-paste", L"a paste begins", begin_paste);
	lib.el_wset(edit, EL_ADDFN, L"scriptor-pasted", L"a paste ends", end_paste);
	lib.el_set(edit, EL_BIND, term_paste_begins, "scriptor-paste", NULL);
	lib.el_set(edit, EL_BIND, term_paste_ends, "scriptor-pasted", NULL);
	for (size_t i = 0; i < sizeof dead_keys / sizeof *dead_keys; i++)
		lib.el_wset(edit, EL_BIND, dead_keys[i], L"scriptor-ignore", NULL);
}

static void set_up(struct editor *editor)
{
	HistEvent event;

	lib.history(editor->history, &event, H_SETSIZE, REMEMBERED);
	lib.history(editor->history, &event, H_SETUNIQUE, 1);
	lib.el_set(editor->edit, EL_CLIENTDATA, editor);
	lib.el_set(editor->edit, EL_PROMPT, head);
	lib.el_set(editor->edit, EL_SIGNAL, 0);
	lib.el_set(editor->edit, EL_EDITOR, "emacs");
	lib.el_set(editor->edit, EL_HIST, lib.history, editor->history);
	lib.el_set(editor->edit, EL_GETCFN, next);
	bind_keys(editor->edit);
	lib.el_source(editor->edit, NULL); /* key bindings of the user (~/.editrc) */
}

struct editor *editor_new(const struct editor_calls *calls, const char **why)
{
	if (!load(why))
		return NULL;
	struct editor *editor = calloc(1, sizeof *editor);
	if (editor != NULL) {
		editor->calls = *calls;
		editor->edit = lib.el_init("scriptor", stdin, stdout, stderr);
		editor->history = lib.history_init();
	}
	if (editor == NULL || editor->edit == NULL || editor->history == NULL) {
		*why = "out of memory";
		editor_free(&editor);
		return NULL;
	}
	set_up(editor);
	return editor;
}

void editor_free(struct editor **editor)
{
	if (*editor == NULL)
		return;
	if ((*editor)->edit != NULL)
		lib.el_end((*editor)->edit);
	if ((*editor)->history != NULL)
		lib.history_end((*editor)->history);
	free(*editor);
	*editor = NULL;
}

void editor_remember(struct editor *editor, const char *line)
{
	HistEvent event;

	/* libedit can neither show a line that is invalid in this locale nor go to older ones
	 * behind it. */
	if (mbstowcs(NULL, line, 0) != (size_t)-1)
		lib.history(editor->history, &event, H_ENTER, line);
}

void editor_ignore_terminal(struct editor *editor)
{
	lib.el_set(editor->edit, EL_EDITMODE, 0);
}

void editor_take_terminal(struct editor *editor, bool take)
{
	lib.el_set(editor->edit, EL_EDITMODE, 1);
	lib.el_set(editor->edit, EL_PREP_TERM, (int)take);
	fputs(take ? term_pastes_on : term_pastes_off, stdout);
	fflush(stdout);
}

const char *editor_line(struct editor *editor, int *count)
{
	return lib.el_gets(editor->edit, count);
}

void editor_columns(struct editor *editor, size_t start, size_t *end, size_t *cursor)
{
	const LineInfoW *line = lib.el_wline(editor->edit);

	*end = columns_after_wide(start, line->buffer, (size_t)(line->lastchar - line->buffer));
	*cursor = columns_after_wide(start, line->buffer, (size_t)(line->cursor - line->buffer));
}

void editor_refresh(struct editor *editor)
{
	lib.el_set(editor->edit, EL_REFRESH);
}

void editor_resize(struct editor *editor)
{
	lib.el_resize(editor->edit);
}

void editor_replace(struct editor *editor, int characters, const char *text)
{
	lib.el_deletestr(editor->edit, characters);
	if (*text != '\0')
		lib.el_insertstr(editor->edit, text);
}

void editor_library(char *out, size_t size)
{
	snprintf(out, size, "libedit (built with %d.%d)", LIBEDIT_MAJOR, LIBEDIT_MINOR);
}
