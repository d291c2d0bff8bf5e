/* --present and --wait: what is asked of the readers, answered by the exit status. */
#ifndef PCSC_SCAN_QUESTION_H
#define PCSC_SCAN_QUESTION_H

#include "base/reader_state.h"
#include "pcsc_scan/filter.h"

#include <stdbool.h>
#include <stddef.h>

enum question {
	QUESTION_CARD,    /* is a card there? */
	QUESTION_REMOVED, /* is none there? */
	QUESTION_READER,  /* is a reader there? */
};

/* Returns the word for a question: "card", "removed" or "reader"; NULL for anything else. */
const char *question_word(unsigned question);

/* Returns the answer for count readers in these states; only readers and cards that the filter
 * wants count. */
bool question_answer(enum question question, const struct filter *filter,
                     const struct reader_state *states, size_t count);

#endif
