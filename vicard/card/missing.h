/* What a recorded card was asked and has no response to, as a script that asks a real card for it:
 * each command once, after the SELECT commands that it depends on. No I/O. */
#ifndef VICARD_CARD_MISSING_H
#define VICARD_CARD_MISSING_H

#include "base/span_map.h"
#include "base/span_store.h"
#include "script/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zero is empty. */
struct missing {
	struct record record;  /* the script, secrets masked */
	size_t count;          /* of commands in it that were not found */
	size_t dropped;        /* that came after there were MISSING_MAX */
	struct text selected;  /* the SELECT commands since the reset or the last one by name, each
	                        * with its length in two bytes before it */
	bool shown;            /* the script has them */
	struct span_map known; /* what is in it */
	struct span_store texts;
};

enum { MISSING_MAX = 4096 };

void missing_free(struct missing *missing);
/* The card was reset: nothing is selected. */
void missing_reset(struct missing *missing);
/* A command was found, and got this status word. */
void missing_found(struct missing *missing, const uint8_t *command, size_t length, uint16_t sw);
/* A command was not found. Out of memory is record.text.failed. */
void missing_add(struct missing *missing, const uint8_t *command, size_t length);

#endif
