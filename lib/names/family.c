#include "names/family.h"

static const struct {
	const char *name;
	enum family base; /* FAMILY_NONE: not part of another family */
} families[] = {
	[FAMILY_NONE] = {""},
	[FAMILY_GP] = {"GlobalPlatform"},
	[FAMILY_UICC] = {"UICC"},
	[FAMILY_SIM] = {"SIM"},
	[FAMILY_EMV] = {"EMV"},
	[FAMILY_PIV] = {"PIV"},
	[FAMILY_EMRTD] = {"eMRTD"},
	[FAMILY_OPENPGP] = {"OpenPGP"},
	[FAMILY_FIDO] = {"FIDO"},
	[FAMILY_OATH] = {"OATH"},
	[FAMILY_NDEF] = {"NDEF"},
	[FAMILY_PKCS15] = {"PKCS#15"},
	[FAMILY_CALYPSO] = {"Calypso"},
	[FAMILY_DESFIRE] = {"DESFire"},
	[FAMILY_READER] = {"PC/SC part 3"},
	[FAMILY_YUBIKEY] = {"YubiKey"},
	[FAMILY_YUBIHSM] = {"YubiHSM Auth"},
	[FAMILY_SC_HSM] = {"SmartCard-HSM"},
	[FAMILY_CAC] = {"CAC"},
	[FAMILY_MUSCLE] = {"MUSCLE"},
	[FAMILY_CIPURSE] = {"CIPURSE"},
	[FAMILY_BELPIC] = {"Belgian eID"},
	[FAMILY_USIM] = {"USIM", FAMILY_UICC},
	[FAMILY_ISIM] = {"ISIM", FAMILY_UICC},
	[FAMILY_CSIM] = {"CSIM", FAMILY_UICC},
	[FAMILY_VISA] = {"Visa", FAMILY_EMV},
	[FAMILY_MASTERCARD] = {"Mastercard", FAMILY_EMV},
	[FAMILY_AMEX] = {"American Express", FAMILY_EMV},
	[FAMILY_JCB] = {"JCB", FAMILY_EMV},
	[FAMILY_DISCOVER] = {"Discover", FAMILY_EMV},
	[FAMILY_UNIONPAY] = {"UnionPay", FAMILY_EMV},
	[FAMILY_OTHER] = {""},
};

const char *family_name(enum family family)
{
	return families[family].name;
}

enum family family_base(enum family family)
{
	return families[family].base != FAMILY_NONE ? families[family].base : family;
}

bool family_covers(enum family family, enum family application)
{
	return family == application || family == family_base(application);
}
