#include "names/sw.h"

#include "base/template.h"

#include <stdio.h>

/* The commands to which a row applies. */
enum when {
	ANY,
	UNKNOWN,      /* the command is unknown */
	READER,       /* CLA FF: a pseudo-APDU to the reader (PC/SC part 3, 3.2.2) */
	READER_BLOCK, /* READ and UPDATE BINARY for the reader */
	DESFIRE,      /* CLA 90: DESFire's native commands, wrapped */
	SIM,          /* CLA A0: GSM 11.11 */
	UICC,         /* CLA 0x, 4x, 8x, Cx, Ex: ETSI TS 102 221, 10.1.1 */
	NOT_UICC,     /* the class or the selected application is not that of a UICC or SIM */
	FIDO,         /* a FIDO application is selected */
	OATH,         /* Yubico's OATH */
	OPENPGP,      /* an OpenPGP card's */
	PIV_GET_DATA, /* INS CB in PIV */
	PIN_ASKED,    /* VERIFY without data: queries the state */
	RESET_ASKED,  /* RESET RETRY COUNTER without data: queries the resetting code's counter */
	PIN,          /* INS 20 to 2D: VERIFY, CHANGE REFERENCE DATA, … */
	PIN_SET,      /* MSE:SET AT, which specifies the password of PACE */
	PACE,         /* GENERAL AUTHENTICATE of an eMRTD */
	UPDATE,       /* INS D6 D7 DC DD: UPDATE BINARY, UPDATE RECORD */
	SELECT,       /* INS A4 */
	READ_RECORD,  /* INS B2 B3 */
	EXTERNAL,     /* INS 82: EXTERNAL AUTHENTICATE */
	AUTHENTICATE, /* INS 88 89 */
	SUSPEND,      /* CLA 8x, INS 76: SUSPEND UICC */
	GP_STATUS,    /* CLA 8x, INS F2: GlobalPlatform's GET STATUS */
	GP_LOAD,      /* CLA 8x, INS E8: GlobalPlatform's LOAD */
	GP_CONTENT,   /* CLA 8x, INS D8 E2 E6 E8: commands of GlobalPlatform that store data */
	GP_DELETE,    /* CLA 8x, INS E4 */
	EMV_GPO,      /* CLA 8x, INS A8: GET PROCESSING OPTIONS */
	CHANNEL,      /* INS 70: MANAGE CHANNEL */
	WHEN_COUNT,
};

#define ISO "ISO/IEC 7816-4, 5.1.3"
#define ISO13 "ISO/IEC 7816-4:2013, 5.1.3"
#define CARD_WANTS "ISO/IEC 7816-4, 8.6.1"
#define FILES "ISO/IEC 7816-9"
#define PART3 "PC/SC part 3, 3.2.2"
#define TS102221 "ETSI TS 102 221, 10.2.1"
#define TS102221_11 "ETSI TS 102 221, 11.1.13"
#define GSM "3GPP TS 51.011, 9.4"
#define USIM "3GPP TS 31.102, 7.3"
#define TETRA "ETSI EN 300 812, 9.4"
#define GP "GlobalPlatform Card Specification 2.3, 11"
#define EMV "EMV 4.3 Book 3, 6.3.5"
#define DES "NXP DESFire functional specification"
#define JAVA "Java Card API, ISO7816"
#define VENDOR "vendors' card operating systems"
#define CTAP "FIDO CTAP 2.1, 11.3.7"
#define YUBICO "Yubico's OATH application protocol"
#define PGP "OpenPGP card 3.4, 7.1"
#define PIV73 "NIST SP 800-73-4 part 2, 3.1.2"
#define PACE_9303 "ICAO Doc 9303-11, 4.4.4"

