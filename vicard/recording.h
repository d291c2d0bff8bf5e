/* A recording: a script of commands, each with the whole answer that a card gave. No I/O. */
#ifndef VICARD_RECORDING_H
#define VICARD_RECORDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct record {
	uint32_t line;
	bool reset;    /* no command: the card was reset here; response is its ATR then, or NULL for the old one */
	bool secret;   /* only the header of the command is known */
	uint8_t *command; /* owned */
	size_t length;
	uint8_t *response; /* owned; with SW1 SW2 */
	size_t response_length;
};

/* All zero is an empty one. */
struct recording {
	uint8_t *atr; /* owned; NULL where the recording does not tell */
	size_t atr_length;
	struct record *records; /* owned */
	size_t count, size;
	size_t next; /* the record to search from */
};

struct recording_error {
	char text[240]; /* "LINE:COLUMN: why" */
};

/* Reads script text; false with the reason in error. */
bool recording_read(struct recording *recording, const char *text, size_t length,
                    struct recording_error *error);
void recording_free(struct recording *recording);

/* The next record with this command, the first again after the last; NULL where there is none. In T=0 a command's
 * Le does not count. */
const struct record *recording_find(struct recording *recording, const uint8_t *command,
                                    size_t length, bool t0);
/* The card was reset: goes on behind the next reset that was recorded, or from the start. Returns that
 * reset, or NULL. */
const struct record *recording_reset(struct recording *recording);

#endif
