/* Collects the commands that a recording has no response to, as a script that sends them to a
 * real card: each command once, after the SELECT commands that it depends on. Does no input or
 * output. */
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
	struct record record;  /* the script, with secrets masked */
	size_t count;          /* of the missing commands in it */
	size_t dropped;        /* further commands, after MISSING_MAX */
	struct text selected;  /* the SELECT commands since the reset or the last one by name, each
	                          after its length in two bytes */
	bool shown;            /* these are in the script already */
	struct span_map known; /* the commands that are in the script */
	struct span_store texts;
};

enum { MISSING_MAX = 4096 };

void missing_free(struct missing *missing);
/* Records a reset of the card: nothing is selected. */
void missing_reset(struct missing *missing);
/* Records a command to which the recording had a response with this status word. */
void missing_found(struct missing *missing, const uint8_t *command, size_t length, uint16_t sw);
/* Adds a command to which it had none. Out of memory sets record.text.failed. */
void missing_add(struct missing *missing, const uint8_t *command, size_t length);

#endif
