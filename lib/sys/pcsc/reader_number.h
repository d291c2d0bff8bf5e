/* A number in the place of a reader's name. Positions change when readers come and go: a number
 * means the reader that has it when it is first seen, from then on by its name. */
#ifndef SYS_PCSC_READER_NUMBER_H
#define SYS_PCSC_READER_NUMBER_H

#include "base/reader_state.h"

#include <stdbool.h>
#include <stddef.h>

/* Where wanted is a number: writes the name of the reader at this position or, where no reader has
 * it, of the one that is called so. False where there is none yet, and for what is no number. */
bool reader_number(const char *wanted, const struct reader_state *states, size_t count,
                   char name[READER_NAME_SIZE]);

#endif
