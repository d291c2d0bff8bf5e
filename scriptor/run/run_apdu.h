/* Sends the APDU of one statement and holds the answer against what is expected. */
#ifndef SCRIPTOR_RUN_RUN_APDU_H
#define SCRIPTOR_RUN_RUN_APDU_H

#include "scriptor/run/runner.h"

void apdu_run(struct run *run, const struct statement *statement);
/* JSON: tells the command that waits, with nothing held against it. */
void apdu_flush(struct run *run);

/* apdu_send.c, for apdu.c: false where the run stops. */

/* Sends bytes and shows the answer; what is sent was shown before where shown. */
bool apdu_exchange(struct run *run, const uint8_t *bytes, size_t length, const struct text *hidden,
                   bool shown);
/* Follows up the answer where auto is on; *data is all that came. */
bool apdu_follow(struct run *run, const uint8_t **data, size_t *length);
/* Sends the command in parts (ISO/IEC 7816-4, 5.1.1.1), where chain is on and its data asks for it.
 */
bool apdu_is_long(const struct run *run, const struct statement *statement);
bool apdu_send_parts(struct run *run);

/* limits.c: false where the protocol or the reader cannot carry the command; told, and the run
 * stops. */
bool apdu_is_carried(struct run *run);

#endif
