/* Describes the user data of short messages: 3GPP TS 23.040, 9.2.3.24. */
#ifndef TLV_USER_DATA_H
#define TLV_USER_DATA_H

#include "tlv/tlv_fields.h"

#include <stdbool.h>

/* The meaning of a data coding scheme (3GPP TS 23.038, 4). */
extern const struct tlv_bits coding_schemes[];

/* Adds fields for user data: a header if there is one, then a text, a secured packet or bytes.
 * length is that before it, in characters of the default alphabet or in bytes, as scheme, the data
 * coding scheme, says. */
void user_data_details(struct tlv_fields *fields, uint8_t scheme, bool header, unsigned length);

/* Returns true if the bytes are a header that announces a response packet, and that packet, as
 * ENVELOPE returns them (3GPP TS 31.115, 4.3). */
bool is_response_packet(const uint8_t *bytes, size_t length);
/* Adds a field to parent for each part of them. */
void response_packet_details(struct tree *tree, node_id parent, const struct tlv_data *data);

#endif
