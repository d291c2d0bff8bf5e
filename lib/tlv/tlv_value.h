/* Values of data objects in words. */
#ifndef TLV_TLV_VALUE_H
#define TLV_TLV_VALUE_H

#include "tlv/tlv_data.h"
#include "words/node.h"
#include "words/words.h"

/* Adds what the value says; nothing if its bytes say no more than themselves. */
void tlv_value_text(struct words *words, enum tlv_value kind, const struct tlv_data *data);

/* Adds to field what the value holds: the entries of a list, the bits that are set, its parts. */
void tlv_value_details(struct tree *tree, node_id field, enum tlv_value kind,
                       const struct tlv_data *data);

#endif