/* Particular commands first, then single values, then ranges; the first match counts. */
static const struct sw_row status_words[] = {
	{0x9000, 0x9000, ANY, SW_NORMAL, "success", ISO},

	{0x6A82, 0x6A82, READER_BLOCK, SW_CHECKING, "no such block or address", PART3},
	{0x6B00, 0x6B00, READER_BLOCK, SW_CHECKING, "block or address out of range", PART3},
	{0x6C00, 0x6CFF, READER_BLOCK, SW_CHECKING, "wrong Le: %d byte%s available", PART3},
	{0x6282, 0x6282, READER, SW_WARNING, "end of the data before Le bytes", PART3},
	{0x6300, 0x6300, READER, SW_WARNING, "failed, no reason given by the reader", PART3},
	{0x6381, 0x6381, READER, SW_WARNING, "warning while loading", PART3},
	{0x6382, 0x6382, READER, SW_WARNING, "card key not supported", PART3},
	{0x6383, 0x6383, READER, SW_WARNING, "reader key not supported", PART3},
	{0x6384, 0x6384, READER, SW_WARNING, "plain transmission not supported", PART3},
	{0x6385, 0x6385, READER, SW_WARNING, "secured transmission not supported", PART3},
	{0x6386, 0x6386, READER, SW_WARNING, "the reader's volatile memory is not available",
         PART3},
	{0x6387, 0x6387, READER, SW_WARNING, "the reader's non-volatile memory is not available",
         PART3},
	{0x6388, 0x6388, READER, SW_WARNING, "invalid key number", PART3},
	{0x6389, 0x6389, READER, SW_WARNING, "incorrect key length", PART3},
	{0x6581, 0x6581, READER, SW_EXECUTION, "memory failure, the card did not write", PART3},
	{0x6981, 0x6981, READER, SW_CHECKING, "command incompatible with this card", PART3},
	{0x6982, 0x6982, READER, SW_CHECKING, "security status not satisfied", PART3},
	{0x6983, 0x6983, READER, SW_CHECKING, "not authenticated", PART3},
	{0x6984, 0x6984, READER, SW_CHECKING, "the reader's key cannot be used", PART3},
	{0x6986, 0x6986, READER, SW_CHECKING, "command not allowed", PART3},
	{0x6988, 0x6988, READER, SW_CHECKING, "invalid key number", PART3},
	{0x6A81, 0x6A81, READER, SW_CHECKING, "function not supported", PART3},
	{0x6F00, 0x6F00, READER, SW_CHECKING, "other error of the reader", PART3},

	{0x9100, 0x9100, DESFIRE, SW_NORMAL, "DESFire: success", DES},
	{0x910C, 0x910C, DESFIRE, SW_PROPRIETARY, "DESFire: no changes to commit or abort", DES},
	{0x910E, 0x910E, DESFIRE, SW_PROPRIETARY, "DESFire: out of EEPROM", DES},
	{0x911C, 0x911C, DESFIRE, SW_PROPRIETARY, "DESFire: command code not supported", DES},
	{0x911E, 0x911E, DESFIRE, SW_PROPRIETARY, "DESFire: CRC, MAC or padding is wrong", DES},
	{0x9140, 0x9140, DESFIRE, SW_PROPRIETARY, "DESFire: no such key", DES},
	{0x917E, 0x917E, DESFIRE, SW_PROPRIETARY, "DESFire: wrong command length", DES},
	{0x9190, 0x9190, DESFIRE, SW_NORMAL, "DESFire: success, a signature follows", DES},
	{0x919D, 0x919D, DESFIRE, SW_PROPRIETARY, "DESFire: permission denied", DES},
	{0x919E, 0x919E, DESFIRE, SW_PROPRIETARY, "DESFire: wrong parameter", DES},
	{0x91A0, 0x91A0, DESFIRE, SW_PROPRIETARY, "DESFire: application not found", DES},
	{0x91A1, 0x91A1, DESFIRE, SW_PROPRIETARY, "DESFire: the application is damaged", DES},
	{0x91AD, 0x91AD, DESFIRE, SW_PROPRIETARY,
         "DESFire: authentication delayed, try again until the delay is over", DES},
	{0x91AE, 0x91AE, DESFIRE, SW_PROPRIETARY, "DESFire: authentication failed or missing", DES},
	{0x91AF, 0x91AF, DESFIRE, SW_NORMAL, "DESFire: more data, fetch with 90 AF 00 00 00", DES},
	{0x91BE, 0x91BE, DESFIRE, SW_PROPRIETARY,
         "DESFire: beyond the end of the file or record, or the limits of the value", DES},
	{0x91C1, 0x91C1, DESFIRE, SW_PROPRIETARY, "DESFire: the card is damaged", DES},
	{0x91CA, 0x91CA, DESFIRE, SW_PROPRIETARY, "DESFire: the command before was not completed",
         DES},
	{0x91CD, 0x91CD, DESFIRE, SW_PROPRIETARY, "DESFire: the card was disabled by an error",
         DES},
	{0x91CE, 0x91CE, DESFIRE, SW_PROPRIETARY,
         "DESFire: maximum number of applications (28) reached", DES},
	{0x91DE, 0x91DE, DESFIRE, SW_PROPRIETARY, "DESFire: file or application already exists",
         DES},
	{0x91EE, 0x91EE, DESFIRE, SW_PROPRIETARY, "DESFire: EEPROM could not be written", DES},
	{0x91F0, 0x91F0, DESFIRE, SW_PROPRIETARY, "DESFire: file not found", DES},
	{0x91F1, 0x91F1, DESFIRE, SW_PROPRIETARY, "DESFire: the file is damaged", DES},
	{0x9100, 0x91FF, DESFIRE, SW_PROPRIETARY, "DESFire status %x", DES},

	{0x6700, 0x6700, SIM, SW_CHECKING, "SIM: incorrect P3", GSM},
	{0x6700, 0x67FF, SIM, SW_CHECKING, "SIM: incorrect P3, %x is correct or more information",
         GSM},
	{0x6B00, 0x6BFF, SIM, SW_CHECKING, "SIM: incorrect P1 or P2", GSM},
	{0x6D00, 0x6DFF, SIM, SW_CHECKING, "SIM: unknown instruction", GSM},
	{0x6E00, 0x6EFF, SIM, SW_CHECKING, "SIM: wrong class", GSM},
	{0x6F00, 0x6FFF, SIM, SW_EXECUTION, "SIM: technical problem without diagnosis", GSM},
	{0x9101, 0x91FF, SIM, SW_NORMAL,
         "success; proactive command of %d byte%s pending, fetch with A0 12 00 00 %x", GSM},
	{0x9240, 0x9240, SIM, SW_EXECUTION, "SIM: memory problem", GSM},
	{0x9200, 0x920F, SIM, SW_NORMAL, "SIM: success, written after %n internal tries", GSM},
	{0x9300, 0x9300, SIM, SW_PROPRIETARY, "SIM: toolkit is busy, this command cannot run now",
         GSM},

	{0x63C0, 0x63C0, PIN_ASKED, SW_WARNING, "verification required, no tries left: blocked",
         ISO},
	{0x63C1, 0x63C1, PIN_ASKED, SW_WARNING, "verification required, 1 try left", ISO},
	{0x63C0, 0x63CF, PIN_ASKED, SW_WARNING, "verification required, %n tries left", ISO},
	{0x6300, 0x6300, PIN_ASKED, SW_WARNING, "verification required", ISO},
	{0x6983, 0x6983, PIN_ASKED, SW_CHECKING, "blocked, no tries left", ISO},
	{0x63C0, 0x63C0, RESET_ASKED, SW_WARNING, "no tries left for the resetting code: blocked",
         TS102221_11},
	{0x63C1, 0x63C1, RESET_ASKED, SW_WARNING, "1 try left for the resetting code", TS102221_11},
	{0x63C0, 0x63CF, RESET_ASKED, SW_WARNING, "%n tries left for the resetting code",
         TS102221_11},
	{0x63C0, 0x63C0, PIN, SW_WARNING, "verification failed, no tries left: blocked", ISO},
	{0x63C1, 0x63C1, PIN, SW_WARNING, "verification failed, 1 try left", ISO},
	{0x63C0, 0x63CF, PIN, SW_WARNING, "verification failed, %n tries left", ISO},
	{0x6300, 0x6300, PIN, SW_WARNING, "verification failed", ISO},
	{0x63C0, 0x63C0, PIN_SET, SW_WARNING, "set, but the password is blocked", PACE_9303},
	{0x63C1, 0x63C1, PIN_SET, SW_WARNING, "set, 1 try left for the password", PACE_9303},
	{0x63C0, 0x63CF, PIN_SET, SW_WARNING, "set, %n tries left for the password", PACE_9303},
	{0x6283, 0x6283, PIN_SET, SW_WARNING, "set, but the password is deactivated", PACE_9303},
	{0x63C0, 0x63C0, PACE, SW_WARNING, "authentication failed, no tries left: blocked",
         PACE_9303},
	{0x63C1, 0x63C1, PACE, SW_WARNING, "authentication failed, 1 try left", PACE_9303},
	{0x63C0, 0x63CF, PACE, SW_WARNING, "authentication failed, %n tries left", PACE_9303},
	{0x6300, 0x6300, PACE, SW_WARNING, "authentication failed", PACE_9303},
	{0x6100, 0x61FF, OATH, SW_NORMAL, "more data, fetch with SEND REMAINING (00 A5 00 00)",
         YUBICO},
	{0x9100, 0x9100, FIDO, SW_NORMAL,
         "still processing, ask again with NFCCTAP_GETRESPONSE (80 11 00 00)", CTAP},
	{0x6A82, 0x6A82, PIV_GET_DATA, SW_CHECKING, "data object not found", PIV73},
	{0x640E, 0x640E, OPENPGP, SW_EXECUTION, "out of memory", PGP},
	{0x6A84, 0x6A84, GP_CONTENT, SW_CHECKING, "not enough memory", GP},
	{0x6200, 0x6200, GP_DELETE, SW_WARNING, "application logically deleted", GP},
	{0x6983, 0x6983, PIN, SW_CHECKING, "blocked, no tries left", ISO},
	{0x6984, 0x6984, PIN, SW_CHECKING, "reference data not usable", ISO},
	{0x63C0, 0x63CF, UPDATE, SW_WARNING, "written after %n internal tries", TS102221},
	{0x6283, 0x6283, SELECT, SW_WARNING,
         "selected, but deactivated (GlobalPlatform: card locked; EMV: application blocked)", ISO},
	{0x6A81, 0x6A81, SELECT, SW_CHECKING,
         "function not supported (GlobalPlatform: card locked; EMV: card blocked)", ISO},
	{0x6999, 0x6999, SELECT, SW_CHECKING, "Java Card: the applet refused to be selected", JAVA},
	{0x6A83, 0x6A83, READ_RECORD, SW_CHECKING,
         "record not found (the end of a list of records)", ISO},
	{0x6300, 0x6300, EXTERNAL, SW_WARNING, "authentication failed", EMV},
	{0x6985, 0x6985, EMV_GPO, SW_CHECKING,
         "conditions of use not satisfied (EMV: try the next application)", EMV},
	{0x6200, 0x6200, CHANNEL, SW_WARNING,
         "no information given (GlobalPlatform: the channel is closed already)", GP},
	{0x6310, 0x6310, GP_STATUS, SW_WARNING, "more data, repeat with P2 for the next", GP},
	{0x6438, 0x6438, GP_LOAD, SW_EXECUTION, "an imported package is not available", GP},
	{0x9862, 0x9862, AUTHENTICATE, SW_PROPRIETARY, "authentication error, incorrect MAC", USIM},
	{0x9864, 0x9864, AUTHENTICATE, SW_PROPRIETARY,
         "authentication error, security context not supported", USIM},
	{0x9864, 0x9864, SUSPEND, SW_PROPRIETARY, "the minimum suspension time is too long",
         TS102221},

	{0x6200, 0x6200, ANY, SW_WARNING, "warning, no information given; memory unchanged", ISO},
	{0x6281, 0x6281, ANY, SW_WARNING, "part of the data may be corrupted", ISO},
	{0x6282, 0x6282, ANY, SW_WARNING,
         "end of the file or record before Ne bytes, or search unsuccessful", ISO},
	{0x6283, 0x6283, ANY, SW_WARNING, "selected file deactivated", ISO},
	{0x6284, 0x6284, ANY, SW_WARNING, "control information not formatted by the standard", ISO},
	{0x6285, 0x6285, ANY, SW_WARNING, "selected file in termination state", ISO},
	{0x6286, 0x6286, ANY, SW_WARNING, "no input from a sensor on the card", ISO},
	{0x6287, 0x6287, ANY, SW_WARNING, "at least one of the records is deactivated", ISO13},
	{0x62F1, 0x62F1, ANY, SW_WARNING, "more data available", TS102221},
	{0x62F2, 0x62F2, ANY, SW_WARNING, "more data available, proactive command pending",
         TS102221},
	{0x62F3, 0x62F3, ANY, SW_WARNING, "response data available", TS102221},
	{0x6202, 0x6280, ANY, SW_WARNING, "the card wants to send a query of %d byte%s",
         CARD_WANTS},
	{0x6200, 0x62FF, ANY, SW_WARNING, "warning, unknown qualifier %x; memory unchanged", ISO},

	{0x6300, 0x6300, ANY, SW_WARNING,
         "warning, no information given; memory changed (or authentication failed)", ISO},
	{0x6310, 0x6310, ANY, SW_WARNING,
         "warning, unknown qualifier 10 (GlobalPlatform: more data available)", GP},
	{0x6340, 0x6340, ANY, SW_WARNING, "comparison unsuccessful", ISO13},
	{0x6381, 0x6381, ANY, SW_WARNING, "file filled up by the last write", ISO},
	{0x63C0, 0x63C0, ANY, SW_WARNING, "counter 0 (after VERIFY: no tries left, blocked)", ISO},
	{0x63C0, 0x63CF, ANY, SW_WARNING,
         "counter %n (after VERIFY: tries left; after an update: internal tries)", ISO},
	{0x63F1, 0x63F1, ANY, SW_WARNING, "more data expected", TS102221},
	{0x63F2, 0x63F2, ANY, SW_WARNING, "more data expected, proactive command pending",
         TS102221},
	{0x6300, 0x63FF, ANY, SW_WARNING, "warning, unknown qualifier %x; memory changed", ISO},

	{0x6400, 0x6400, ANY, SW_EXECUTION,
         "execution error, no information given; memory unchanged", ISO},
	{0x6401, 0x6401, ANY, SW_EXECUTION, "the card requires an immediate response", ISO},
	{0x6481, 0x6481, ANY, SW_EXECUTION, "shared access to the logical channel denied", ISO13},
	{0x6482, 0x6482, ANY, SW_EXECUTION, "opening of the logical channel denied", ISO13},
	{0x6402, 0x6480, ANY, SW_EXECUTION, "aborted, the card wants to send a query of %d byte%s",
         CARD_WANTS},
	{0x6400, 0x64FF, ANY, SW_EXECUTION,
         "execution error, unknown qualifier %x; memory unchanged", ISO},
	{0x6500, 0x6500, ANY, SW_EXECUTION, "execution error, no information given; memory changed",
         ISO},
	{0x6581, 0x6581, ANY, SW_EXECUTION, "memory failure, could not write", ISO},
	{0x6500, 0x65FF, ANY, SW_EXECUTION, "execution error, unknown qualifier %x; memory changed",
         ISO},
	{0x6600, 0x66FF, ANY, SW_EXECUTION, "security-related issue %x", ISO},

	{0x6100, 0x6100, ANY, SW_NORMAL,
         "success; 256 bytes of response or more, fetch with GET RESPONSE (Le 00)", ISO},
	{0x6100, 0x61FF, ANY, SW_NORMAL,
         "success; %d byte%s of response, fetch with GET RESPONSE (Le %x)", ISO},

	{0x6700, 0x6700, ANY, SW_CHECKING, "wrong length", ISO},
	{0x6701, 0x6701, ANY, SW_CHECKING, "the command's format does not follow the standard",
         ISO13},
	{0x6702, 0x6702, ANY, SW_CHECKING, "Lc is not the expected one", ISO13},
	{0x6700, 0x67FF, ANY, SW_PROPRIETARY, "wrong length, %x is the card's own qualifier", ISO},
	{0x6800, 0x6800, ANY, SW_CHECKING, "function in CLA not supported, no information given",
         ISO},
	{0x6881, 0x6881, ANY, SW_CHECKING, "logical channel not supported", ISO},
	{0x6882, 0x6882, ANY, SW_CHECKING, "secure messaging not supported", ISO},
	{0x6883, 0x6883, ANY, SW_CHECKING, "last command of the chain expected", ISO},
	{0x6884, 0x6884, ANY, SW_CHECKING, "command chaining not supported", ISO},
	{0x6800, 0x68FF, ANY, SW_CHECKING, "function in CLA not supported, unknown qualifier %x",
         ISO},
	{0x6900, 0x6900, ANY, SW_CHECKING, "command not allowed, no information given", ISO},
	{0x6981, 0x6981, ANY, SW_CHECKING, "command incompatible with the file's structure", ISO},
	{0x6982, 0x6982, ANY, SW_CHECKING, "security status not satisfied", ISO},
	{0x6983, 0x6983, ANY, SW_CHECKING, "authentication method blocked", ISO},
	{0x6984, 0x6984, ANY, SW_CHECKING, "reference data not usable", ISO},
	{0x6985, 0x6985, ANY, SW_CHECKING, "conditions of use not satisfied", ISO},
	{0x6986, 0x6986, ANY, SW_CHECKING, "command not allowed, no current EF", ISO},
	{0x6987, 0x6987, ANY, SW_CHECKING, "secure messaging objects are missing", ISO},
	{0x6988, 0x6988, ANY, SW_CHECKING, "secure messaging objects are incorrect", ISO},
	{0x6989, 0x6989, ANY, SW_CHECKING, "command not allowed, secure channel insufficient",
         TS102221},
	{0x6999, 0x6999, ANY, SW_CHECKING,
         "command not allowed (Java Card: no applet could be selected)", JAVA},
	{0x6900, 0x69FF, ANY, SW_CHECKING, "command not allowed, unknown qualifier %x", ISO},
	{0x6A00, 0x6A00, ANY, SW_CHECKING, "wrong parameters P1 P2, no information given", ISO},
	{0x6A80, 0x6A80, ANY, SW_CHECKING, "incorrect parameters in the command's data", ISO},
	{0x6A81, 0x6A81, ANY, SW_CHECKING, "function not supported", ISO},
	{0x6A82, 0x6A82, ANY, SW_CHECKING, "file or application not found", ISO},
	{0x6A83, 0x6A83, ANY, SW_CHECKING, "record not found", ISO},
	{0x6A84, 0x6A84, ANY, SW_CHECKING, "not enough memory in the file", ISO},
	{0x6A85, 0x6A85, ANY, SW_CHECKING, "Lc inconsistent with the TLV structure", ISO},
	{0x6A86, 0x6A86, ANY, SW_CHECKING, "incorrect parameters P1 P2", ISO},
	{0x6A87, 0x6A87, ANY, SW_CHECKING, "Lc inconsistent with P1 P2", ISO},
	{0x6A88, 0x6A88, ANY, SW_CHECKING, "referenced data not found", ISO},
	{0x6A89, 0x6A89, ANY, SW_CHECKING, "file already exists", FILES},
	{0x6A8A, 0x6A8A, ANY, SW_CHECKING, "DF name already exists", FILES},
	{0x6A00, 0x6AFF, ANY, SW_CHECKING, "wrong parameters P1 P2, unknown qualifier %x", ISO},
	{0x6B00, 0x6B00, ANY, SW_CHECKING, "wrong parameters P1 P2 (offset outside the EF)", ISO},
	{0x6B00, 0x6BFF, ANY, SW_PROPRIETARY,
         "wrong parameters P1 P2, %x is the card's own qualifier", ISO},
	{0x6C00, 0x6CFF, ANY, SW_CHECKING, "wrong Le: %d byte%s available, send again with Le %x",
         ISO},
	{0x6D00, 0x6D00, ANY, SW_CHECKING, "instruction not supported or invalid", ISO},
	{0x6D00, 0x6DFF, ANY, SW_PROPRIETARY,
         "instruction not supported, %x is the card's own qualifier", ISO},
	{0x6E00, 0x6E00, ANY, SW_CHECKING, "class not supported", ISO},
	{0x6E00, 0x6EFF, ANY, SW_PROPRIETARY, "class not supported, %x is the card's own qualifier",
         ISO},
	{0x6F00, 0x6F00, ANY, SW_CHECKING, "no precise diagnosis", ISO},
	{0x6F00, 0x6FFF, ANY, SW_PROPRIETARY,
         "no precise diagnosis, %x is the card's own qualifier", ISO},

	{0x9101, 0x91FF, UICC, SW_NORMAL,
         "success; proactive command of %d byte%s pending, fetch with 80 12 00 00 %x", TS102221},
	{0x9100, 0x9100, UNKNOWN, SW_PROPRIETARY, "DESFire: success", DES},
	{0x91AF, 0x91AF, UNKNOWN, SW_PROPRIETARY,
         "SIM: proactive command of %d byte%s pending; DESFire: more data", TS102221},
	{0x9101, 0x91FF, UNKNOWN, SW_PROPRIETARY,
         "SIM: proactive command of %d byte%s pending; DESFire: status %x", TS102221},
	{0x9200, 0x9FFF, NOT_UICC, SW_PROPRIETARY, "proprietary", ISO},
	{0x9210, 0x9210, ANY, SW_PROPRIETARY, "proprietary (old cards: not enough memory)", VENDOR},
	{0x9240, 0x9240, ANY, SW_PROPRIETARY, "proprietary (SIM: memory problem)", GSM},
	{0x9200, 0x92FF, UICC, SW_NORMAL, "success, information %x on the ongoing data transfer",
         TS102221},
	{0x9300, 0x9300, ANY, SW_PROPRIETARY, "SIM toolkit is busy, this command cannot run now",
         TS102221},
	{0x9400, 0x9400, ANY, SW_PROPRIETARY, "SIM: no EF selected", GSM},
	{0x9402, 0x9402, ANY, SW_PROPRIETARY, "SIM: address out of range", GSM},
	{0x9404, 0x9404, ANY, SW_PROPRIETARY, "SIM: file or pattern not found", GSM},
	{0x9408, 0x9408, ANY, SW_PROPRIETARY, "SIM: file inconsistent with the command", GSM},
	{0x9484, 0x9484, ANY, SW_PROPRIETARY, "GlobalPlatform: algorithm not supported", GP},
	{0x9485, 0x9485, ANY, SW_PROPRIETARY, "GlobalPlatform: invalid key check value", GP},
	{0x9802, 0x9802, ANY, SW_PROPRIETARY, "SIM: no PIN (CHV) is initialised", GSM},
	{0x9804, 0x9804, ANY, SW_PROPRIETARY,
         "SIM: access not allowed, wrong PIN (tries left) or authentication failed", GSM},
	{0x9808, 0x9808, ANY, SW_PROPRIETARY, "SIM: not possible in this state of the PIN", GSM},
	{0x9810, 0x9810, ANY, SW_PROPRIETARY, "SIM: not possible in this invalidation state", GSM},
	{0x9840, 0x9840, ANY, SW_PROPRIETARY, "SIM: PIN (or unblocking) blocked, no tries left",
         GSM},
	{0x9850, 0x9850, ANY, SW_PROPRIETARY, "cannot increase, the maximum is reached", TS102221},
	{0x9860, 0x9860, ANY, SW_PROPRIETARY, "TETRA: manipulation flag set", TETRA},
	{0x9862, 0x9862, ANY, SW_PROPRIETARY,
         "authentication error of the application (USIM: incorrect MAC)", TS102221},
	{0x9863, 0x9863, ANY, SW_PROPRIETARY, "security session or association expired", TS102221},
	{0x9864, 0x9864, ANY, SW_PROPRIETARY,
         "security context not supported (AUTHENTICATE); suspension time too long (SUSPEND UICC)",
         USIM},
	{0x9865, 0x9865, ANY, SW_PROPRIETARY, "key freshness failure", USIM},
	{0x9866, 0x9866, ANY, SW_PROPRIETARY, "authentication error, no memory available", USIM},
	{0x9867, 0x9867, ANY, SW_PROPRIETARY, "authentication error, no memory available in EF MUK",
         USIM},
	{0x9870, 0x9870, ANY, SW_PROPRIETARY, "TETRA: authentication of the network failed", TETRA},
	{0x9E00, 0x9EFF, ANY, SW_PROPRIETARY, "SIM: data download error, %d byte%s of response",
         GSM},
	{0x9F00, 0x9FFF, ANY, SW_NORMAL,
         "SIM: success; %d byte%s of response, fetch with A0 C0 00 00 %x", GSM},
	{0x9000, 0x90FF, ANY, SW_PROPRIETARY, "proprietary (of 90xx only 9000 is standard)", ISO},
	{0x9000, 0x9FFF, ANY, SW_PROPRIETARY, "proprietary", ISO},
	{0x0000, 0xFFFF, ANY, SW_INVALID, "no valid status word (SW1 is 61 to 6F or 90 to 9F)",
         "ISO/IEC 7816-3, 10.3.3"},
};

