#include "tlv/certificate.h"

#include "tlv/basic_value.h"
#include "tlv/card_value.h"
#include "tlv/gsm_text.h"
#include "tlv/tlv.h"
#include "tlv/tlv_text.h"

#include <string.h>

enum {
	INTEGER = 0x02,
	BIT_STRING = 0x03,
	OID = 0x06,
	UTC_TIME = 0x17,
	GENERALIZED_TIME = 0x18,
	BMP_STRING = 0x1E,
	SEQUENCE = 0x30,
	SET = 0x31,
	VERSION = 0xA0,
};

/* Reads the next object if it has this tag (0: any), with its value as a separate cursor. */
static bool take_object(struct cursor *cursor, uint32_t tag, struct cursor *value)
{
	struct cursor ahead = *cursor;
	struct tlv tlv;
	size_t at;

	if (cursor_left(&ahead) == 0 || tlv_read(&ahead, TLV_BER, &tlv, &at) != TLV_FINE ||
	    (tag != 0 && tlv.tag != tag))
		return false;
	*value = cursor_start(cursor->bytes + tlv.at + tlv.header, tlv.length);
	*cursor = ahead;
	return true;
}

static bool is_oid(const struct cursor *oid, size_t length, const char *bytes)
{
	return oid->length == length && memcmp(oid->bytes, bytes, length) == 0;
}

struct oid_name {
	uint8_t length;
	const char *bytes, *name;
};

/* RFC 5280, 4.1.2.4, and RFC 4519, 2 */
static const struct oid_name attributes[] = {
	{3, "\x55\x04\x03", "CN"},
	{3, "\x55\x04\x04", "SN"},
	{3, "\x55\x04\x05", "serialNumber"},
	{3, "\x55\x04\x06", "C"},
	{3, "\x55\x04\x07", "L"},
	{3, "\x55\x04\x08", "ST"},
	{3, "\x55\x04\x0A", "O"},
	{3, "\x55\x04\x0B", "OU"},
	{3, "\x55\x04\x0C", "title"},
	{3, "\x55\x04\x2A", "GN"},
	{9, "\x2A\x86\x48\x86\xF7\x0D\x01\x09\x01", "emailAddress"},
	{10, "\x09\x92\x26\x89\x93\xF2\x2C\x64\x01\x01", "UID"},
	{10, "\x09\x92\x26\x89\x93\xF2\x2C\x64\x01\x19", "DC"},
};

/* RFC 3279, 4055, 5758 and 8410 */
static const struct oid_name algorithms[] = {
	{9, "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01", "RSA"},
	{9, "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x05", "RSA with SHA-1"},
	{9, "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0A", "RSASSA-PSS"},
	{9, "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0B", "RSA with SHA-256"},
	{9, "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0C", "RSA with SHA-384"},
	{9, "\x2A\x86\x48\x86\xF7\x0D\x01\x01\x0D", "RSA with SHA-512"},
	{7, "\x2A\x86\x48\xCE\x3D\x02\x01", "EC"},
	{7, "\x2A\x86\x48\xCE\x3D\x04\x01", "ECDSA with SHA-1"},
	{8, "\x2A\x86\x48\xCE\x3D\x04\x03\x02", "ECDSA with SHA-256"},
	{8, "\x2A\x86\x48\xCE\x3D\x04\x03\x03", "ECDSA with SHA-384"},
	{8, "\x2A\x86\x48\xCE\x3D\x04\x03\x04", "ECDSA with SHA-512"},
	{3, "\x2B\x65\x70", "Ed25519"},
	{3, "\x2B\x65\x6E", "X25519"},
};

static void put_oid(struct words *words, const struct cursor *oid, const struct oid_name *names,
                    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_oid(oid, names[i].length, names[i].bytes)) {
			words_put(words, names[i].name);
			return;
		}
	oid_text(words, &(struct tlv_data){oid->bytes, oid->length});
}

/* Adds one attribute of a name: its type and its text. */
static bool put_attribute(struct words *words, struct cursor attribute)
{
	struct cursor oid, value;
	uint8_t tag;

	if (!take_object(&attribute, OID, &oid) || !take_object(&attribute, 0, &value))
		return false;
	tag = oid.bytes[oid.length]; /* the value is the next object */
	words_put(words, words->length > 0 ? ", " : "");
	put_oid(words, &oid, attributes, sizeof attributes / sizeof *attributes);
	words_put(words, "=");
	if (tag == BMP_STRING)
		gsm_text_ucs2(words, value.bytes, value.length);
	else
		tlv_put_text(words, value.bytes, value.length);
	return true;
}

static bool add_name(struct tree *tree, node_id field, struct cursor *body, const char *what)
{
	struct words words = {0};
	struct cursor name, set, attribute;
	bool whole = take_object(body, SEQUENCE, &name);

	while (whole && cursor_left(&name) > 0) {
		whole = take_object(&name, SET, &set);
		while (whole && cursor_left(&set) > 0)
			whole = take_object(&set, SEQUENCE, &attribute) &&
				put_attribute(&words, attribute);
	}
	if (whole)
		tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, what,
		         words.length > 0 ? words.text : "empty");
	return whole;
}

