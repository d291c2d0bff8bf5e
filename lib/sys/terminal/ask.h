/* Questions to the person at the terminal: never from standard input. */
#ifndef SYS_TERMINAL_ASK_H
#define SYS_TERMINAL_ASK_H

#include "base/text.h"

#include <stdbool.h>

enum ask_result {
	ASK_DONE,
	ASK_NO_TERMINAL,
	ASK_END,    /* the terminal's end of input, or it failed */
	ASK_SIGNAL, /* signals is readable */
};

/* Shows prompt (escaped) on the controlling terminal and adds the line that is typed there to
 * answer, without its newline. hidden: what is typed is not shown; the terminal is as before
 * afterwards, also after a signal. */
enum ask_result ask_line(const char *prompt, bool hidden, int signals, struct text *answer);

#endif
