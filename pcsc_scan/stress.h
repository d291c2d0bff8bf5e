/* -s: a harmless command, without end, to each card that comes. */
#ifndef PCSC_SCAN_STRESS_H
#define PCSC_SCAN_STRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct stress;

struct stress *stress_new(void); /* NULL: out of memory or descriptors */
/* Starts on the card in a reader; it ends by itself with the card. */
void stress_card(struct stress *stress, size_t index, const char *reader);
/* Readable while stress_show has something to say; at most once a second for each card. */
int stress_fd(const struct stress *stress);
void stress_show(struct stress *stress, FILE *out);
/* False where a card does not answer within limit_ms: its thread is left behind. */
bool stress_free(struct stress **stress, int limit_ms);

#endif
