/* -s: repeats one command on each inserted card, and how long the responses take. */
#ifndef PCSC_SCAN_STRESS_STRESS_H
#define PCSC_SCAN_STRESS_STRESS_H

#include "pcsc_scan/stress/stress_report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct stress;

/* command is the caller's and must last. Returns NULL if out of memory or descriptors. */
struct stress *stress_new(const uint8_t *command, size_t length);
/* Starts on the card in a reader; it ends by itself with the card. */
void stress_card(struct stress *stress, size_t index, const char *reader);
/* Readable while there is a report; at most once a second for each card. */
int stress_fd(const struct stress *stress);
/* Returns the report that the descriptor announces: how a card does, or the summary at its end. It
 * lasts until the next call. Returns NULL if there is none. */
const struct stress_report *stress_take(struct stress *stress);

/* Ends all cards. Then stress_summary gives the summary of each, one a call: also of a card that
 * does not respond within limit_ms, as far as it came. Returns NULL after the last. */
void stress_stop(struct stress *stress);
const struct stress_report *stress_summary(struct stress *stress, int limit_ms);
/* Returns false if a card did not respond: its thread is left behind, with what it uses. */
bool stress_free(struct stress **stress);

#endif
