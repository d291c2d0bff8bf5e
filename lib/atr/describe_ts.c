#include "atr/describe_ts.h"

#include "atr/meanings.h"

/* Adds the ATR with each character inverted and its bits reversed: 8.1. */
static void add_converted(struct tree *tree, node_id field, const struct atr *atr)
{
	struct words words = {0};

	for (size_t i = 0; i < atr->length && i < ATR_MAX; i++) {
		unsigned value = 0;

		for (unsigned bit = 0; bit < 8; bit++)
			value |= (~(unsigned)atr->bytes[i] >> bit & 1) << (7 - bit);
		words_add(&words, "%s%02X", i > 0 ? " " : "", value);
	}
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "converted", words.text);
}

/* ISO/IEC 7816-10: describes the four bytes H1 to H4 of a synchronous card. */
static void add_synchronous(struct tree *tree, node_id field, const struct atr *atr)
{
	const uint8_t *h = atr->bytes;
	const char *bus = h[0] >> 4 == 8 ? "serial access (I2C)" :
		h[0] >> 4 == 9           ? "3-wire bus" :
		h[0] >> 4 == 10          ? "2-wire bus" :
					   NULL;
	unsigned n = h[1] >> 3 & 15, m = h[1] & 7;
	struct words words = {0};

	if (atr->length != 4 || bus == NULL || h[1] & 0x80)
		return;
	words_add(&words, "possibly: the 4 bytes match ISO/IEC 7816-10, %s", bus);
	if (n != 0) /* 2^(n+6) units of 2^m bits */
		words_add(&words, ", %lu bytes", 1ul << (n + m + 3));
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "synchronous card", words.text);
}

void describe_ts(struct tree *tree, node_id parent, const struct atr *atr, bool details)
{
	uint8_t ts = atr->bytes[0];
	struct words words = {0};
	node_id field;

	atr_field_text(&words, ATR_FIELD_TS, ts);
	field = tree_add(tree, parent, NODE_FIELD, ROLE_TS, "TS", words.text);
	tree_bytes(tree, field, 0, 1);
	if (!details)
		return;
	if (ts == 0x03 || ts == 0x23)
		add_converted(tree, field, atr);
	else if (ts != 0x3B && ts != 0x3F)
		add_synchronous(tree, field, atr);
}
