/* Finds a tag in the tables. */
#ifndef TLV_TLV_TAGS_H
#define TLV_TLV_TAGS_H

#include "tlv/tlv_table.h"

#include <stdbool.h>

/* The row that suits best; NULL where there is none. A row of a family that is not known to be
 * there counts only where family is FAMILY_NONE and nothing better is found: *guess is then true.
 */
const struct tlv_row *tlv_tag_find(uint32_t tag, int64_t parent, enum family family, bool *guess);

#endif