/* The commands that a condition applies to. */
struct condition {
	uint8_t cla_mask, cla; /* COMMON excludes the classes of DESFire and of the reader */
	enum scope {
		ALL,    /* the class as given */
		COMMON, /* any class except DESFire's and the reader's */
		GLOBAL, /* like COMMON, but proprietary classes only */
	} scope;
	uint8_t ins[6], count; /* none: any */
	uint8_t ins_mask;
	enum family family; /* FAMILY_NONE: any */
	int p1_p2;          /* -1: any */
	bool no_data;       /* only without a data field */
};

#define INS(...) .ins = {__VA_ARGS__}, .count = sizeof((uint8_t[]){__VA_ARGS__})

static const struct condition conditions[WHEN_COUNT] = {
	[READER] = {0xFF, 0xFF, .p1_p2 = -1},
	[READER_BLOCK] = {0xFF, 0xFF, INS(0xB0, 0xD6), .ins_mask = 0xFF, .p1_p2 = -1},
	[DESFIRE] = {0xFF, 0x90, .p1_p2 = -1},
	[SIM] = {0xFF, 0xA0, .p1_p2 = -1},
	[FIDO] = {.scope = COMMON, .family = FAMILY_FIDO, .p1_p2 = -1},
	[OATH] = {.scope = COMMON, .family = FAMILY_OATH, .p1_p2 = -1},
	[OPENPGP] = {.scope = COMMON, .family = FAMILY_OPENPGP, .p1_p2 = -1},
	[PIV_GET_DATA] =
		{.scope = COMMON, INS(0xCB), .ins_mask = 0xFF, .family = FAMILY_PIV, .p1_p2 = -1},
	[PIN_ASKED] = {.scope = COMMON, INS(0x20), .ins_mask = 0xFE, .p1_p2 = -1, .no_data = true},
	[RESET_ASKED] =
		{.scope = COMMON, INS(0x2C), .ins_mask = 0xFE, .p1_p2 = -1, .no_data = true},
	[PIN] = {.scope = COMMON, INS(0x20, 0x24, 0x26, 0x28, 0x2C), .ins_mask = 0xFE, .p1_p2 = -1},
	[PIN_SET] = {.scope = COMMON, INS(0x22), .ins_mask = 0xFF, .p1_p2 = 0xC1A4},
	[PACE] =
		{.scope = COMMON, INS(0x86), .ins_mask = 0xFE, .family = FAMILY_EMRTD, .p1_p2 = -1},
	[UPDATE] = {.scope = COMMON, INS(0xD6, 0xDC), .ins_mask = 0xFE, .p1_p2 = -1},
	[SELECT] = {.scope = COMMON, INS(0xA4), .ins_mask = 0xFF, .p1_p2 = -1},
	[READ_RECORD] = {.scope = COMMON, INS(0xB2), .ins_mask = 0xFE, .p1_p2 = -1},
	[EXTERNAL] = {.scope = COMMON, INS(0x82), .ins_mask = 0xFF, .p1_p2 = -1},
	[AUTHENTICATE] = {.scope = COMMON, INS(0x88), .ins_mask = 0xFE, .p1_p2 = -1},
	[SUSPEND] = {.scope = GLOBAL, INS(0x76), .ins_mask = 0xFF, .p1_p2 = -1},
	[GP_STATUS] = {.scope = GLOBAL, INS(0xF2), .ins_mask = 0xFF, .p1_p2 = -1},
	[GP_LOAD] = {.scope = GLOBAL, INS(0xE8), .ins_mask = 0xFF, .p1_p2 = -1},
	[GP_CONTENT] = {.scope = GLOBAL,
                        INS(0xD8, 0xE2, 0xE6, 0xE8),
                        .ins_mask = 0xFF,
                        .p1_p2 = -1},
	[GP_DELETE] = {.scope = GLOBAL, INS(0xE4), .ins_mask = 0xFF, .p1_p2 = -1},
	[EMV_GPO] = {.scope = GLOBAL, INS(0xA8), .ins_mask = 0xFF, .p1_p2 = -1},
	[CHANNEL] = {.scope = COMMON, INS(0x70), .ins_mask = 0xFF, .p1_p2 = -1},
};

