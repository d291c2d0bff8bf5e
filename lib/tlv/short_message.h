/* Describes short messages as they stand on SIMs and UICCs and in toolkit objects: SMS TPDUs of
 * 3GPP TS 23.040. */
#ifndef TLV_SHORT_MESSAGE_H
#define TLV_SHORT_MESSAGE_H

#include "tlv/tlv_data.h"
#include "words/node.h"

/* The meaning of a protocol identifier (9.2.3.9). */
extern const struct tlv_bits protocol_identifiers[];

/* Add a field to parent for each part of a TPDU: the first of one that the mobile station received,
 * the second of one that it sends. FF after it, as in EF.SMS, is unused. */
void received_message_details(struct tree *tree, node_id parent, const struct tlv_data *data);
void sent_message_details(struct tree *tree, node_id parent, const struct tlv_data *data);

#endif
