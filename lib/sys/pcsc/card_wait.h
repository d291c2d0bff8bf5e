/* Waits for a card in a reader, or until it is gone. */
#ifndef SYS_PCSC_CARD_WAIT_H
#define SYS_PCSC_CARD_WAIT_H

#include "base/reader_state.h"

#include <stdbool.h>

enum card_wait_result {
	CARD_WAIT_DONE,
	CARD_WAIT_TIME,      /* timeout_ms have passed */
	CARD_WAIT_SIGNAL,    /* signals is readable */
	CARD_WAIT_LATE,      /* the service did not respond in that time; that was told */
	CARD_WAIT_AMBIGUOUS, /* wanted matches several readers; that was told */
	CARD_WAIT_FAILED,    /* out of memory, descriptors or threads: errno is set */
};

/* Waits until a card is in the reader that wanted means (as in sys/pcsc/reader.h; NULL: in the one
 * of PCSC_READER, else in any that is not ignored), or, with present false, until none is. A
 * missing service or reader is waited for, too; that the reader is missing is told once. timeout_ms
 * below 0: for ever. At least one look is waited for, as long as the service has to answer
 * (PCSC_LIMIT_MS): 0 is one look. reader is the name of the one that wanted means, where that is
 * known, else "": that of a number, or of an exact name, becomes known here. */
enum card_wait_result card_wait(const char *wanted, char reader[READER_NAME_SIZE], bool present,
                                int timeout_ms, int signals);

#endif
