/* Asks the user for a line on the controlling terminal, never on standard input. */
#ifndef SYS_TERMINAL_ASK_H
#define SYS_TERMINAL_ASK_H

#include "base/text.h"

#include <stdbool.h>

enum ask_result {
	ASK_DONE,
	ASK_NO_TERMINAL,
	ASK_END,    /* end of input, or reading failed */
	ASK_SIGNAL, /* the descriptor signals is readable */
};

/* Shows prompt (escaped) on the controlling terminal and appends the line typed there to answer,
 * without its newline. With hidden the input is not echoed, and core dumps are prevented from then
 * on. The terminal's settings are restored in every case, also while the program is stopped. */
enum ask_result ask_line(const char *prompt, bool hidden, int signals, struct text *answer);

#endif
