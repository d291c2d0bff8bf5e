/* Describes CBOR (RFC 8949), as FIDO authenticators use it: no indefinite lengths. */
#ifndef TLV_CBOR_H
#define TLV_CBOR_H

#include "tlv/tlv_table.h"
#include "words/node.h"

/* What stands for a key of a map, a small number. */
struct cbor_key {
	int8_t key;
	const char *name; /* NULL ends a list */
	/* One of these, or neither: the keys of the map that is its value, or of the maps in that
	 * value; the parts of the byte string that is its value. */
	const struct cbor_key *inside;
	const struct tlv_part *parts;
};

/* Adds a field named name to parent for the item that the bytes are, with the items in it below.
 * offset is that of the bytes in those that the tree describes; keys are those of the item if it is
 * a map, or NULL. Adds a problem if the bytes end early, unless more of them come later, and a
 * field for those that are left. */
void describe_cbor(struct tree *tree, node_id parent, const char *name, const uint8_t *bytes,
                   size_t length, size_t offset, const struct cbor_key *keys, bool more);

#endif
