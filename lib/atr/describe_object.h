/* Describes a COMPACT-TLV object of the historical bytes: ISO/IEC 7816-4:2005, 8.1.1.2. tag is 0 to
 * 15, value the object's value of any length. */
#ifndef ATR_DESCRIBE_OBJECT_H
#define ATR_DESCRIBE_OBJECT_H

#include "words/node.h"
#include "words/words.h"

#include <stdint.h>

/* Adds the summary in one line. */
void describe_object_text(struct words *words, unsigned tag, const uint8_t *value, size_t length);

/* Adds the details to field, one for each bit where the value has bits. */
void describe_object_details(struct tree *tree, node_id field, unsigned tag, const uint8_t *value,
                             size_t length);

#endif
