/* What waits for a reader of standard output that is slower than we are: a queue of fixed size. */
#ifndef SYS_OUTBOX_H
#define SYS_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>

struct outbox;

struct outbox *outbox_new(size_t size); /* NULL: out of memory */
void outbox_free(struct outbox **box);

/* Takes all of it, or nothing where there is no room even after some was written: false. */
bool outbox_put(struct outbox *box, const char *bytes, size_t length);

size_t outbox_waiting(const struct outbox *box);

/* Writes what standard output takes now. False where writing fails: output_end tells why. */
bool outbox_send(struct outbox *box);

/* Waits until all was written. False where not: writing fails, descriptor unless became readable,
 * or nobody read for limit_ms. */
bool outbox_drain(struct outbox *box, int unless, int limit_ms);

#endif
