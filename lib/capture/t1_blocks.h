/* Decodes blocks of T=1 (ISO/IEC 7816-3:2006, clause 11) that both sides sent. */
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

/* Parses a block of exactly length bytes: prologue, INF and an LRC, or a CRC if there is one byte
 * more (11.3). inf points into bytes. Returns false if the length or the EDC is wrong. */
bool t1_block_read(struct t1_block *block, const uint8_t *bytes, size_t length);
/* Returns the length in bytes of the block, with an LRC, that begins with these bytes; 0 if they
 * are too few to know it. */
size_t t1_block_length(const uint8_t *bytes, size_t length);

/* What one side sent. All zero is the state after a reset. */
struct t1_side {
	struct text whole; /* INF of the chain so far; owned */
	uint8_t last[254]; /* INF of its last I-block */
	uint8_t last_length;
	bool seen;    /* it sent an I-block */
	bool last_ns; /* N(S) of the last one */
};

/* All zero is the state after a reset. */
struct t1_blocks {
	struct t1_side host, card;
};

void t1_blocks_free(struct t1_blocks *blocks);
/* Discards incomplete chains, as a reset of the card does. */
void t1_blocks_reset(struct t1_blocks *blocks);
/* Decodes a block from the card or to it. Commands and responses that it completes go to the track,
 * and comments on S-blocks, repetitions and faulty blocks. */
void t1_blocks_take(struct t1_blocks *blocks, struct track *track, bool from_card,
                    const uint8_t *bytes, size_t length);

#endif
