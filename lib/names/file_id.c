#include "names/file_id.h"

#include <stddef.h>

struct file_row {
	uint16_t id;
	enum family family;
	const char *name;
};

static const struct file_row rows[] = {
	/* ISO/IEC 7816-4:2005, 5.3.1.1, 8.2.1.1 */
	{0x3F00, FAMILY_NONE, "MF"},
	{0x3FFF, FAMILY_NONE, "current DF"},
	{0x2F00, FAMILY_NONE, "EF.DIR"},
	{0x2F01, FAMILY_NONE, "EF.ATR/INFO"},

	/* ETSI TS 102 221, 13; 8.3 */
	{0x2FE2, FAMILY_UICC, "EF.ICCID"},
	{0x2F05, FAMILY_UICC, "EF.PL"},
	{0x2F06, FAMILY_UICC, "EF.ARR"},
	{0x2F08, FAMILY_UICC, "EF.UMPC"},
	{0x7FFF, FAMILY_UICC, "current ADF"},
	{0x7F10, FAMILY_UICC, "DF.TELECOM"},
	/* 3GPP TS 31.102, 4.2 and 4.4 */
	{0x6F05, FAMILY_UICC, "EF.LI"},
	{0x6F07, FAMILY_UICC, "EF.IMSI"},
	{0x6F38, FAMILY_UICC, "EF.UST"},
	{0x6F46, FAMILY_UICC, "EF.SPN"},
	{0x6F7E, FAMILY_UICC, "EF.LOCI"},
	{0x6F7B, FAMILY_UICC, "EF.FPLMN"},
	{0x6FAD, FAMILY_UICC, "EF.AD"},
	{0x6FB7, FAMILY_UICC, "EF.ECC"},
	{0x6F3A, FAMILY_UICC, "EF.ADN"},
	{0x6F3B, FAMILY_UICC, "EF.FDN"},
	{0x6F3C, FAMILY_UICC, "EF.SMS"},
	{0x6F40, FAMILY_UICC, "EF.MSISDN"},
	{0x6F42, FAMILY_UICC, "EF.SMSP"},
	/* 3GPP TS 51.011, 10 */
	{0x2FE2, FAMILY_SIM, "EF.ICCID"},
	{0x7F10, FAMILY_SIM, "DF.TELECOM"},
	{0x7F20, FAMILY_SIM, "DF.GSM"},
	{0x6F07, FAMILY_SIM, "EF.IMSI"},
	{0x6F38, FAMILY_SIM, "EF.SST"},
	{0x6F46, FAMILY_SIM, "EF.SPN"},
	{0x6F7E, FAMILY_SIM, "EF.LOCI"},
	{0x6F7B, FAMILY_SIM, "EF.FPLMN"},
	{0x6FAD, FAMILY_SIM, "EF.AD"},
	{0x6FAE, FAMILY_SIM, "EF.PHASE"},
	{0x6FB7, FAMILY_SIM, "EF.ECC"},
	{0x6F3A, FAMILY_SIM, "EF.ADN"},
	{0x6F3B, FAMILY_SIM, "EF.FDN"},
	{0x6F3C, FAMILY_SIM, "EF.SMS"},
	{0x6F40, FAMILY_SIM, "EF.MSISDN"},
	{0x6F42, FAMILY_SIM, "EF.SMSP"},

	/* ICAO Doc 9303-10, 3.6 and 3.11 */
	{0x011C, FAMILY_EMRTD, "EF.CardAccess"},
	{0x011D, FAMILY_EMRTD, "EF.SOD (in the MF: EF.CardSecurity)"},
	{0x011E, FAMILY_EMRTD, "EF.COM"},
	{0x0101, FAMILY_EMRTD, "EF.DG1"},
	{0x0102, FAMILY_EMRTD, "EF.DG2"},
	{0x0103, FAMILY_EMRTD, "EF.DG3"},
	{0x0104, FAMILY_EMRTD, "EF.DG4"},
	{0x0105, FAMILY_EMRTD, "EF.DG5"},
	{0x0106, FAMILY_EMRTD, "EF.DG6"},
	{0x0107, FAMILY_EMRTD, "EF.DG7"},
	{0x0108, FAMILY_EMRTD, "EF.DG8"},
	{0x0109, FAMILY_EMRTD, "EF.DG9"},
	{0x010A, FAMILY_EMRTD, "EF.DG10"},
	{0x010B, FAMILY_EMRTD, "EF.DG11"},
	{0x010C, FAMILY_EMRTD, "EF.DG12"},
	{0x010D, FAMILY_EMRTD, "EF.DG13"},
	{0x010E, FAMILY_EMRTD, "EF.DG14"},
	{0x010F, FAMILY_EMRTD, "EF.DG15"},
	{0x0110, FAMILY_EMRTD, "EF.DG16"},

	/* ISO/IEC 7816-15, 7.5 */
	{0x5015, FAMILY_PKCS15, "DF(PKCS#15)"},
	{0x5031, FAMILY_PKCS15, "EF.OD (object directory)"},
	{0x5032, FAMILY_PKCS15, "EF.TokenInfo"},
	{0x5033, FAMILY_PKCS15, "EF.UnusedSpace"},

	/* NFC Forum Type 4 Tag, 4 and 5 */
	{0xE103, FAMILY_NDEF, "capability container"},
	{0xE104, FAMILY_NDEF, "NDEF file (usual id)"},
};

const char *file_id_name(uint16_t id, enum family family)
{
	const char *found = NULL;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].id != id)
			continue;
		if (rows[i].family == family)
			return rows[i].name;
		if (found == NULL && (rows[i].family == FAMILY_NONE || family == FAMILY_NONE))
			found = rows[i].name;
	}
	return found;
}
