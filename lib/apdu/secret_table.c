/* The rows of apdu/secret.h; the first one that matches a command decides. */
#include "apdu/secret.h"

/* Any class: a PIN is secret on each logical channel, with command chaining, with secure messaging,
 * in class A0 of GSM and in 80 of EMV. */
#define ANY_CLA .cla_mask = 0x00
#define INTERINDUSTRY .cla_mask = 0x80, .cla = 0x00
#define PROPRIETARY .cla_mask = 0x80, .cla = 0x80
#define CLA(value) .cla_mask = 0xFF, .cla = (value)
#define INS(value) .ins_mask = 0xFF, .ins = (value)
#define EVEN_AND_ODD(value) .ins_mask = 0xFE, .ins = (value)
#define P1(value) .p1_mask = 0xFF, .p1 = (value)
#define P2(value) .p2_mask = 0xFF, .p2 = (value)
#define STARTS(...) \
	.prefix_length = sizeof((uint16_t[]){__VA_ARGS__}) / sizeof(uint16_t), \
	.prefix = {__VA_ARGS__}
/* A byte of a prefix of which some bits do not count. */
#define BUT(bits, value) ((bits) << 8 | (value))

static const struct secret_row rows[] = {
	/* ISO/IEC 7816-4:2005, 7.5.6 to 7.5.10; with odd INS codes the data are in BER-TLV. 3GPP TS
         * 51.011, 9.2.9 to 9.2.13 (CHV, class A0); ETSI TS 102 221, 11.1.9 to 11.1.13; EMV 4.3 Book
         * 3, 6.5.10 (PIN CHANGE/UNBLOCK, 8C or 84 24) and 6.5.12 (VERIFY). */
	{"VERIFY", ANY_CLA, EVEN_AND_ODD(0x20), .reference = 3},
	{"CHANGE REFERENCE DATA", ANY_CLA, EVEN_AND_ODD(0x24), .reference = 3},
	{"DISABLE VERIFICATION REQUIREMENT", ANY_CLA, INS(0x26), .reference = 3},
	{"ENABLE VERIFICATION REQUIREMENT", ANY_CLA, INS(0x28), .reference = 3},
	{"RESET RETRY COUNTER", ANY_CLA, EVEN_AND_ODD(0x2C), .reference = 3},
	/* COMPARE was added in ISO/IEC 7816-4:2013. */
	{"COMPARE", ANY_CLA, INS(0x33)},

	/* PC/SC part 3, supplement for contactless cards: transparent exchange (95: transceive);
         * NXP NTAG213/215/216 data sheet, 10.7: PWD_AUTH */
	{"transparent exchange: PWD_AUTH", CLA(0xFF), INS(0xC2), STARTS(0x95, SECRET_ANY, 0x1B)},
	{"transparent exchange", CLA(0xFF), INS(0xC2), .kind = SECRET_CARRIES, .inner = 2,
         STARTS(0x95)},
	{"transparent session", CLA(0xFF), INS(0xC2), .kind = SECRET_NONE},
	/* ETSI TS 102 223, 6.8.3 and 8.6: the text that a user entered for a GET INPUT (23) whose
         * qualifier forbids to show it */
	{"TERMINAL RESPONSE: hidden input", PROPRIETARY, INS(0x14),
         STARTS(BUT(0x80, 0x01), 0x03, SECRET_ANY, 0x23, BUT(0xFB, 0x04))},
	/* ISO/IEC 7816-4:2005, 7.6.2: ENVELOPE; 3GPP TS 51.011, 9.2.20; ETSI TS 102 221, 11.2.2 */
	{"ENVELOPE", ANY_CLA, EVEN_AND_ODD(0xC2), .kind = SECRET_CARRIES},

	/* PC/SC part 3, 3.2.2.1.4: LOAD KEYS; ACS: CHANGE CODE of memory cards; NXP
         * UM0701-02, 7.3.8: InDataExchange, with a MIFARE key after 60 (A) or 61 (B), the password
         * of an NTAG or MIFARE Ultralight after 1B, or a whole command; 7.3.9 */
	{"LOAD KEYS", CLA(0xFF), INS(0x82)},
	{"CHANGE CODE MEMORY CARD", CLA(0xFF), INS(0xD2), P1(0x00), P2(0x01)},
	{"PN53x: MIFARE key A", CLA(0xFF), INS(0x00), STARTS(0xD4, 0x40, SECRET_ANY, 0x60)},
	{"PN53x: MIFARE key B", CLA(0xFF), INS(0x00), STARTS(0xD4, 0x40, SECRET_ANY, 0x61)},
	/* NXP MF1S70, 8.6: the last block of each sector has both keys; up to block 7F a sector has
         * four blocks, from block 80 on sixteen; A0: write 16 bytes */
	{"PN53x: MIFARE sector trailer", CLA(0xFF), INS(0x00),
         STARTS(0xD4, 0x40, SECRET_ANY, 0xA0, BUT(0x7C, 0x03))},
	{"PN53x: MIFARE sector trailer, 4K", CLA(0xFF), INS(0x00),
         STARTS(0xD4, 0x40, SECRET_ANY, 0xA0, BUT(0x70, 0x8F))},
	{"page of 4 bytes", CLA(0xFF), INS(0xD6), .kind = SECRET_NONE, .nc = 4},
	{"MIFARE sector trailer", CLA(0xFF), INS(0xD6), .p2_mask = 0x83, .p2 = 0x03},
	{"MIFARE sector trailer, 4K", CLA(0xFF), INS(0xD6), .p2_mask = 0x8F, .p2 = 0x8F},
	{"PN53x: PWD_AUTH", CLA(0xFF), INS(0x00), STARTS(0xD4, 0x40, SECRET_ANY, 0x1B)},
	{"PN53x: PWD_AUTH, InCommunicateThru", CLA(0xFF), INS(0x00), STARTS(0xD4, 0x42, 0x1B)},
	{"PN53x: InDataExchange", CLA(0xFF), INS(0x00), .kind = SECRET_CARRIES, .inner = 3,
         STARTS(0xD4, 0x40)},

	/* SpringCard: a MIFARE key after the data, if there are any; the password of an NTAG */
	{"SpringCard MIFARE CLASSIC READ", CLA(0xFF), INS(0xF3)},
	{"SpringCard MIFARE CLASSIC WRITE", CLA(0xFF), INS(0xF4)},
	{"SpringCard MIFARE CLASSIC VALUE", CLA(0xFF), INS(0xF5)},
	{"SpringCard ENCAPSULATE: PWD_AUTH", CLA(0xFF), INS(0xFE), STARTS(0x1B)},

	/* GlobalPlatform Card Specification 2.3, 11.8: PUT KEY; Calypso's CHANGE KEY and CHANGE PIN
         * have the same code */
	{"PUT KEY", ANY_CLA, INS(0xD8)},
	/* EMV Card Personalization Specification 1.1, 2.3 and annex A: data groupings 80xx (keys,
         * PIN), 81xx and 82xx (private keys), 83xx (PIN decipherment keys) in STORE DATA */
	{"STORE DATA: keys, PIN", PROPRIETARY, INS(0xE2), .groupings = true, STARTS(0x80)},
	{"STORE DATA: private key", PROPRIETARY, INS(0xE2), .groupings = true, STARTS(0x81)},
	{"STORE DATA: private key (CRT)", PROPRIETARY, INS(0xE2), .groupings = true, STARTS(0x82)},
	{"STORE DATA: PIN key (CRT)", PROPRIETARY, INS(0xE2), .groupings = true, STARTS(0x83)},
	/* the payment schemes' (84xx and 85xx, contactless) and GlobalPlatform's keys (8F01) */
	{"STORE DATA: other secret", PROPRIETARY, INS(0xE2), .groupings = true,
         STARTS(BUT(0x0F, 0x80))},

	/* 3GPP2 C.S0023 and C.S0016 (IS-683): VALIDATE, blocks 0 and 1: the service programming
         * code to be verified, or a new one */
	{"VALIDATE: service programming code", PROPRIETARY, INS(0xCE),
         STARTS(BUT(0x01, 0x00), 0x03)},

	/* Yubico's PIV extensions: SET MANAGEMENT KEY and IMPORT ASYMMETRIC KEY; tools store the
         * management key in the printed information (NIST SP 800-73-4, 5FC109). Other data objects
         * are not secret. */
	{"PIV SET MANAGEMENT KEY", INTERINDUSTRY, INS(0xFF), P1(0xFF)},
	{"PIV IMPORT ASYMMETRIC KEY", INTERINDUSTRY, INS(0xFE)},
	{"PIV PUT DATA: printed information", INTERINDUSTRY, INS(0xDB), P1(0x3F), P2(0xFF),
         STARTS(0x5C, 0x03, 0x5F, 0xC1, 0x09)},
	{"PIV PUT DATA", INTERINDUSTRY, INS(0xDB), P1(0x3F), P2(0xFF), .kind = SECRET_NONE,
         STARTS(0x5C, 0x03, 0x5F, 0xC1)},
	{"PIV PUT DATA: Yubico's objects", INTERINDUSTRY, INS(0xDB), P1(0x3F), P2(0xFF),
         .kind = SECRET_NONE, STARTS(0x5C, 0x03, 0x5F, 0xFF)},
	{"PIV PUT DATA: biometric group", INTERINDUSTRY, INS(0xDB), P1(0x3F), P2(0xFF),
         .kind = SECRET_NONE, STARTS(0x5C, 0x02, 0x7F, 0x61)},
	/* OpenPGP 3.4.1, 7.2.8: private key (4D) in an extended header list; the later commands of
         * a chain have no tag and cannot be recognized. 4.4.2: keys for secure messaging D1 D2 F4,
         * resetting code D3, AES key D5; in version 1.1 private keys E0 to E2 */
	{"OpenPGP private key", INTERINDUSTRY, INS(0xDB), P1(0x3F), P2(0xFF)},
	{"OpenPGP SM key ENC", INTERINDUSTRY, INS(0xDA), P1(0x00), P2(0xD1)},
	{"OpenPGP SM key MAC", INTERINDUSTRY, INS(0xDA), P1(0x00), P2(0xD2)},
	{"OpenPGP resetting code", INTERINDUSTRY, INS(0xDA), P1(0x00), P2(0xD3)},
	{"OpenPGP AES key", INTERINDUSTRY, INS(0xDA), P1(0x00), P2(0xD5)},
	{"OpenPGP SM keys", INTERINDUSTRY, INS(0xDA), P1(0x00), P2(0xF4)},
	{"OpenPGP 1 private key", INTERINDUSTRY, INS(0xDA), P1(0x00), .p2_mask = 0xFC, .p2 = 0xE0},
	/* Calypso Prime PKI: a key pair of the card's */
	{"Calypso key pair", INTERINDUSTRY, INS(0xDA), P1(0xDF), P2(0x3C)},
	/* MyEID: PINs (P2 01 to 0E) and keys (80 and up); OpenPGP's objects for private use have
         * the same codes */
	{"MyEID PIN or key", INTERINDUSTRY, INS(0xDA), P1(0x01)},

	/* Yubico's OATH: PUT (71 is the name, 73 the key) and SET CODE (73). REGISTER in raw
         * messages of FIDO U2F has the code of PUT, but always 64 bytes of data. */
	{"OATH PUT", INTERINDUSTRY, INS(0x01), P1(0x00), P2(0x00), STARTS(0x71)},
	{"U2F REGISTER", INTERINDUSTRY, INS(0x01), .p1_mask = 0xFC, .p1 = 0x00, P2(0x00),
         .kind = SECRET_NONE, .nc = 64},
	{"OATH PUT, not as documented", INTERINDUSTRY, INS(0x01), P1(0x00), P2(0x00)},
	/* Yubico: the keys of a slot and its access code, which also precedes changes to its NDEF
         * (P1 08, 09) and to the scan codes (12); the lock code of all settings; the management key
         * (7B) and passwords of YubiHSM Auth, whose CALCULATE has the code of SET CODE */
	{"YubiKey slot", INTERINDUSTRY, INS(0x01), .p1_mask = 0xE0, .p1 = 0x00, P2(0x00)},
	{"YubiKey WRITE CONFIG", INTERINDUSTRY, INS(0x1C), P1(0x00), P2(0x00)},
	{"YubiHSM Auth DELETE", INTERINDUSTRY, INS(0x02), P1(0x00), P2(0x00), STARTS(0x7B)},
	{"YubiHSM Auth GET CHALLENGE", INTERINDUSTRY, INS(0x04), P1(0x00), P2(0x00), STARTS(0x71)},
	{"YubiHSM Auth PUT MANAGEMENT KEY", INTERINDUSTRY, INS(0x08), P1(0x00), P2(0x00),
         STARTS(0x7B)},
	{"YubiHSM Auth CHANGE CREDENTIAL PASSWORD", INTERINDUSTRY, INS(0x0B), .p1_mask = 0xFE,
         .p1 = 0x00, P2(0x00)},
	{"OATH SET CODE", INTERINDUSTRY, INS(0x03), P1(0x00), P2(0x00)},
	/* Nitrokey's OATH: VERIFY, CHANGE and SET PIN (80: PIN, 81: new PIN) */
	{"Nitrokey VERIFY PIN", INTERINDUSTRY, INS(0xB2), P1(0x00), P2(0x00), STARTS(0x80)},
	{"Nitrokey CHANGE PIN", INTERINDUSTRY, INS(0xB3), P1(0x00), P2(0x00), STARTS(0x80)},
	{"Nitrokey SET PIN", INTERINDUSTRY, INS(0xB4), P1(0x00), P2(0x00), STARTS(0x80)},
	/* of a password (84), among others; a long one goes on in the next command of a chain */
	{"Nitrokey UPDATE CREDENTIAL", INTERINDUSTRY, INS(0xB7), P1(0x00), P2(0x00)},

	/* NXP, DESFire EV1 and EV2 data sheets: ChangeKey, ChangeKeyEV2, and SetConfiguration with
         * the default key of new applications; MIFARE Plus: WritePerso */
	{"DESFire ChangeKey", CLA(0x90), INS(0xC4)},
	{"DESFire ChangeKeyEV2", CLA(0x90), INS(0xC6)},
	{"DESFire CreateTransactionMACFile", CLA(0x90), INS(0xCE)},
	{"DESFire SetConfiguration: default key", CLA(0x90), INS(0x5C), STARTS(0x01)},
	{"MIFARE Plus WritePerso", CLA(0x90), INS(0xA8)},

	/* MUSCLE applet 0.5: Setup, ImportKey, CreatePIN, VerifyPIN, ChangePIN, UnblockPIN, and
         * writing to the object from which keys are imported */
	{"MUSCLE Setup", CLA(0xB0), INS(0x2A)},
	{"MUSCLE ImportKey", CLA(0xB0), INS(0x32)},
	{"MUSCLE CreatePIN", CLA(0xB0), INS(0x40)},
	{"MUSCLE VerifyPIN", CLA(0xB0), INS(0x42), .reference = 2},
	{"MUSCLE ChangePIN", CLA(0xB0), INS(0x44), .reference = 2},
	{"MUSCLE UnblockPIN", CLA(0xB0), INS(0x46), .reference = 2},
	{"Satochip: import of a seed", CLA(0xB0), INS(0x6C)},
	{"MUSCLE WriteObject: key import", CLA(0xB0), INS(0x54), STARTS(0xFF, 0xFF, 0xFF, 0xFE)},

	/* OpenSC: Cryptoflex's VERIFY KEY; STARCOS's WRITE KEY, whose first command has the header
         * (C1) alone, and EnterSafe's, also of PINs; ePass2003's keys, PIN hash and RSA key */
	{"Cryptoflex VERIFY KEY", CLA(0xF0), INS(0x2A)},
	{"STARCOS WRITE KEY: header", CLA(0x80), INS(0xF4), .kind = SECRET_NONE, .nc = 14,
         STARTS(0xC1, 0x0C)},
	{"STARCOS or EnterSafe WRITE KEY", .cla_mask = 0xFB, .cla = 0x80, INS(0xF4)},
	{"ePass2003 install a key", CLA(0x80), INS(0xE3)},
	{"ePass2003 update a PIN", CLA(0x80), INS(0xE5)},
	{"ePass2003 write a key", CLA(0x80), INS(0xE7)},

	/* NXP SE05x: WriteSymmKey (AES, DES, HMAC) and WriteUserID, and a private part of an EC or
         * RSA key; the upper bits of INS are options. */
	{"SE05x AES key", .cla_mask = 0xFB, .cla = 0x80, .ins_mask = 0x3F, .ins = 0x01,
         .p1_mask = 0x1F, .p1 = 0x03},
	{"SE05x DES or HMAC key", .cla_mask = 0xFB, .cla = 0x80, .ins_mask = 0x3F, .ins = 0x01,
         .p1_mask = 0x1E, .p1 = 0x04},
	{"SE05x user identifier", .cla_mask = 0xFB, .cla = 0x80, .ins_mask = 0x3F, .ins = 0x01,
         .p1_mask = 0x1F, .p1 = 0x07},
	{"SE05x private key", .cla_mask = 0xFB, .cla = 0x80, .ins_mask = 0x3F, .ins = 0x01,
         .p1_mask = 0x40, .p1 = 0x40},

	/* SmartCard-HSM: INITIALIZE DEVICE (80 options, 81 PIN, 82 SO PIN), IMPORT DKEK SHARE */
	{"SmartCard-HSM INITIALIZE DEVICE", CLA(0x80), INS(0x50), P1(0x00), P2(0x00),
         STARTS(0x80, 0x02)},
	/* READ BUFFER of the CAC has the same code, with 01 (tags) or 02 (values) and a length. P2
         * is the key domain of the share, or the number of the CIPURSE key, which is enciphered
         * unless P1 is 00. */
	{"CAC READ BUFFER", CLA(0x80), INS(0x52), .kind = SECRET_NONE, .nc = 2,
         STARTS(BUT(0x03, 0x00))},
	{"SmartCard-HSM IMPORT DKEK SHARE, CIPURSE UPDATE KEY", CLA(0x80), INS(0x52), P1(0x00)},
	{"Pico HSM: import of a seed", CLA(0x80), INS(0x4A), .p1_mask = 0xFC, .p1 = 0x00},
};

const struct secret_row *secret_rows(size_t *count)
{
	*count = sizeof rows / sizeof *rows;
	return rows;
}
