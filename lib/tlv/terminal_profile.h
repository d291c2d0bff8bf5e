/* Describes the data of TERMINAL PROFILE: what of the card application toolkit a terminal supports
 * (ETSI TS 102 223, 5.2; 3GPP TS 31.111, 5.2; for SIMs 3GPP TS 51.014, 5.2). */
#ifndef TLV_TERMINAL_PROFILE_H
#define TLV_TERMINAL_PROFILE_H

#include "tlv/tlv_data.h"
#include "words/node.h"

/* Adds a field to field for each byte, of which there may be any number, with a detail for each bit
 * that is set. */
void terminal_profile_details(struct tree *tree, node_id field, const struct tlv_data *data);

#endif
