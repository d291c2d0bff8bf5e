#include "names/reference.h"

#include <stddef.h>

struct reference_row {
	enum family family;
	uint8_t first, last;
	uint8_t number; /* of the first reference, for "#" */
	const char *name;
};

static const struct reference_row references[] = {
	/* ETSI TS 102 221, 9.5.1, table 9.3 */
	{FAMILY_UICC, 0x01, 0x01, 1, "PIN1"},
	{FAMILY_UICC, 0x02, 0x08, 2, "PIN1 of application #"},
	{FAMILY_UICC, 0x0A, 0x0E, 1, "ADM#"},
	{FAMILY_UICC, 0x11, 0x11, 0, "universal PIN"},
	{FAMILY_UICC, 0x81, 0x81, 1, "PIN2"},
	{FAMILY_UICC, 0x82, 0x88, 2, "PIN2 of application #"},
	{FAMILY_UICC, 0x8A, 0x8E, 6, "ADM#"},
	/* 3GPP TS 51.011, 9.2.9 */
	{FAMILY_SIM, 0x01, 0x02, 1, "CHV#"},
	/* EMV 4.3 Book 3, 6.5.12.2, table 24 */
	{FAMILY_EMV, 0x80, 0x80, 0, "plaintext PIN"},
	{FAMILY_EMV, 0x88, 0x88, 0, "enciphered PIN"},
	/* OpenPGP card 3.4, 7.2.2 */
	{FAMILY_OPENPGP, 0x81, 0x81, 0, "PW1 for signatures"},
	{FAMILY_OPENPGP, 0x82, 0x82, 0, "PW1 for other commands"},
	{FAMILY_OPENPGP, 0x83, 0x83, 0, "PW3 (administrator)"},
	/* NIST SP 800-73-4 part 1, table 4 */
	{FAMILY_PIV, 0x00, 0x00, 0, "global PIN"},
	{FAMILY_PIV, 0x03, 0x03, 0, "PIV secure messaging key, symmetric"},
	{FAMILY_PIV, 0x04, 0x04, 0, "PIV secure messaging key"},
	{FAMILY_PIV, 0x80, 0x80, 0, "PIV application PIN"},
	{FAMILY_PIV, 0x81, 0x81, 0, "PIN unblocking key (PUK)"},
	{FAMILY_PIV, 0x96, 0x96, 0, "first finger"},
	{FAMILY_PIV, 0x97, 0x97, 0, "second finger"},
	{FAMILY_PIV, 0x98, 0x98, 0, "pairing code"},
	{FAMILY_PIV, 0x9A, 0x9A, 0, "PIV authentication key"},
	{FAMILY_PIV, 0x9B, 0x9B, 0, "card administration key"},
	{FAMILY_PIV, 0x9C, 0x9C, 0, "digital signature key"},
	{FAMILY_PIV, 0x9D, 0x9D, 0, "key management key"},
	{FAMILY_PIV, 0x9E, 0x9E, 0, "card authentication key"},
	/* ICAO Doc 9303-11, 4.4.4.1 */
	{FAMILY_EMRTD, 0x01, 0x01, 0, "MRZ"},
	{FAMILY_EMRTD, 0x02, 0x02, 0, "CAN"},
	{FAMILY_EMRTD, 0x03, 0x03, 0, "PIN"},
	{FAMILY_EMRTD, 0x04, 0x04, 0, "PUK"},
};

/* Keys whose numbers may also be those of PINs. */
static const struct reference_row key_rows[] = {
	/* NIST SP 800-73-4 part 1, table 4 */
	{FAMILY_PIV, 0x82, 0x95, 1, "retired key management key #"},
	/* Yubico's PIV extensions */
	{FAMILY_PIV, 0xF9, 0xF9, 0, "attestation key"},
	/* OpenPGP card 3.4, 4.4.3.12: keys in control reference templates */
	{FAMILY_OPENPGP, 0x01, 0x01, 0, "signature key"},
	{FAMILY_OPENPGP, 0x02, 0x02, 0, "decryption key"},
	{FAMILY_OPENPGP, 0x03, 0x03, 0, "authentication key"},
	{FAMILY_OPENPGP, 0x81, 0x81, 0, "attestation key (YubiKey)"},
};

static const struct reference_row *find(const struct reference_row *row, size_t count,
                                        uint8_t reference, enum family family)
{
	for (; count > 0; count--, row++)
		if (reference >= row->first && reference <= row->last &&
		    family_covers(row->family, family))
			return row;
	return NULL;
}

static void put_name(struct words *words, const struct reference_row *row, uint8_t reference)
{
	for (const char *p = row->name; *p != '\0'; p++)
		if (*p == '#')
			words_add(words, "%d", row->number + reference - row->first);
		else
			words_add(words, "%c", *p);
}

/* ISO/IEC 7816-4:2005, 7.5.1, table 65 */
static void put_interindustry(struct words *words, uint8_t reference)
{
	if (reference == 0)
		words_put(words, "no reference given");
	else
		words_add(words, "%s reference %u%s",
		          reference & 0x80 ? "specific (DF)" : "global (MF)", reference & 0x1Fu,
		          reference & 0x60 ? ", reserved bits set" : "");
}

void reference_text(struct words *words, uint8_t reference, enum family family)
{
	const struct reference_row *row =
		find(references, sizeof references / sizeof *references, reference, family);

	if (row != NULL)
		put_name(words, row, reference);
	else
		put_interindustry(words, reference);
}

void key_reference_text(struct words *words, uint8_t reference, enum family family)
{
	const struct reference_row *row =
		find(key_rows, sizeof key_rows / sizeof *key_rows, reference, family);

	if (row == NULL)
		row = find(references, sizeof references / sizeof *references, reference, family);
	if (row != NULL)
		put_name(words, row, reference);
	else
		words_add(words, "key %02X", reference);
}

const char *piv_algorithm_name(uint8_t algorithm)
{
	static const struct {
		uint8_t algorithm;
		const char *name;
	} algorithms[] = {
		{0x00, "3-key triple DES"},
		{0x03, "3-key triple DES"},
		{0x05, "RSA 3072"},
		{0x06, "RSA 1024"},
		{0x07, "RSA 2048"},
		{0x08, "AES-128"},
		{0x0A, "AES-192"},
		{0x0C, "AES-256"},
		{0x11, "ECC P-256"},
		{0x14, "ECC P-384"},
		{0x16, "RSA 4096 (YubiKey)"},
		{0xE0, "Ed25519 (YubiKey)"},
		{0xE1, "X25519 (YubiKey)"},
		{0x27, "cipher suite 2"},
		{0x2E, "cipher suite 7"},
	};

	for (size_t i = 0; i < sizeof algorithms / sizeof *algorithms; i++)
		if (algorithms[i].algorithm == algorithm)
			return algorithms[i].name;
	return NULL;
}