/* Adds "2031-12-31 23:59:59 UTC" for YYMMDDHHMMSSZ, or for a year of four digits (4.1.2.5). */
static bool put_time(struct words *words, struct cursor *validity)
{
	struct cursor time;
	bool general = take_object(validity, GENERALIZED_TIME, &time);
	size_t year = general ? 4 : 2;

	if ((!general && !take_object(validity, UTC_TIME, &time)) || time.length != year + 11)
		return false;
	for (size_t i = 0; i + 1 < time.length; i++)
		if (time.bytes[i] < '0' || time.bytes[i] > '9')
			return false;
	const char *d = (const char *)time.bytes;
	words_put(words, general ? "" : d[0] >= '5' ? "19" : "20");
	words_add(words, "%.*s-%.2s-%.2s %.2s:%.2s:%.2s UTC", (int)year, d, d + year, d + year + 2,
	          d + year + 4, d + year + 6, d + year + 8);
	return true;
}

static bool add_validity(struct tree *tree, node_id field, struct cursor *body)
{
	struct words from = {0}, until = {0};
	struct cursor validity;

	if (!take_object(body, SEQUENCE, &validity) || !put_time(&from, &validity) ||
	    !put_time(&until, &validity))
		return false;
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "valid from", from.text);
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "valid until", until.text);
	return true;
}

/* Adds the number of bits in the modulus, without leading zeros. */
static void put_modulus(struct words *words, struct cursor key)
{
	struct cursor rsa, modulus;
	size_t bits, zeros = 0;

	key.at = 1; /* unused bits: none */
	if (key.length == 0 || !take_object(&key, SEQUENCE, &rsa) ||
	    !take_object(&rsa, INTEGER, &modulus))
		return;
	while (zeros < modulus.length && modulus.bytes[zeros] == 0)
		zeros++;
	if (zeros == modulus.length)
		return;
	bits = 8 * (modulus.length - zeros);
	for (uint8_t first = modulus.bytes[zeros]; (first & 0x80) == 0;
	     first = (uint8_t)(first << 1))
		bits--;
	words_add(words, ", %zu bits", bits);
}

static bool add_key(struct tree *tree, node_id field, struct cursor *body)
{
	struct cursor info, algorithm, oid, parameter, key;
	struct words words = {0};

	if (!take_object(body, SEQUENCE, &info) || !take_object(&info, SEQUENCE, &algorithm) ||
	    !take_object(&algorithm, OID, &oid) || !take_object(&info, BIT_STRING, &key))
		return false;
	put_oid(&words, &oid, algorithms, sizeof algorithms / sizeof *algorithms);
	if (strcmp(words.text, "RSA") == 0)
		put_modulus(&words, key);
	else if (strcmp(words.text, "EC") == 0 && take_object(&algorithm, OID, &parameter))
		words_add(&words, ", %s", curve_name(parameter.bytes, parameter.length));
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "public key", words.text);
	return true;
}

enum { SERIAL_MAX = 20 }; /* bytes (4.1.2.2) */

static bool add_serial(struct tree *tree, node_id field, struct cursor *body)
{
	struct words words = {0};
	struct cursor serial;

	(void)take_object(body, VERSION, &serial);
	if (!take_object(body, INTEGER, &serial))
		return false;
	words_hex(&words, serial.bytes, serial.length < SERIAL_MAX ? serial.length : SERIAL_MAX);
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "serial number", words.text);
	return true;
}

static bool add_signature(struct tree *tree, node_id field, struct cursor *body)
{
	struct words words = {0};
	struct cursor algorithm, oid;

	if (!take_object(body, SEQUENCE, &algorithm) || !take_object(&algorithm, OID, &oid))
		return false;
	put_oid(&words, &oid, algorithms, sizeof algorithms / sizeof *algorithms);
	tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "signature", words.text);
	return true;
}

/* Takes objects with these tags, one after the other. */
static bool take_objects(struct cursor *cursor, const uint8_t *tags, size_t count)
{
	struct cursor value;

	for (size_t i = 0; i < count; i++)
		if (!take_object(cursor, tags[i], &value))
			return false;
	return true;
}

bool certificate_is(const uint8_t *bytes, size_t length)
{
	static const uint8_t signed_body[] = {SEQUENCE, SEQUENCE, BIT_STRING};
	/* serial number, signature, issuer, validity, subject, public key */
	static const uint8_t fields[] = {INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE};
	struct cursor input = cursor_start(bytes, length), certificate, body, version;

	if (!take_object(&input, SEQUENCE, &certificate) || cursor_left(&input) > 0)
		return false;
	struct cursor ahead = certificate;
	if (!take_objects(&ahead, signed_body, sizeof signed_body) || cursor_left(&ahead) > 0 ||
	    !take_object(&certificate, SEQUENCE, &body))
		return false;
	(void)take_object(&body, VERSION, &version);
	return take_objects(&body, fields, sizeof fields);
}

void certificate_details(struct tree *tree, node_id field, const struct tlv_data *data)
{
	struct cursor input = cursor_start(data->bytes, data->length), certificate, body;

	if (data->length == 0)
		return;
	if (data->length >= 2 && data->bytes[0] == 0x1F && data->bytes[1] == 0x8B) {
		tree_add(tree, field, NODE_DETAIL, ROLE_PLAIN, "coding", "compressed (gzip)");
		return;
	}
	if (!take_object(&input, SEQUENCE, &certificate) ||
	    !take_object(&certificate, SEQUENCE, &body) || !add_serial(tree, field, &body) ||
	    !add_signature(tree, field, &body) || !add_name(tree, field, &body, "issuer") ||
	    !add_validity(tree, field, &body) || !add_name(tree, field, &body, "subject") ||
	    !add_key(tree, field, &body))
		tree_add(tree, field, NODE_PROBLEM, ROLE_WARNING, "certificate",
		         "not a complete X.509 certificate");
}
