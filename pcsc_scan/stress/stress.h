/* -s: repeats a command on each inserted card, in a thread for each, and measures the responses. */
#ifndef PCSC_SCAN_STRESS_STRESS_H
#define PCSC_SCAN_STRESS_STRESS_H

#include "pcsc_scan/stress/stress_report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct stress;

/* Returns a stress test with this command, which must stay valid; to be freed with stress_free.
 * NULL if out of memory or descriptors. */
struct stress *stress_new(const uint8_t *command, size_t length);
/* Starts with the card in a reader, until the card is removed or fails. */
void stress_card(struct stress *stress, size_t index, const char *reader);
/* Returns a descriptor that is readable while there is a report: at most one a second for each
 * card.
 */
int stress_fd(const struct stress *stress);
/* Waits for a report and returns it, valid until the next call: the state of a card, or its summary
 * at the end. NULL if it cannot be read. */
const struct stress_report *stress_take(struct stress *stress);

/* Tells all threads to stop. */
void stress_stop(struct stress *stress);
/* To be called after that until it returns NULL. Returns the summary of a card; of one that does
 * not respond within limit_ms, as far as it came. */
const struct stress_report *stress_summary(struct stress *stress, int limit_ms);
/* Frees it and sets *stress to NULL. Returns false if a card did not respond: its thread is left
 * behind, with the memory that it uses. */
bool stress_free(struct stress **stress);

#endif
