/* Families of cards and applications that give the same bytes meanings of their own. */
#ifndef NAMES_FAMILY_H
#define NAMES_FAMILY_H

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
	FAMILY_DESFIRE, /* native commands, wrapped */
	FAMILY_READER,  /* pseudo-APDUs to the reader */
	FAMILY_OTHER,   /* an application with a name, but with no tables here */
};

/* "GlobalPlatform", "EMV" …; "" for FAMILY_NONE and FAMILY_OTHER. */
const char *family_name(enum family family);

#endif
