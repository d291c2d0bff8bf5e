/* -s: one command, without end, to each card that comes, and how long the answers take. */
#ifndef PCSC_SCAN_STRESS_STRESS_H
#define PCSC_SCAN_STRESS_STRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct stress;

/* GET DATA of the card production life cycle (GlobalPlatform Card Specification, 11.3): it only
 * reads, selects nothing, and a card that does not know it says so. */
extern const uint8_t stress_command[5];

/* command is the caller's and must last. NULL: out of memory or descriptors. */
struct stress *stress_new(const uint8_t *command, size_t length, bool json);
/* Starts on the card in a reader; it ends by itself with the card. */
void stress_card(struct stress *stress, size_t index, const char *reader);
/* Readable while stress_show has something to say; at most once a second for each card. */
int stress_fd(const struct stress *stress);
/* Writes how a card does, and at its end the summary. */
void stress_show(struct stress *stress, FILE *out);
/* Ends all and writes the summary of each. False where a card does not answer within limit_ms: its
 * thread is left behind. */
bool stress_end(struct stress **stress, int limit_ms, FILE *out);

/* Says what will be sent. */
void stress_introduce(const uint8_t *command, size_t length);

#endif
