#include "tlv/tlv_table.h"

const struct tlv_table *const tlv_tables[TLV_TABLES] = {
	&tlv_iso,  &tlv_emv,     &tlv_schemes, &tlv_gp,      &tlv_uicc,
	&tlv_usim, &tlv_euicc,   &tlv_piv,     &tlv_emrtd,   &tlv_openpgp,
	&tlv_oath, &tlv_calypso, &tlv_pkcs15,  &tlv_yubikey, &tlv_toolkit,
};
