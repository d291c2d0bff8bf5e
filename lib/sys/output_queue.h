/* A queue of fixed size for output that standard output does not take yet. */
#ifndef SYS_OUTPUT_QUEUE_H
#define SYS_OUTPUT_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct output_queue;

/* Returns NULL if out of memory. */
struct output_queue *output_queue_new(size_t size);
void output_queue_free(struct output_queue **box);

/* Queues all bytes; returns false, and queues none, if there is no room even after writing some. */
bool output_queue_put(struct output_queue *box, const char *bytes, size_t length);

/* Returns how many bytes are queued. */
size_t output_queue_waiting(const struct output_queue *box);

/* Writes what standard output takes now. Returns false if writing fails; output_end reports why. */
bool output_queue_send(struct output_queue *box);

/* Waits until all is written. Returns false if writing fails, descriptor unless becomes readable,
 * or nothing is read for limit_ms. */
bool output_queue_drain(struct output_queue *box, int unless, int limit_ms);

#endif
