/* Describes values that mobile networks keep on SIMs and UICCs. Each function adds the meaning of
 * data's bytes to words, or nothing if they do not have the form. */
#ifndef TLV_NETWORK_VALUE_H
#define TLV_NETWORK_VALUE_H

#include "tlv/tlv_data.h"
#include "words/words.h"

/* Mobile country and network code, of three bytes: "234-15", "none" for FFFFFF (3GPP TS 24.008,
 * 10.5.1.3). */
void plmn_text(struct words *words, const struct tlv_data *data);
/* A number, big-endian: "3", "none" if all bits are set. */
void optional_text(struct words *words, const struct tlv_data *data);
/* The number of a record in another file: the same, and "none" for 0. */
void record_text(struct words *words, const struct tlv_data *data);
/* A price: 12 bits, b8 to b1 of the first byte and b4 to b1 of the second one, times a power of
 * ten, its exponent in b8 to b6 of the second byte and the exponent's sign in b5: "0.25" (3GPP TS
 * 31.102, 4.2.13). */
void price_text(struct words *words, const struct tlv_data *data);
/* A relative validity period: "3 days" (3GPP TS 23.040, 9.2.3.12.1). */
void validity_text(struct words *words, const struct tlv_data *data);
/* The name of a network: its coding, then the text (3GPP TS 24.008, 10.5.3.5a). */
void network_name_text(struct words *words, const struct tlv_data *data);
/* The address of a server: its type, then a domain name, IPv4 or IPv6 address (3GPP TS 31.103,
 * 4.2.8). */
void server_text(struct words *words, const struct tlv_data *data);

#endif
