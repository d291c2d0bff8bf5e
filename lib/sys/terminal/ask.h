/* Prompts for input on the controlling terminal, never on standard input. */
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

/* Shows prompt (escaped) on the controlling terminal and adds the line typed there to answer,
 * without its newline. With hidden the input is not echoed. The terminal's settings are restored,
 * also after a signal. */
enum ask_result ask_line(const char *prompt, bool hidden, int signals, struct text *answer);

#endif
