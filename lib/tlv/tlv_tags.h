/* Finds tags in the tables. */
#ifndef TLV_TLV_TAGS_H
#define TLV_TLV_TAGS_H

#include "tlv/tlv.h"
#include "tlv/tlv_table.h"

#include <stdbool.h>

/* Where objects stand, which their meaning depends on. */
struct tlv_place {
	enum tlv_form form;
	int64_t parent;     /* tag of the template that contains them, or TLV_NOWHERE, TLV_IN_… */
	int64_t above;      /* as in struct tlv_row */
	enum family family; /* of the selected application; FAMILY_NONE: unknown */
	size_t offset;      /* of the first byte in the bytes that the tree describes */
	int64_t outermost;  /* tag of the template around all others; 0: none */
};

/* Returns the row that best matches a tag at this place; NULL if none does. If the family is
 * unknown, a tag of two bytes or more that only one family uses is assumed to be that family's:
 * *guess is then true. */
const struct tlv_row *tlv_tag_find(uint32_t tag, const struct tlv_place *place, bool *guess);

/* Returns the name of the object that a tag in P1 P2 or in a list of tags stands for; NULL if
 * unknown. */
const char *tlv_tag_name(uint32_t tag, enum family family);

#endif
