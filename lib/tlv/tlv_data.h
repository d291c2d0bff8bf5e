/* The value of a data object, and what its description depends on. */
#ifndef TLV_TLV_DATA_H
#define TLV_TLV_DATA_H

#include "tlv/tlv_table.h"

#include <stddef.h>
#include <stdint.h>

struct tlv_data {
	const uint8_t *bytes;
	size_t length;
	enum family family;
	size_t offset;                /* in the bytes that the tree describes */
	const struct tlv_bits *bits;  /* of the row or part */
	const struct tlv_part *parts; /* of VALUE_PARTS */
	uint8_t descriptor;           /* the file descriptor byte of the same FCP; 0: unknown */
	uint16_t directory;           /* the MF or DF that the file is in; 0: unknown */
};

#endif
