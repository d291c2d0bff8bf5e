#include "tlv/secured_packet.h"

#include "tlv/basic_value.h"

/* Clauses are those of ETSI TS 102 225. */

/* 5.1.1: the security parameter indicator */
static const struct tlv_bits security[] = {
	{0, 0x03, 0x00, "no RC, CC or DS"},
	{0, 0x03, 0x01, "redundancy check (RC)"},
	{0, 0x03, 0x02, "cryptographic checksum (CC)"},
	{0, 0x03, 0x03, "digital signature (DS)"},
	{0, 0x04, 0x00, "not ciphered"},
	{0, 0x04, 0x04, "ciphered"},
	{0, 0x18, 0x00, "no counter"},
	{0, 0x18, 0x08, "counter not checked"},
	{0, 0x18, 0x10, "counter must be higher than the last one"},
	{0, 0x18, 0x18, "counter must be one higher than the last one"},
	{1, 0x03, 0x00, "no PoR"},
	{1, 0x03, 0x01, "PoR required"},
	{1, 0x03, 0x02, "PoR required if there is an error"},
	{1, 0x03, 0x03, "reserved"},
	{1, 0x0C, 0x00, "no RC, CC or DS in the PoR"},
	{1, 0x0C, 0x04, "RC in the PoR"},
	{1, 0x0C, 0x08, "CC in the PoR"},
	{1, 0x0C, 0x0C, "DS in the PoR"},
	{1, 0x10, 0x10, "PoR ciphered"},
	{1, 0x20, 0x00, "PoR in SMS-DELIVER-REPORT"}, /* 3GPP TS 31.115, 4.2 */
	{1, 0x20, 0x20, "PoR in SMS-SUBMIT"},
	{0},
};

/* 5.1.2 */
static const struct tlv_bits ciphering[] = {
	{0, 0x03, 0x00, "algorithm known implicitly"},
	{0, 0x0F, 0x01, "DES in CBC mode"},
	{0, 0x0F, 0x05, "triple DES in outer-CBC mode, two keys"},
	{0, 0x0F, 0x09, "triple DES in outer-CBC mode, three keys"},
	{0, 0x0F, 0x0D, "DES in ECB mode"},
	{0, 0x0F, 0x02, "AES in CBC mode"},
	{0, 0x03, 0x03, "proprietary algorithm"},
	{0},
};

/* 5.1.3.1 */
static const struct tlv_bits checksums[] = {
	{0, 0x03, 0x00, "algorithm known implicitly"},
	{0, 0x0F, 0x01, "DES in CBC mode"},
	{0, 0x0F, 0x05, "triple DES in outer-CBC mode, two keys"},
	{0, 0x0F, 0x09, "triple DES in outer-CBC mode, three keys"},
	{0, 0x0F, 0x02, "AES CMAC"},
	{0, 0x03, 0x03, "proprietary algorithm"},
	{0},
};

/* 5.1.3.2 */
static const struct tlv_bits redundancy_checks[] = {
	{0, 0x03, 0x00, "algorithm known implicitly"},
	{0, 0x0F, 0x01, "CRC 16"},
	{0, 0x0F, 0x05, "CRC 32"},
	{0, 0x03, 0x03, "proprietary algorithm"},
	{0},
};

/* 5.2, and 3GPP TS 31.115, 7 */
static const struct tlv_bits states[] = {
	{0, 0xFF, 0x00, "PoR OK"},
	{0, 0xFF, 0x01, "RC, CC or DS failed"},
	{0, 0xFF, 0x02, "counter low"},
	{0, 0xFF, 0x03, "counter high"},
	{0, 0xFF, 0x04, "counter blocked"},
	{0, 0xFF, 0x05, "ciphering error"},
	{0, 0xFF, 0x06, "unidentified security error"},
	{0, 0xFF, 0x07, "insufficient memory"},
	{0, 0xFF, 0x08, "more time needed"},
	{0, 0xFF, 0x09, "TAR unknown"},
	{0, 0xFF, 0x0A, "insufficient security level"},
	{0, 0xFF, 0x0B, "the response follows in SMS-SUBMIT"},
	{0, 0xFF, 0x0C, "the response follows in ProcessUnstructuredSS-Request"},
	{0, 0xC0, 0xC0, "proprietary"},
	{0},
};

