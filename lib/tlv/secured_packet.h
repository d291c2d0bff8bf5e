/* Describes secured packets, which manage a SIM or UICC over the air: ETSI TS 102 225. */
#ifndef TLV_SECURED_PACKET_H
#define TLV_SECURED_PACKET_H

#include "tlv/tlv_fields.h"

/* Adds a field for each part of the packet, which is what is left of the data: a command packet or
 * a response packet in the form for short messages (3GPP TS 31.115, 4). */
void secured_packet_details(struct tlv_fields *fields, bool response);

#endif
