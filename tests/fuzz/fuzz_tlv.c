/* Data objects: the first byte selects form, family and template. The fields cover the bytes
 * without gap or overlap, and complete data is described completely. */
#include "tlv/describe_tlv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct tree *tree, const struct node *parent, size_t from, size_t to)
{
	size_t at = from;

	for (node_id id = parent->first_child; id != 0; id = tree_node(tree, id)->next) {
		const struct node *node = tree_node(tree, id);

		if (node->kind != NODE_FIELD)
			continue;
		if (node->offset != at || node->length == 0 || node->header > node->length)
			abort();
		at += node->length;
		check(tree, node, node->offset + node->header, at);
	}
	if (at != from && at != to)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int64_t parents[] = {
		TLV_NOWHERE, TLV_IN_SECURE_MESSAGING, TLV_IN_COMPREHENSION, 0x62, 0x6F, 0x77, 0xA5,
		0x7C,
	};
	struct tree tree = {0};

	if (size < 2 || size > 1 << 17)
		return 0;
	const struct tlv_place place = {
		.form = data[0] & 0x80 ? TLV_COMPREHENSION : TLV_BER,
		.parent = parents[data[0] >> 4 & 7],
		.family = (enum family)((data[0] & 31) % (FAMILY_OTHER + 1)),
	};
	tree_start(&tree);
	bool whole = describe_tlv(&tree, 0, data + 1, size - 1, &place);
	check(&tree, tree_node(&tree, 0), 0, size - 1);
	/* a PIN status (C6) is a template that its tag does not show */
	if (tlv_is_whole(data + 1, size - 1) && place.form == TLV_BER && !whole &&
	    place.family == FAMILY_NONE && memchr(data + 1, 0xC6, size - 1) == NULL)
		abort();
	tree_free(&tree);
	return 0;
}