static bool is_uicc_class(uint8_t cla)
{
	uint8_t high = cla >> 4;

	return high == 0x0 || high == 0x4 || high == 0x6 || high == 0x8 || high == 0xC ||
		high == 0xE;
}

static bool is_class(const struct condition *condition, uint8_t cla)
{
	bool common = cla != 0x90 && cla != 0xFF;

	if (condition->scope == ALL)
		return (cla & condition->cla_mask) == condition->cla;
	return common && (condition->scope == COMMON || cla >= 0x80);
}

/* Returns whether the application may be on a UICC: its own applications, a security domain, a
 * toolkit applet. */
static bool is_on_uicc(enum family family)
{
	return family == FAMILY_NONE || family == FAMILY_OTHER || family == FAMILY_GP ||
		family == FAMILY_SIM || family_covers(FAMILY_UICC, family);
}

static bool is_instruction(const struct condition *condition, uint8_t ins)
{
	for (size_t i = 0; i < condition->count; i++)
		if ((ins & condition->ins_mask) == condition->ins[i])
			return true;
	return condition->count == 0;
}

static bool holds(enum when when, const struct sw_context *context)
{
	const struct condition *condition = &conditions[when];

	if (when == ANY)
		return true;
	if (context == NULL || !context->known)
		return when == UNKNOWN;
	if (when == UICC || when == NOT_UICC)
		return is_uicc_class(context->cla) && is_on_uicc(context->family) ?
			when == UICC :
			when == NOT_UICC && context->cla != 0xA0;
	return when != UNKNOWN && is_class(condition, context->cla) &&
		is_instruction(condition, context->ins) &&
		(condition->p1_p2 < 0 || condition->p1_p2 == (context->p1 << 8 | context->p2)) &&
		(condition->family == FAMILY_NONE ||
	         family_covers(condition->family, context->family)) &&
		(!condition->no_data || !context->has_data);
}

