/* The words for card service data (tag 3) and card capabilities (tag 7): ISO/IEC 7816-4:2005,
 * tables 85 to 88. Each takes the object's value. */
#ifndef ATR_DESCRIBE_CAPABILITIES_H
#define ATR_DESCRIBE_CAPABILITIES_H

#include "words/node.h"
#include "words/words.h"

#include <stdint.h>

void describe_service_text(struct words *words, const uint8_t *value, size_t length);
void describe_service(struct tree *tree, node_id field, const uint8_t *value, size_t length);

void describe_capabilities_text(struct words *words, const uint8_t *value, size_t length);
void describe_capabilities(struct tree *tree, node_id field, const uint8_t *value, size_t length);

#endif
