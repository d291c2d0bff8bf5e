#include "names/family.h"

const char *family_name(enum family family)
{
	static const char *const names[] = {
		[FAMILY_NONE] = "",           [FAMILY_GP] = "GlobalPlatform",
		[FAMILY_UICC] = "UICC",       [FAMILY_SIM] = "SIM",
		[FAMILY_EMV] = "EMV",         [FAMILY_PIV] = "PIV",
		[FAMILY_EMRTD] = "eMRTD",     [FAMILY_OPENPGP] = "OpenPGP",
		[FAMILY_FIDO] = "FIDO",       [FAMILY_OATH] = "OATH",
		[FAMILY_NDEF] = "NDEF",       [FAMILY_PKCS15] = "PKCS#15",
		[FAMILY_DESFIRE] = "DESFire", [FAMILY_READER] = "PC/SC part 3",
		[FAMILY_OTHER] = "",
	};

	return names[family];
}
