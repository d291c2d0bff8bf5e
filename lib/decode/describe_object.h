/* The words for a COMPACT-TLV object of the historical bytes: ISO/IEC 7816-4:2005, 8.1.1.2. */
#ifndef DECODE_DESCRIBE_OBJECT_H
#define DECODE_DESCRIBE_OBJECT_H

#include "decode/node.h"
#include "decode/words.h"

#include <stdint.h>

/* Adds the one line that says the essential. */
void describe_object_text(struct words *words, unsigned tag, const uint8_t *value, size_t length);

/* Adds the details, bit by bit, to field. */
void describe_object_details(struct tree *tree, node_id field, unsigned tag, const uint8_t *value,
                             size_t length);

/* Adds life cycle status and SW1 SW2; -1 is "not there". */
void describe_status(struct words *words, int life_cycle, int sw);

#endif
