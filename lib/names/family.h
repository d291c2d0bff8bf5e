/* Families of cards and applications that give the same bytes meanings of their own. */
#ifndef NAMES_FAMILY_H
#define NAMES_FAMILY_H

#include <stdbool.h>

enum family {
	FAMILY_NONE, /* ISO/IEC 7816 alone, or not known */
	FAMILY_GP,   /* GlobalPlatform: a security domain */
	FAMILY_UICC, /* ETSI TS 102 221, 3GPP USIM, ISIM … */
	FAMILY_SIM,  /* 3GPP TS 51.011 (GSM 11.11) */
	FAMILY_EMV,
	FAMILY_PIV,   /* NIST SP 800-73 */
	FAMILY_EMRTD, /* ICAO Doc 9303 */
	FAMILY_OPENPGP,
	FAMILY_FIDO, /* U2F and CTAP over NFC */
	FAMILY_OATH, /* Yubico's OATH application */
	FAMILY_NDEF, /* NFC Forum type 4 tag */
	FAMILY_PKCS15,
	FAMILY_CALYPSO,
	FAMILY_DESFIRE, /* native commands, wrapped */
	FAMILY_READER,  /* pseudo-APDUs to the reader */
	FAMILY_YUBIKEY, /* the management and OTP applications */
	FAMILY_YUBIHSM, /* YubiHSM Auth */
	FAMILY_SC_HSM,  /* SmartCard-HSM */
	FAMILY_CAC,     /* GSC-IS */
	FAMILY_MUSCLE,  /* MUSCLE applet, CoolKey, Satochip */
	FAMILY_CIPURSE,
	FAMILY_BELPIC, /* Belgian eID */
	/* parts of a family, which have its meanings and more */
	FAMILY_USIM,
	FAMILY_ISIM,
	FAMILY_CSIM, /* 3GPP2 C.S0065; also the files of an R-UIM (C.S0023) */
	FAMILY_VISA,
	FAMILY_MASTERCARD,
	FAMILY_AMEX,
	FAMILY_JCB,
	FAMILY_DISCOVER,
	FAMILY_UNIONPAY,
	FAMILY_OTHER, /* an application with a name, but with no tables here */
};

/* Returns "GlobalPlatform", "EMV" …; "" for FAMILY_NONE and FAMILY_OTHER. */
const char *family_name(enum family family);

/* Returns the family that this one is a part of: FAMILY_EMV for FAMILY_VISA; else itself. */
enum family family_base(enum family family);

/* Returns true if the meanings of family hold for an application of the other one. */
bool family_covers(enum family family, enum family application);

#endif
