/* Describes data objects. */
#ifndef TLV_DESCRIBE_TLV_H
#define TLV_DESCRIBE_TLV_H

#include "words/node.h"
#include "tlv/tlv.h"
#include "tlv/tlv_tags.h"

/* Adds a field for each object to parent, named by its tag, with the objects inside it below. If
 * bytes are left that are not an object, adds a field for them, with a problem that says why, and
 * returns false. The fields cover the bytes without gap or overlap, and those below a field its
 * value. */
bool describe_tlv(struct tree *tree, node_id parent, const uint8_t *bytes, size_t length,
                  const struct tlv_place *place);

/* Returns true if bytes of unknown meaning are likely to be BER-TLV objects: they are objects to
 * the last byte, the first with a known or constructed tag; or the first is a known template, and
 * the only faults are a few extra bytes or a truncated value. */
bool tlv_is_likely(const uint8_t *bytes, size_t length, enum family family);

#endif
