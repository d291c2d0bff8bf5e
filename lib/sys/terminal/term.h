/* The terminal: its colors, its size, and its marks of pastes. Only term.c contains escape
 * sequences. */
#ifndef SYS_TERMINAL_TERM_H
#define SYS_TERMINAL_TERM_H

#include "base/style.h"

#include <stdbool.h>

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Returns the word for a color_when: "auto", "always" or "never"; NULL for anything else. */
const char *term_color_word(unsigned when);

/* Returns the palette, valid until the next call, for output to descriptor fd. COLOR_AUTO means
 * color if fd is a terminal, unless NO_COLOR is set and not empty or TERM is "dumb". A palette
 * with color has hyperlinks too if fd is a terminal that supports them, unless FORCE_HYPERLINK is
 * 0. */
const struct palette *term_palette(enum color_when when, int fd);

/* Returns the number of columns of the terminal at fd; 0 if fd is not a terminal. */
unsigned term_width(int fd);
/* Returns its number of lines in the same way. */
unsigned term_height(int fd);

/* Returns true if fd is a terminal that understands escape sequences, by TERM. */
bool term_is_able(int fd);
/* Moves the cursor to the first column and clears its line. */
extern const char term_clear_line[];

/* Switch the marks of pastes on and off (xterm's "bracketed paste mode"). */
extern const char term_pastes_on[], term_pastes_off[];
/* The marks, as the terminal sends them. */
extern const char term_paste_begins[], term_paste_ends[];

#endif
