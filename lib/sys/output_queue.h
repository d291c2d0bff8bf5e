/* A queue of fixed size for output that standard output does not accept yet. */
#ifndef SYS_OUTPUT_QUEUE_H
#define SYS_OUTPUT_QUEUE_H

#include <stdbool.h>
#include <stddef.h>

struct output_queue;

/* Returns a queue for size bytes, to be freed with output_queue_free; NULL if out of memory. */
struct output_queue *output_queue_new(size_t size);
/* Frees the queue, with what it still holds, and sets *queue to NULL. */
void output_queue_free(struct output_queue **queue);

/* Appends the bytes, after writing some of those queued if there is no room. Returns false, having
 * appended none, if there is still not room for all of them. */
bool output_queue_put(struct output_queue *queue, const char *bytes, size_t length);

/* Returns the number of bytes queued. */
size_t output_queue_waiting(const struct output_queue *queue);

/* Writes what standard output accepts without blocking. Returns false if a write fails; output_end
 * reports why. */
bool output_queue_send(struct output_queue *queue);

/* Writes all that is queued, waiting for standard output. Returns false if a write fails, if the
 * descriptor unless becomes readable, or if standard output accepts nothing for limit_ms. */
bool output_queue_drain(struct output_queue *queue, int unless, int limit_ms);

#endif
