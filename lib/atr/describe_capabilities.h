/* Describes card service data (tag 3) and card capabilities (tag 7) of the historical bytes:
 * ISO/IEC 7816-4:2005, tables 85 to 88. value is the object's value of any length. */
#ifndef ATR_DESCRIBE_CAPABILITIES_H
#define ATR_DESCRIBE_CAPABILITIES_H

#include "words/node.h"
#include "words/words.h"

#include <stdint.h>

/* Adds the summary of card service data in one line. */
void describe_service_text(struct words *words, const uint8_t *value, size_t length);
/* Adds a detail for each of its bits to field. */
void describe_service(struct tree *tree, node_id field, const uint8_t *value, size_t length);

/* Adds the summary of card capabilities in one line. */
void describe_capabilities_text(struct words *words, const uint8_t *value, size_t length);
/* Adds a detail for each of their bits to field. */
void describe_capabilities(struct tree *tree, node_id field, const uint8_t *value, size_t length);

#endif
