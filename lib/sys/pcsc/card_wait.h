/* Waits for a card in a reader, or until it is gone. */
#ifndef SYS_PCSC_CARD_WAIT_H
#define SYS_PCSC_CARD_WAIT_H

#include "base/reader_state.h"

#include <stdbool.h>

enum card_wait_result {
	CARD_WAIT_DONE,
	CARD_WAIT_TIME,   /* timeout_ms have passed */
	CARD_WAIT_SIGNAL, /* signals is readable */
	CARD_WAIT_FAILED, /* out of memory or threads */
};

/* Waits until a card is in the reader that wanted means (as in sys/pcsc/reader.h; NULL: in any that
 * is not ignored), or, with present false, until none is. A missing service or reader is waited
 * for, too. timeout_ms below 0: for ever. reader is the name of the one that wanted means, where
 * that is known, else "": a number's becomes known here (sys/pcsc/reader_number.h). */
enum card_wait_result card_wait(const char *wanted, char reader[READER_NAME_SIZE], bool present,
                                int timeout_ms, int signals);

#endif