static void add(struct tlv_fields *fields, size_t length, enum tlv_value value, const char *name,
                const struct tlv_bits *bits)
{
	const struct tlv_part part = {(uint8_t)length, value, name, bits, false};

	(void)tlv_fields_add(fields, &part);
}

/* 5.1.2, 5.1.3: an algorithm, and in b8 to b5 the number of the keys */
static void add_keys(struct tlv_fields *fields, const char *name, const struct tlv_bits *algorithms)
{
	const struct tlv_data byte = {fields->data->bytes + fields->at, 1, .bits = algorithms};
	struct words words = {0};

	if (!fields->cut && fields->at < fields->data->length && algorithms != NULL) {
		code_text(&words, &byte);
		words_add(&words, ", key set %u", byte.bytes[0] >> 4);
	}
	(void)tlv_fields_text(fields, 1, name, words.text);
}

enum {
	COMMAND_HEADER = 13,  /* bytes after its length, without RC, CC or DS: 5.1 */
	RESPONSE_HEADER = 10, /* the same of a response: 5.2 */
	SPI_AT = 3,
	CIPHERED = 0x04,
	RESPONSE_PADDING_AT = 11, /* PCNTR */
	RESPONSE_STATUS_AT = 12,
	STATUS_LAST = 0x0C,
	STATUS_PROPRIETARY = 0xC0,
	STATUS_RESERVED = 0xFF,
};

/* Adds the redundancy check, checksum or signature, whose length follows from that of the header,
 * and the data. */
static void add_secured(struct tlv_fields *fields, unsigned header, unsigned without)
{
	if (header > without)
		add(fields, header - without, VALUE_OPAQUE, "RC/CC/DS", NULL);
	if (!fields->cut)
		tlv_fields_rest(fields, "secured data", "");
}

/* 5.1: what follows the TAR may be ciphered. */
static void add_command(struct tlv_fields *fields, unsigned header, uint8_t indicator)
{
	static const struct tlv_bits *const checks[] = {NULL, redundancy_checks, checksums, NULL};

	add(fields, 2, VALUE_BITS, "SPI", security);
	add_keys(fields, "KIc", ciphering);
	add_keys(fields, "KID", checks[indicator & 3]);
	add(fields, 3, VALUE_OPAQUE, "TAR", NULL);
	if (fields->cut)
		return;
	if (indicator & CIPHERED) {
		tlv_fields_rest(fields, "ciphered data", "CNTR, PCNTR, RC/CC/DS and data");
		return;
	}
	add(fields, 5, VALUE_NUMBER, "CNTR", NULL);
	add(fields, 1, VALUE_NUMBER, "PCNTR", NULL);
	add_secured(fields, header, COMMAND_HEADER);
}

/* 5.2: only the command's SPI says whether its response is ciphered. One that is not has no
 * padding and a status that is defined. */
static void add_response(struct tlv_fields *fields, unsigned header, bool plain)
{
	add(fields, 3, VALUE_OPAQUE, "TAR", NULL);
	if (fields->cut)
		return;
	if (!plain) {
		tlv_fields_rest(fields, "ciphered data", "CNTR, PCNTR, status, RC/CC/DS and data");
		return;
	}
	add(fields, 5, VALUE_NUMBER, "CNTR", NULL);
	add(fields, 1, VALUE_NUMBER, "PCNTR", NULL);
	add(fields, 1, VALUE_CODE, "status", states);
	add_secured(fields, header, RESPONSE_HEADER);
}

static bool is_status(uint8_t status)
{
	return status <= STATUS_LAST || (status >= STATUS_PROPRIETARY && status != STATUS_RESERVED);
}

void secured_packet_details(struct tlv_fields *fields, bool response)
{
	const uint8_t *packet = fields->data->bytes + fields->at;
	size_t left = fields->data->length - fields->at;

	add(fields, 2, VALUE_NUMBER, response ? "RPL" : "CPL", NULL);
	add(fields, 1, VALUE_NUMBER, response ? "RHL" : "CHL", NULL);
	if (fields->cut)
		return;
	if (response)
		add_response(fields, packet[2],
		             left > RESPONSE_STATUS_AT && packet[RESPONSE_PADDING_AT] == 0 &&
		                     is_status(packet[RESPONSE_STATUS_AT]));
	else
		add_command(fields, packet[2], left > SPI_AT ? packet[SPI_AT] : 0);
}
