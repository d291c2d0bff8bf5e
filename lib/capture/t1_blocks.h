/* Blocks of T=1 (ISO/IEC 7816-3, clause 11), seen from between the two that send them. */
#ifndef CAPTURE_T1_BLOCKS_H
#define CAPTURE_T1_BLOCKS_H

#include "base/text.h"
#include "capture/track.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct t1_block {
	uint8_t nad, pcb;
	const uint8_t *inf;
	uint8_t length;
};

/* Reads a block of which the bytes are all: prologue, INF and EDC, which is an LRC or, where there
 * is a byte more, a CRC (11.3). Returns false if the length or the EDC is wrong. */
bool t1_block_read(struct t1_block *block, const uint8_t *bytes, size_t length);
/* Returns the length of the block that begins with these bytes, with an LRC; 0 as long as that is
 * not known. */
size_t t1_block_length(const uint8_t *bytes, size_t length);

/* One side's blocks. All zero is a new one. */
struct t1_side {
	struct text whole; /* INF of a chain so far; owned */
	uint8_t last[254]; /* INF of its last I-block */
	uint8_t last_length;
	bool seen;    /* there is a last one */
	bool last_ns; /* its N(S) */
};

/* All zero is a new one. */
struct t1_blocks {
	struct t1_side host, card;
};

void t1_blocks_free(struct t1_blocks *blocks);
/* Forgets all, as a reset does. */
void t1_blocks_reset(struct t1_blocks *blocks);
/* Takes a block; what it completes, and what is remarkable, goes to the track. */
void t1_blocks_take(struct t1_blocks *blocks, struct track *track, bool from_card,
                    const uint8_t *bytes, size_t length);

#endif
