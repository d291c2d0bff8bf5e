/* A value of a data object, as the files that speak of values share it. */
#ifndef TLV_TLV_DATA_H
#define TLV_TLV_DATA_H

#include "tlv/tlv_table.h"

#include <stddef.h>
#include <stdint.h>

struct tlv_data {
	const uint8_t *bytes;
	size_t length;
	enum family family;
	size_t offset;                /* in the tree's input */
	const struct tlv_bits *bits;  /* of the row or part */
	const struct tlv_part *parts; /* of VALUE_PARTS */
	uint8_t descriptor;           /* of the file in whose FCP it stands; 0: not known */
};

#endif
