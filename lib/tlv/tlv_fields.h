/* Adds fields to a tree for the parts of a value, one after the other. */
#ifndef TLV_TLV_FIELDS_H
#define TLV_TLV_FIELDS_H

#include "tlv/tlv_data.h"
#include "words/node.h"

struct tlv_fields {
	struct tree *tree;
	node_id parent;
	const struct tlv_data *data;
	size_t at;    /* how many bytes of the data have fields */
	bool cut;     /* a part was longer than what is left: nothing more is added */
	bool goes_on; /* the rest of the value may be in another APDU: that is not a problem */
};

/* Adds a field for the next part; if the value ends before it, a problem, unless it goes on.
 * Returns its id, or 0 if it is not complete. */
node_id tlv_fields_add(struct tlv_fields *fields, const struct tlv_part *part);
/* Does the same for length bytes, 1 or more, described by text. */
node_id tlv_fields_text(struct tlv_fields *fields, size_t length, const char *name,
                        const char *text);
/* Adds a field for all bytes that are left, if any. */
void tlv_fields_rest(struct tlv_fields *fields, const char *name, const char *text);

#endif
