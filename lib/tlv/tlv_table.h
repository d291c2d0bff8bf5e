/* The tables of tags. */
#ifndef TLV_TLV_TABLE_H
#define TLV_TLV_TABLE_H

#include "tlv/tlv_tags.h"

struct tlv_table {
	const struct tlv_row *rows;
	size_t count;
};

extern const struct tlv_table tlv_iso;     /* ISO/IEC 7816 */
extern const struct tlv_table tlv_emv;     /* EMV Book 3, annex A */
extern const struct tlv_table tlv_cards;   /* GlobalPlatform, UICC, PIV, eMRTD, OpenPGP */
extern const struct tlv_table tlv_toolkit; /* ETSI TS 101 220, 7.2, COMPREHENSION-TLV */

#endif
