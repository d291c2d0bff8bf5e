/* Waits until a card is inserted into a reader, or removed from it. */
#ifndef SYS_PCSC_CARD_WAIT_H
#define SYS_PCSC_CARD_WAIT_H

#include "base/reader_state.h"

#include <stdbool.h>

enum card_wait_result {
	CARD_WAIT_DONE,
	CARD_WAIT_TIME,      /* timeout_ms have passed */
	CARD_WAIT_SIGNAL,    /* signals is readable */
	CARD_WAIT_LATE,      /* the service did not respond in that time; reported */
	CARD_WAIT_AMBIGUOUS, /* wanted matches several readers; reported */
	CARD_WAIT_FAILED,    /* out of memory, descriptors or threads: errno is set */
};

/* Waits until a card is in the reader that wanted means (as in sys/pcsc/reader.h; NULL: in the one
 * of PCSC_READER, else in any that is not ignored), or, with present false, until none is. A
 * missing service or reader is waited for, too; that the reader is missing is reported once.
 * timeout_ms below 0 waits without limit; 0 checks once, which waits up to PCSC_LIMIT_MS for the
 * service. reader is the name of the reader that wanted means, "" if that is not known; it becomes
 * known if wanted is a number or an exact name. */
enum card_wait_result card_wait(const char *wanted, char reader[READER_NAME_SIZE], bool present,
                                int timeout_ms, int signals);

#endif