const struct sw_row *sw_find(uint16_t sw, const struct sw_context *context)
{
	const struct sw_row *row = status_words;

	/* always ends, as the last row applies to everything */
	while (sw < row->first || sw > row->last || !holds((enum when)row->when, context))
		row++;
	return row;
}

static int print_sw2(char *out, size_t size, char field, const void *self)
{
	const unsigned sw2 = *(const uint16_t *)self & 0xFF;

	if (field == 'x')
		return snprintf(out, size, "%02X", sw2);
	if (field == 's')
		return snprintf(out, size, "%s", sw2 == 1 ? "" : "s");
	if (field == 'n')
		return snprintf(out, size, "%u", sw2 & 15);
	return snprintf(out, size, "%u", sw2 == 0 ? 256 : sw2);
}

size_t sw_text(const struct sw_row *row, uint16_t sw, char *out, size_t size)
{
	return template_text(row->text, out, size, print_sw2, &sw);
}

const char *sw_class_name(enum sw_class class)
{
	static const char *const names[] = {
		[SW_NORMAL] = "normal",
		[SW_WARNING] = "warning",
		[SW_EXECUTION] = "execution error",
		[SW_CHECKING] = "checking error",
		[SW_PROPRIETARY] = "proprietary",
		[SW_INVALID] = "invalid",
	};

	return names[class];
}
