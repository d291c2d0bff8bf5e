#include "decode/ins.h"

#include <stdbool.h>

#define ISO "ISO/IEC 7816-4:2005, 5.1.2"
#define ISO13 "ISO/IEC 7816-4:2013, 5.1.2"
#define ISO7 "ISO/IEC 7816-7"
#define ISO8 "ISO/IEC 7816-8"
#define ISO9 "ISO/IEC 7816-9"
#define ISO11 "ISO/IEC 7816-11"
#define ISO13P "ISO/IEC 7816-13"
#define ETSI "ETSI TS 102 221, 10.1.2"
#define GP "GlobalPlatform Card Specification 2.3, 11"
#define EMV "EMV 4.3 Book 3, 6.5"
#define GSM "3GPP TS 51.011, 9.2"
#define PART3 "PC/SC part 3, 3.2.2"
#define DES "NXP DESFire functional specification"

static const struct ins_row rows[] = {
	{0x04, 0x04, INS_ISO, "DEACTIVATE FILE", ISO9},
	{0x06, 0x06, INS_ISO, "DEACTIVATE RECORD", ISO13},
	{0x08, 0x08, INS_ISO, "ACTIVATE RECORD", ISO13},
	{0x0C, 0x0C, INS_ISO, "ERASE RECORD(S)", ISO},
	{0x0E, 0x0F, INS_ISO, "ERASE BINARY", ISO},
	{0x10, 0x10, INS_ISO, "PERFORM SCQL OPERATION", ISO7},
	{0x12, 0x12, INS_ISO, "PERFORM TRANSACTION OPERATION", ISO7},
	{0x14, 0x14, INS_ISO, "PERFORM USER OPERATION", ISO7},
	{0x20, 0x21, INS_ISO, "VERIFY", ISO},
	{0x22, 0x22, INS_ISO, "MANAGE SECURITY ENVIRONMENT", ISO},
	{0x24, 0x25, INS_ISO, "CHANGE REFERENCE DATA", ISO},
	{0x26, 0x26, INS_ISO, "DISABLE VERIFICATION REQUIREMENT", ISO},
	{0x28, 0x28, INS_ISO, "ENABLE VERIFICATION REQUIREMENT", ISO},
	{0x2A, 0x2B, INS_ISO, "PERFORM SECURITY OPERATION", ISO8},
	{0x2C, 0x2D, INS_ISO, "RESET RETRY COUNTER", ISO},
	{0x2E, 0x2F, INS_ISO, "PERFORM BIOMETRIC OPERATION", ISO11},
	{0x33, 0x33, INS_ISO, "COMPARE", ISO13},
	{0x34, 0x35, INS_ISO, "GET ATTRIBUTE", ISO13},
	{0x40, 0x41, INS_ISO, "APPLICATION MANAGEMENT REQUEST", ISO13P},
	{0x44, 0x44, INS_ISO, "ACTIVATE FILE", ISO9},
	{0x46, 0x47, INS_ISO, "GENERATE ASYMMETRIC KEY PAIR", ISO8},
	{0x70, 0x70, INS_ISO, "MANAGE CHANNEL", ISO},
	{0x73, 0x73, INS_ISO, "MANAGE SECURE CHANNEL", ETSI},
	{0x75, 0x75, INS_ISO, "TRANSACT DATA", ETSI},
	{0x82, 0x82, INS_ISO, "EXTERNAL AUTHENTICATE", ISO},
	{0x84, 0x84, INS_ISO, "GET CHALLENGE", ISO},
	{0x86, 0x87, INS_ISO, "GENERAL AUTHENTICATE", ISO},
	{0x88, 0x88, INS_ISO, "INTERNAL AUTHENTICATE", ISO},
	{0x89, 0x89, INS_ISO, "AUTHENTICATE", ETSI},
	{0xA0, 0xA1, INS_ISO, "SEARCH BINARY", ISO},
	{0xA2, 0xA2, INS_ISO, "SEARCH RECORD", ISO},
	{0xA4, 0xA4, INS_ISO, "SELECT", ISO},
	{0xA5, 0xA5, INS_ISO, "SELECT DATA", ISO13},
	{0xB0, 0xB1, INS_ISO, "READ BINARY", ISO},
	{0xB2, 0xB3, INS_ISO, "READ RECORD(S)", ISO},
	{0xC0, 0xC0, INS_ISO, "GET RESPONSE", ISO},
	{0xC2, 0xC3, INS_ISO, "ENVELOPE", ISO},
	{0xCA, 0xCB, INS_ISO, "GET DATA", ISO},
	{0xCC, 0xCD, INS_ISO, "GET NEXT DATA", ISO13},
	{0xCF, 0xCF, INS_ISO, "MANAGE DATA", ISO13},
	{0xD0, 0xD1, INS_ISO, "WRITE BINARY", ISO},
	{0xD2, 0xD2, INS_ISO, "WRITE RECORD", ISO},
	{0xD6, 0xD7, INS_ISO, "UPDATE BINARY", ISO},
	{0xD8, 0xD9, INS_ISO, "PUT NEXT DATA", ISO13},
	{0xDA, 0xDB, INS_ISO, "PUT DATA", ISO},
	{0xDC, 0xDD, INS_ISO, "UPDATE RECORD", ISO},
	{0xDE, 0xDF, INS_ISO, "UPDATE DATA", ISO13},
	{0xE0, 0xE0, INS_ISO, "CREATE FILE", ISO9},
	{0xE2, 0xE2, INS_ISO, "APPEND RECORD", ISO},
	{0xE4, 0xE4, INS_ISO, "DELETE FILE", ISO9},
	{0xE6, 0xE6, INS_ISO, "TERMINATE DF", ISO9},
	{0xE8, 0xE8, INS_ISO, "TERMINATE EF", ISO9},
	{0xEA, 0xEB, INS_ISO, "LOAD APPLICATION", ISO13P},
	{0xEC, 0xED, INS_ISO, "REMOVE APPLICATION", ISO13P},
	{0xEE, 0xEE, INS_ISO, "DELETE DATA", ISO13},
	{0xFE, 0xFE, INS_ISO, "TERMINATE CARD USAGE", ISO9},

	{0x50, 0x50, INS_GP, "INITIALIZE UPDATE", GP},
	{0x78, 0x78, INS_GP, "END R-MAC SESSION", GP},
	{0x7A, 0x7A, INS_GP, "BEGIN R-MAC SESSION", GP},
	{0x82, 0x82, INS_GP, "EXTERNAL AUTHENTICATE", GP},
	{0xCA, 0xCB, INS_GP, "GET DATA", GP},
	{0xD8, 0xD8, INS_GP, "PUT KEY", GP},
	{0xE2, 0xE2, INS_GP, "STORE DATA", GP},
	{0xE4, 0xE4, INS_GP, "DELETE", GP},
	{0xE6, 0xE6, INS_GP, "INSTALL", GP},
	{0xE8, 0xE8, INS_GP, "LOAD", GP},
	{0xF0, 0xF0, INS_GP, "SET STATUS", GP},
	{0xF2, 0xF2, INS_GP, "GET STATUS", GP},

	{0x10, 0x10, INS_UICC, "TERMINAL PROFILE", ETSI},
	{0x12, 0x12, INS_UICC, "FETCH", ETSI},
	{0x14, 0x14, INS_UICC, "TERMINAL RESPONSE", ETSI},
	{0x32, 0x32, INS_UICC, "INCREASE", ETSI},
	{0x76, 0x76, INS_UICC, "SUSPEND UICC", ETSI},
	{0x78, 0x78, INS_UICC, "GET IDENTITY", ETSI},
	{0x7A, 0x7A, INS_UICC, "EXCHANGE CAPABILITIES", ETSI},
	{0xAA, 0xAA, INS_UICC, "TERMINAL CAPABILITY", ETSI},
	{0xC2, 0xC2, INS_UICC, "ENVELOPE", ETSI},
	{0xCB, 0xCB, INS_UICC, "RETRIEVE DATA", ETSI},
	{0xD4, 0xD4, INS_UICC, "RESIZE FILE", ETSI},
	{0xDB, 0xDB, INS_UICC, "SET DATA", ETSI},
	{0xF2, 0xF2, INS_UICC, "STATUS", ETSI},

	{0x16, 0x16, INS_EMV, "CARD BLOCK", EMV},
	{0x18, 0x18, INS_EMV, "APPLICATION UNBLOCK", EMV},
	{0x1E, 0x1E, INS_EMV, "APPLICATION BLOCK", EMV},
	{0x24, 0x24, INS_EMV, "PIN CHANGE/UNBLOCK", EMV},
	{0x2A, 0x2A, INS_EMV, "COMPUTE CRYPTOGRAPHIC CHECKSUM", "EMV Book C-2"},
	{0xA8, 0xA8, INS_EMV, "GET PROCESSING OPTIONS", EMV},
	{0xAE, 0xAE, INS_EMV, "GENERATE APPLICATION CRYPTOGRAM", EMV},
	{0xCA, 0xCA, INS_EMV, "GET DATA", EMV},
	{0xD0, 0xD0, INS_EMV, "RECOVER APPLICATION CRYPTOGRAM", "EMV Book C-2"},
	{0xDA, 0xDA, INS_EMV, "PUT DATA", "EMV Book C-2"},
	{0xEA, 0xEA, INS_EMV, "EXCHANGE RELAY RESISTANCE DATA", "EMV Book C-2"},

	{0x04, 0x04, INS_GSM, "INVALIDATE", GSM},
	{0x10, 0x10, INS_GSM, "TERMINAL PROFILE", GSM},
	{0x12, 0x12, INS_GSM, "FETCH", GSM},
	{0x14, 0x14, INS_GSM, "TERMINAL RESPONSE", GSM},
	{0x20, 0x20, INS_GSM, "VERIFY CHV", GSM},
	{0x24, 0x24, INS_GSM, "CHANGE CHV", GSM},
	{0x26, 0x26, INS_GSM, "DISABLE CHV", GSM},
	{0x28, 0x28, INS_GSM, "ENABLE CHV", GSM},
	{0x2C, 0x2C, INS_GSM, "UNBLOCK CHV", GSM},
	{0x32, 0x32, INS_GSM, "INCREASE", GSM},
	{0x44, 0x44, INS_GSM, "REHABILITATE", GSM},
	{0x88, 0x88, INS_GSM, "RUN GSM ALGORITHM", GSM},
	{0xA2, 0xA2, INS_GSM, "SEEK", GSM},
	{0xA4, 0xA4, INS_GSM, "SELECT", GSM},
	{0xB0, 0xB0, INS_GSM, "READ BINARY", GSM},
	{0xB2, 0xB2, INS_GSM, "READ RECORD", GSM},
	{0xC0, 0xC0, INS_GSM, "GET RESPONSE", GSM},
	{0xC2, 0xC2, INS_GSM, "ENVELOPE", GSM},
	{0xD6, 0xD6, INS_GSM, "UPDATE BINARY", GSM},
	{0xDC, 0xDC, INS_GSM, "UPDATE RECORD", GSM},
	{0xF2, 0xF2, INS_GSM, "STATUS", GSM},
	{0xFA, 0xFA, INS_GSM, "SLEEP", GSM},

	{0x00, 0x00, INS_READER, "vendor's command to the reader", "readers' manuals"},
	{0x20, 0x21, INS_READER, "VERIFY", PART3},
	{0x82, 0x82, INS_READER, "LOAD KEYS", PART3},
	{0x86, 0x86, INS_READER, "GENERAL AUTHENTICATE", PART3},
	{0x88, 0x88, INS_READER, "AUTHENTICATE (older form)", PART3},
	{0xB0, 0xB0, INS_READER, "READ BINARY", PART3},
	{0xC2, 0xC2, INS_READER, "transparent session", PART3},
	{0xCA, 0xCA, INS_READER, "GET DATA", PART3},
	{0xD6, 0xD6, INS_READER, "UPDATE BINARY", PART3},

	{0x0A, 0x0A, INS_DESFIRE, "Authenticate", DES},
	{0x0C, 0x0C, INS_DESFIRE, "Credit", DES},
	{0x1A, 0x1A, INS_DESFIRE, "AuthenticateISO", DES},
	{0x1C, 0x1C, INS_DESFIRE, "LimitedCredit", DES},
	{0x3B, 0x3B, INS_DESFIRE, "WriteRecord", DES},
	{0x3C, 0x3C, INS_DESFIRE, "ReadSig", DES},
	{0x3D, 0x3D, INS_DESFIRE, "WriteData", DES},
	{0x45, 0x45, INS_DESFIRE, "GetKeySettings", DES},
	{0x51, 0x51, INS_DESFIRE, "GetCardUID", DES},
	{0x54, 0x54, INS_DESFIRE, "ChangeKeySettings", DES},
	{0x5A, 0x5A, INS_DESFIRE, "SelectApplication", DES},
	{0x5C, 0x5C, INS_DESFIRE, "SetConfiguration", DES},
	{0x5F, 0x5F, INS_DESFIRE, "ChangeFileSettings", DES},
	{0x60, 0x60, INS_DESFIRE, "GetVersion", DES},
	{0x61, 0x61, INS_DESFIRE, "GetISOFileIDs", DES},
	{0x64, 0x64, INS_DESFIRE, "GetKeyVersion", DES},
	{0x6A, 0x6A, INS_DESFIRE, "GetApplicationIDs", DES},
	{0x6C, 0x6C, INS_DESFIRE, "GetValue", DES},
	{0x6D, 0x6D, INS_DESFIRE, "GetDFNames", DES},
	{0x6E, 0x6E, INS_DESFIRE, "GetFreeMemory", DES},
	{0x6F, 0x6F, INS_DESFIRE, "GetFileIDs", DES},
	{0x71, 0x71, INS_DESFIRE, "AuthenticateEV2First", DES},
	{0x77, 0x77, INS_DESFIRE, "AuthenticateEV2NonFirst", DES},
	{0xA7, 0xA7, INS_DESFIRE, "AbortTransaction", DES},
	{0xAA, 0xAA, INS_DESFIRE, "AuthenticateAES", DES},
	{0xAF, 0xAF, INS_DESFIRE, "AdditionalFrame", DES},
	{0xBB, 0xBB, INS_DESFIRE, "ReadRecord", DES},
	{0xBD, 0xBD, INS_DESFIRE, "ReadData", DES},
	{0xC0, 0xC0, INS_DESFIRE, "CreateCyclicRecordFile", DES},
	{0xC1, 0xC1, INS_DESFIRE, "CreateLinearRecordFile", DES},
	{0xC4, 0xC4, INS_DESFIRE, "ChangeKey", DES},
	{0xC6, 0xC6, INS_DESFIRE, "ChangeKeyEV2", DES},
	{0xC7, 0xC7, INS_DESFIRE, "CommitTransaction", DES},
	{0xCA, 0xCA, INS_DESFIRE, "CreateApplication", DES},
	{0xCB, 0xCB, INS_DESFIRE, "CreateBackupDataFile", DES},
	{0xCC, 0xCC, INS_DESFIRE, "CreateValueFile", DES},
	{0xCD, 0xCD, INS_DESFIRE, "CreateStdDataFile", DES},
	{0xCE, 0xCE, INS_DESFIRE, "CreateTransactionMACFile", DES},
	{0xDA, 0xDA, INS_DESFIRE, "DeleteApplication", DES},
	{0xDB, 0xDB, INS_DESFIRE, "UpdateRecord", DES},
	{0xDC, 0xDC, INS_DESFIRE, "Debit", DES},
	{0xDF, 0xDF, INS_DESFIRE, "DeleteFile", DES},
	{0xEB, 0xEB, INS_DESFIRE, "ClearRecordFile", DES},
	{0xF0, 0xF0, INS_DESFIRE, "PreparePC (proximity check)", DES},
	{0xF2, 0xF2, INS_DESFIRE, "ProximityCheck", DES},
	{0xF5, 0xF5, INS_DESFIRE, "GetFileSettings", DES},
	{0xFC, 0xFC, INS_DESFIRE, "FormatPICC", DES},
	{0xFD, 0xFD, INS_DESFIRE, "VerifyPC (proximity check)", DES},
};

/* The classes of GlobalPlatform and ETSI: 8X, CX, EX. EMV has 8X alone. */
static bool holds(enum ins_family family, uint8_t cla)
{
	uint8_t high = cla >> 4;

	switch (family) {
	case INS_ISO:
		return high < 0x8;
	case INS_GP:
	case INS_UICC:
		return high == 0x8 || high == 0xC || high == 0xE;
	case INS_EMV:
		return high == 0x8;
	case INS_GSM:
		return cla == 0xA0;
	case INS_READER:
		return cla == 0xFF;
	case INS_DESFIRE:
		return cla == 0x90;
	}
	return false;
}

const struct ins_row *ins_next(uint8_t cla, uint8_t ins, size_t *at)
{
	while (*at < sizeof rows / sizeof *rows) {
		const struct ins_row *row = &rows[(*at)++];

		if (ins >= row->first && ins <= row->last && holds(row->family, cla))
			return row;
	}
	return NULL;
}

const char *ins_name(uint8_t cla, uint8_t ins)
{
	size_t at = 0;
	const struct ins_row *row = ins_next(cla, ins, &at);

	return row == NULL ? NULL : row->name;
}
