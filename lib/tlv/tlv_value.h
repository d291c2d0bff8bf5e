/* Describes values of data objects. */
#ifndef TLV_TLV_VALUE_H
#define TLV_TLV_VALUE_H

#include "tlv/tlv_data.h"
#include "words/node.h"
#include "words/words.h"

/* Adds the meaning of the value; nothing if its bytes have none but themselves. */
void tlv_value_text(struct words *words, enum tlv_value kind, const struct tlv_data *data);

/* Adds what the value consists of to field: the entries of a list, the bits that are set, its
 * parts. */
void tlv_value_details(struct tree *tree, node_id field, enum tlv_value kind,
                       const struct tlv_data *data);

#endif
