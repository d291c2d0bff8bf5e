/* The terminal: colour, width and marks of pastes. The only file with escape sequences. */
#ifndef SYS_TERMINAL_TERM_H
#define SYS_TERMINAL_TERM_H

#include "base/style.h"

#include <stdbool.h>

enum color_when { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

/* Returns the word for a color_when: "auto", "always" or "never"; NULL for anything else. */
const char *term_color_word(unsigned when);

/* The palette for what is written to descriptor fd: with auto, colour on a terminal only, and never
 * with NO_COLOR (not empty) or TERM=dumb. What has colour has links too, but only on a terminal
 * that takes them (not the Linux console), and not with FORCE_HYPERLINK=0. */
const struct palette *term_palette(enum color_when when, int fd);

/* Columns of the terminal at fd; 0 if it is none. */
unsigned term_width(int fd);
/* Its lines, likewise. */
unsigned term_height(int fd);

/* Whether descriptor fd is a terminal that obeys escape sequences: not TERM=dumb. */
bool term_is_able(int fd);
/* Clears the cursor's line and returns to its start. */
extern const char term_clear_line[];

/* Asks a terminal to mark where a paste begins and ends (xterm's "bracketed paste"), or to stop
 * that; the marks. */
extern const char term_pastes_on[], term_pastes_off[];
extern const char term_paste_begins[], term_paste_ends[];

#endif
