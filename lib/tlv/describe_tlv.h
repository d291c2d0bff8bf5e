/* The words for data objects. */
#ifndef TLV_DESCRIBE_TLV_H
#define TLV_DESCRIBE_TLV_H

#include "words/node.h"
#include "tlv/tlv.h"
#include "tlv/tlv_tags.h"

/* Adds a field an object to parent, named by its tag, objects inside below it; then the rest that
 * is no object, with a problem that says why. The fields cover the bytes without gap or overlap,
 * and those below a field its value. Returns false if there is such a problem. */
bool describe_tlv(struct tree *tree, node_id parent, const uint8_t *bytes, size_t length,
                  const struct tlv_place *place);

/* Returns true if it is sensible to read the bytes as objects, of which nothing else is known: they
 * are objects to the last byte, and the first tag has a name or is constructed; or the first is a
 * template with a name, and what is wrong is a few bytes too many, or a value that is truncated. */
bool tlv_is_likely(const uint8_t *bytes, size_t length, enum family family);

#endif
