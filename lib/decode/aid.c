#include "decode/aid.h"

#include <stdbool.h>
#include <string.h>

struct row {
	const char *hex;
	bool whole; /* no start of a longer one */
	const char *name;
};

/* Sources: EMV Books 1 and B and payment schemes' lists; GlobalPlatform; ETSI TS 101 220; GSMA SGP.22; NIST SP
 * 800-73; OpenPGP card specification; FIDO NFC protocol; ICAO Doc 9303-10; BSI TR-03110; NFC Forum type 4
 * tag; OpenSC's card drivers; proxmark3's list of AIDs. */
static const struct row rows[] = {
	{"315041592E5359532E4444463031", true, "EMV contact PSE (1PAY.SYS.DDF01)"},
	{"325041592E5359532E4444463031", true, "EMV contactless PPSE (2PAY.SYS.DDF01)"},
	{"A0000000031010", false, "Visa credit/debit"},
	{"A0000000032010", false, "Visa Electron"},
	{"A0000000032020", false, "V Pay"},
	{"A0000000033010", false, "Visa Interlink"},
	{"A0000000038010", false, "Visa Plus"},
	{"A0000000041010", false, "Mastercard"},
	{"A0000000043060", false, "Maestro"},
	{"A0000000042203", false, "US Maestro common debit"},
	{"A00000002501", false, "American Express"},
	{"A0000000651010", false, "JCB"},
	{"A0000001523010", false, "Discover/Diners"},
	{"A0000002771010", false, "Interac"},
	{"A000000333010101", false, "UnionPay debit"},
	{"A000000333010102", false, "UnionPay credit"},
	{"A000000333010103", false, "UnionPay quasi credit"},
	{"A0000000421010", false, "CB (France)"},
	{"A0000003591010028001", false, "girocard"},
	{"A000000151000000", false, "GlobalPlatform issuer security domain"},
	{"A000000003000000", false, "issuer security domain (Visa OpenPlatform)"},
	{"A000000018434D00", false, "Gemalto card manager"},
	{"A00000015153504341534400", false, "GlobalPlatform controlling authority security domain"},
	{"A00000015141434C00", false, "GlobalPlatform access rule application (ARA-M)"},
	{"A0000000871002", false, "3GPP USIM"},
	{"A0000000871004", false, "3GPP ISIM"},
	{"A000000087100A", false, "3GPP HPSIM"},
	{"A000000087100B", false, "3GPP USIM without IMSI"},
	{"A0000000871005", false, "3GPP (U)SIM API for Java Card"},
	{"A000000087", false, "3GPP"},
	{"A0000003431002", false, "3GPP2 CSIM"},
	{"A0000000090001", false, "ETSI GSM"},
	{"A0000000090002", false, "ETSI GSM SIM toolkit"},
	{"A0000000090003", false, "ETSI SIM API for Java Card"},
	{"A0000000090005", false, "ETSI UICC API for Java Card"},
	{"A000000009", false, "ETSI"},
	{"A0000005591010FFFFFFFF8900000100", false, "GSMA eUICC ISD-R"},
	{"A0000005591010FFFFFFFF8900000200", false, "GSMA eUICC ECASD"},
	{"A000000308000010000100", false, "PIV"},
	{"D27600012401", false, "OpenPGP card"},
	{"A0000006472F0001", false, "FIDO U2F/CTAP"},
	{"A000000527471117", false, "YubiKey management"},
	{"A0000005272001", false, "YubiKey OTP"},
	{"A0000005272101", false, "YubiKey OATH"},
	{"A000000063504B43532D3135", false, "PKCS#15"},
	{"A0000002471001", false, "ICAO eMRTD (LDS1)"},
	{"A0000002472001", false, "ICAO eMRTD travel records (LDS2)"},
	{"A0000002472002", false, "ICAO eMRTD visa records (LDS2)"},
	{"A0000002472003", false, "ICAO eMRTD additional biometrics (LDS2)"},
	{"E80704007F00070302", false, "German eID"},
	{"A000000167455349474E", false, "eSign"},
	{"D2760000850101", false, "NFC Forum type 4 tag (NDEF), version 2"},
	{"D2760000850100", false, "NFC Forum type 4 tag (NDEF), version 1"},
	{"D276", false, "national RID of Germany"},
	{"A00000039742544659", false, "Microsoft GIDS"},
	{"A0000003974254465901", false, "Microsoft GIDS, version 1"},
	{"A0000003974254465902", false, "Microsoft GIDS, version 2"},
	{"A0000003974349445F0100", false, "Microsoft plug and play"},
	{"A000000077", false, "IDEMIA (Oberthur)"},
	{"A000000306", false, "PC/SC Workgroup"},
	{"A00000000101", false, "MUSCLE applet"},
	{"315449432E494341", false, "Calypso (1TIC.ICA)"},
	{"A000000291", false, "Calypso Networks Association"},
	{"D4100000030001", false, "T-money"},
	{"D4100000011010", false, "Korean payment or transit"},
	{"D392F000260100000001", false, "My Number card, JPKI"},
	{"D3921000310001010408", false, "My Number card, card surface input support"},
};

static uint8_t nibble_at(const uint8_t *aid, size_t at)
{
	return at % 2 == 0 ? aid[at / 2] >> 4 : aid[at / 2] & 15;
}

static bool starts_with(const uint8_t *aid, size_t length, const char *hex)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t at = 0; hex[at] != '\0'; at++)
		if (at >= length * 2 || digits[nibble_at(aid, at)] != hex[at])
			return false;
	return true;
}

const char *aid_name(const uint8_t *aid, size_t length)
{
	const char *name = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t n = strlen(rows[i].hex);

		if (n <= longest || (rows[i].whole && n != length * 2))
			continue;
		if (starts_with(aid, length, rows[i].hex)) {
			longest = n;
			name = rows[i].name;
		}
	}
	return name;
}
