/* Describes CBOR (RFC 8949), as FIDO authenticators use it: no indefinite lengths. */
#ifndef TLV_CBOR_H
#define TLV_CBOR_H

#include "tlv/tlv_data.h"
#include "words/node.h"

/* What a small number stands for: a key of a map, or a value. */
struct cbor_name {
	int8_t number;
	const char *name; /* NULL ends a list */
	/* Of a key at most one of these: the keys of the map that is its value, or of the maps in
	 * it; the names of the numbers that may be its value; what adds fields for the bytes that
	 * are its value to field. */
	const struct cbor_name *inside, *values;
	void (*describe)(struct tree *tree, node_id field, const struct tlv_data *bytes);
};

/* Adds a field named name to parent for the item that the bytes begin with, with the items in it
 * below. offset is that of the bytes in those that the tree describes; keys are those of the item
 * if it is a map, or NULL. Adds a problem if the bytes end early, unless more of them come later.
 * Returns how many bytes the field has. */
size_t describe_cbor_item(struct tree *tree, node_id parent, const char *name, const uint8_t *bytes,
                          size_t length, size_t offset, const struct cbor_name *keys, bool more);

/* Does the same for bytes that are one item, and adds a field for those that are left. */
void describe_cbor(struct tree *tree, node_id parent, const char *name, const uint8_t *bytes,
                   size_t length, size_t offset, const struct cbor_name *keys, bool more);

#endif
