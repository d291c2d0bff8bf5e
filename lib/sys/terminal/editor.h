/* Line editing with libedit. The library is loaded at run time by the first editor_new, so that
 * programs that read no line do not spend time on it, and work without it. */
#ifndef SYS_TERMINAL_EDITOR_H
#define SYS_TERMINAL_EDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

struct editor;

/* Callbacks of the caller of editor_new; each receives self. */
struct editor_calls {
	void *self;
	/* Returns the prompt string, valid until the next call. */
	const char *(*head)(void *self);
	/* Gets the next character typed. Returns 1; 0 at the end of input; -1 on failure. */
	int (*next)(void *self, wchar_t *character);
	/* Completes, with editor_replace, the word that ends at the cursor; line, of length bytes,
	 * is the text before the cursor. Returns false for a beep. */
	bool (*complete)(void *self, const char *line, size_t length);
	/* Receives the terminal's marks of the beginning and the end of a paste. */
	void (*paste)(void *self, bool begins);
};

/* Returns an editor, to be freed with editor_free, on standard input, output and error, which must
 * be terminals. calls is copied. NULL, with the reason in *why, if the library is not installed or
 * memory ran out. */
struct editor *editor_new(const struct editor_calls *calls, const char **why);
/* Frees the editor and sets *editor to NULL. */
void editor_free(struct editor **editor);

/* Appends a line to the history that the arrow keys and Ctrl-R go through. Ignores a line that is
 * not text in the locale. */
void editor_remember(struct editor *editor, const char *line);

/* Switches the terminal to the editor's settings (take), to be called before editor_line, so that
 * nothing typed is echoed twice; or back to what they were. */
void editor_take_terminal(struct editor *editor, bool take);
/* Leaves the terminal as it is until editor_take_terminal is called: for the callback next, when a
 * line ends while another process group is in the foreground. */
void editor_ignore_terminal(struct editor *editor);
/* Reads a line. Returns it with its newline, *count bytes, valid until the next call; NULL, with
 * *count the result of the callback next, if the input ended or failed. */
const char *editor_line(struct editor *editor, int *count);

/* The next four are called by the callbacks, while a line is edited. */

/* Gets the columns of the end of the line and of the cursor, if the line begins in column start. */
void editor_columns(struct editor *editor, size_t start, size_t *end, size_t *cursor);
/* Redraws the prompt string and the line. */
void editor_refresh(struct editor *editor);
/* Adapts to a new size of the terminal. */
void editor_resize(struct editor *editor);
/* Replaces this many characters before the cursor by text. */
void editor_replace(struct editor *editor, int characters, const char *text);

/* Writes the name of the library and the version that the program was built with: libedit does not
 * report the one in use. */
void editor_library(char *out, size_t size);

#endif
