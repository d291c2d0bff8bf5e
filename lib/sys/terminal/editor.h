/* An editor of one line, by libedit: the only user of histedit.h. The library is loaded with the
 * first editor, not with the program: where nobody types, nothing waits for it and the four that it
 * needs. */
#ifndef SYS_TERMINAL_EDITOR_H
#define SYS_TERMINAL_EDITOR_H

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

struct editor;

/* The owner's part. self is passed to each. */
struct editor_calls {
	void *self;
	/* What stands before the line; good until the next call. */
	const char *(*head)(void *self);
	/* The next character typed: 1, 0 at the end, -1 if the line ends without one. */
	int (*next)(void *self, wchar_t *character);
	/* Completes the word that ends where line does, length bytes on, by editor_replace().
	 * False: a beep. */
	bool (*complete)(void *self, const char *line, size_t length);
	/* The terminal tells that a paste begins, or has ended. */
	void (*paste)(void *self, bool begins);
};

/* Standard input, output and error must be terminals. Returns NULL with *why where the library is
 * not there or memory ran out. */
struct editor *editor_new(const struct editor_calls *calls, const char **why);
void editor_free(struct editor **editor);

/* Adds a line to what the keys for history bring back. */
void editor_remember(struct editor *editor, const char *line);

/* The terminal as the editor needs it, before the head is seen (what is typed then is not the
 * terminal's); and as it was. editor_line() leaves it as it was. */
void editor_take_terminal(struct editor *editor, bool take);
/* Returns a line with its newline, count bytes, valid until the next call. NULL, with count 0 or -1
 * as next gave. */
const char *editor_line(struct editor *editor, int *count);

/* While a line is edited, from within a call of the owner's: */
/* Columns of the line's end and of the cursor, where the line starts in column start. */
void editor_columns(struct editor *editor, size_t start, size_t *end, size_t *cursor);
/* Shows head and line again. */
void editor_refresh(struct editor *editor);
/* The terminal has another size. */
void editor_resize(struct editor *editor);
/* text in the place of the last characters before the cursor. */
void editor_replace(struct editor *editor, int characters, const char *text);

/* The library, which tells its version only to those who build with it. */
void editor_library(char *out, size_t size);

#endif
