#include "capture/t1_blocks.h"

#include "base/card.h"

#include <stdio.h>
#include <string.h>

enum {
	PROLOGUE = 3, /* 11.3.1: NAD PCB LEN */
	INF_MAX = 254,
	/* PCB: 11.3.2.2 */
	NOT_I = 0x80,
	NS = 0x40,
	MORE = 0x20,
	S_BLOCK = 0xC0,
	S_RESPONSE = 0x20,
	S_KIND = 0x1F,
	R_ERROR = 0x0F,
};

/* Frame check sequence of ISO/IEC 13239. */
static uint16_t crc(const uint8_t *bytes, size_t length)
{
	uint16_t sum = 0xFFFF;

	for (size_t i = 0; i < length; i++) {
		sum ^= bytes[i];
		for (int bit = 0; bit < 8; bit++)
			sum = (uint16_t)(sum >> 1 ^ (sum & 1 ? 0x8408 : 0));
	}
	return sum;
}

/* Cards and drivers differ in the byte order of the CRC, and in whether it is complemented. */
static bool is_crc(uint16_t sum, const uint8_t *edc)
{
	uint16_t high = (uint16_t)(edc[0] << 8 | edc[1]), low = (uint16_t)(edc[1] << 8 | edc[0]);
	uint16_t other = (uint16_t)~sum;

	return high == sum || low == sum || high == other || low == other;
}

bool t1_block_read(struct t1_block *block, const uint8_t *bytes, size_t length)
{
	uint8_t lrc = 0;

	if (length <= PROLOGUE || bytes[2] > INF_MAX)
		return false;
	size_t sent = PROLOGUE + (size_t)bytes[2];
	*block = (struct t1_block){bytes[0], bytes[1], bytes + PROLOGUE, bytes[2]};
	if (length == sent + 2)
		return is_crc(crc(bytes, sent), bytes + sent);
	for (size_t i = 0; i < length; i++)
		lrc ^= bytes[i];
	return length == sent + 1 && lrc == 0;
}

size_t t1_block_length(const uint8_t *bytes, size_t length)
{
	return length < PROLOGUE ? 0 : PROLOGUE + (size_t)bytes[2] + 1;
}

static void forget(struct t1_side *side)
{
	text_clear(&side->whole);
	side->seen = false;
}

void t1_blocks_free(struct t1_blocks *blocks)
{
	text_free(&blocks->host.whole);
	text_free(&blocks->card.whole);
}

void t1_blocks_reset(struct t1_blocks *blocks)
{
	forget(&blocks->host);
	forget(&blocks->card);
}

/* N(S) alternates in each direction, so a block with the same N(S) and INF was sent again
 * (11.6.3). */
static bool is_repeated(const struct t1_side *side, const struct t1_block *block)
{
	return side->seen && side->last_ns == ((block->pcb & NS) != 0) &&
		side->last_length == block->length &&
		memcmp(side->last, block->inf, block->length) == 0;
}

static void take_i(struct t1_side *side, struct track *track, bool from_card,
                   const struct t1_block *block)
{
	if (is_repeated(side, block))
		return;
	side->seen = true;
	side->last_ns = (block->pcb & NS) != 0;
	side->last_length = block->length;
	memcpy(side->last, block->inf, block->length);
	text_add(&side->whole, (const char *)block->inf, block->length);
	track->list->failed = track->list->failed || side->whole.failed;
	if (side->whole.length > CARD_COMMAND_MAX) {
		track_comment(track, "chain longer than any APDU");
		text_clear(&side->whole);
	}
	if (block->pcb & MORE || side->whole.failed)
		return;
	if (from_card)
		track_response(track, (const uint8_t *)side->whole.data, side->whole.length);
	else if (side->whole.length > 0)
		track_command(track, (const uint8_t *)side->whole.data, side->whole.length);
	text_clear(&side->whole);
}

static void take_r(struct track *track, bool from_card, const struct t1_block *block)
{
	static const char *const errors[] = {NULL, "EDC or parity error", "other error"};
	unsigned error = block->pcb & R_ERROR;

	if (error != 0)
		track_comment(track, "R(%u) from the %s: %s", (block->pcb & 0x10) != 0,
		              from_card ? "card" : "reader", error < 3 ? errors[error] : "RFU");
}

/* 11.4 defines the types. */
static void take_s(struct t1_blocks *blocks, struct track *track, const struct t1_block *block)
{
	enum { RESYNCH, IFS, ABORT, WTX };
	static const char *const kinds[] = {"RESYNCH", "IFS", "ABORT", "WTX"};
	unsigned kind = block->pcb & S_KIND;
	char value[16] = "";

	if (kind > WTX)
		return;
	if ((kind == IFS || kind == WTX) && block->length == 1)
		snprintf(value, sizeof value, " %u", block->inf[0]);
	track_comment(track, "S(%s %s)%s", kinds[kind],
	              block->pcb & S_RESPONSE ? "response" : "request", value);
	if (kind == RESYNCH) {
		t1_blocks_reset(blocks);
	} else if (kind == ABORT) {
		text_clear(&blocks->host.whole);
		text_clear(&blocks->card.whole);
	}
}

void t1_blocks_take(struct t1_blocks *blocks, struct track *track, bool from_card,
                    const uint8_t *bytes, size_t length)
{
	struct t1_block block;

	if (length == 0)
		return;
	if (!t1_block_read(&block, bytes, length))
		track_comment(track, "invalid block from the %s: %s", from_card ? "card" : "reader",
		              t1_block_length(bytes, length) == length ? "wrong EDC" :
		                                                         "wrong length");
	else if (!(block.pcb & NOT_I))
		take_i(from_card ? &blocks->card : &blocks->host, track, from_card, &block);
	else if ((block.pcb & S_BLOCK) == S_BLOCK)
		take_s(blocks, track, &block);
	else
		take_r(track, from_card, &block);
}
