/* Finds a tag in the tables. */
#ifndef TLV_TLV_TAGS_H
#define TLV_TLV_TAGS_H

#include "tlv/tlv.h"
#include "tlv/tlv_table.h"

#include <stdbool.h>

/* Where objects come from. */
struct tlv_place {
	enum tlv_form form;
	int64_t parent; /* the template that they stand in, or one of tlv_table.h's places */
	int64_t above;  /* the template around that one, or the object that was asked for */
	enum family family;
	size_t offset; /* of the first byte in the tree's input */
};

/* Returns the row that suits best; NULL if there is none. A row of a family that is not known to be
 * there counts only where place has no family, the tag has more than one byte and no other family
 * uses it: *guess is then true. */
const struct tlv_row *tlv_tag_find(uint32_t tag, const struct tlv_place *place, bool *guess);

/* Returns the name of the data that a tag stands for in a list or in P1 P2; NULL if there is none.
 */
const char *tlv_tag_name(uint32_t tag, enum family family);

#endif
