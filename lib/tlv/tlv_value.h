/* Values of data objects in words. */
#ifndef TLV_TLV_VALUE_H
#define TLV_TLV_VALUE_H

#include "words/node.h"
#include "tlv/tlv_tags.h"
#include "tlv/tlv_text.h"
#include "words/words.h"

/* Adds what the value says; nothing where its bytes say no more than themselves. */
void tlv_value_text(struct words *words, enum tlv_value kind, const uint8_t *value, size_t length,
                    enum family family);

/* Adds details to field: the entries of a list, the bits of a byte. */
void tlv_value_details(struct tree *tree, node_id field, enum tlv_value kind, const uint8_t *value,
                       size_t length, enum family family);

#endif
