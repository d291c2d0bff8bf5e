/* Waits until a card is inserted or removed. */
#ifndef SYS_PCSC_CARD_WAIT_H
#define SYS_PCSC_CARD_WAIT_H

#include "base/reader_state.h"

#include <stdbool.h>

enum card_wait_result {
	CARD_WAIT_DONE,
	CARD_WAIT_TIME,      /* timed out */
	CARD_WAIT_SIGNAL,    /* the descriptor signals is readable */
	CARD_WAIT_LATE,      /* the service did not respond in that time; reported */
	CARD_WAIT_AMBIGUOUS, /* wanted matches several readers; reported */
	CARD_WAIT_FAILED,    /* out of memory, descriptors or threads; errno is set */
};

/* Waits until a card is in the reader that wanted means (sys/pcsc/reader.h; NULL: in the one of
 * PCSC_READER, else in any that is not ignored); or, if present is false, until there is none. A
 * card that does not respond does not count. Waits for a missing service or reader too, and reports
 * once that it waits for the reader. timeout_ms below 0: no limit; 0 checks once, which may wait
 * PCSC_LIMIT_MS for the service. reader is the exact name of the reader that wanted means, "" if it
 * is not known yet; it is set when wanted, being a number or an exact name, first matches a reader.
 */
enum card_wait_result card_wait(const char *wanted, char reader[READER_NAME_SIZE], bool present,
                                int timeout_ms, int signals);

#endif
