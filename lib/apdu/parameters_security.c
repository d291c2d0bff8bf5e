#include "apdu/parameters.h"

#include "names/reference.h"
#include "tlv/tlv_tags.h"

static void describe_verify(struct parameters *p, const struct command *c)
{
	words_put(&p->p1,
	          c->apdu.p1 == 0 ? "none" :
	                  c->apdu.p1 == 0xFF ?
	                            "reset the verification status (ISO/IEC 7816-4:2013)" :
	                            "reserved");
	reference_text(&p->p2, c->apdu.p2, c->family);
	words_add(&p->brief, ", %s", p->p2.text);
	if (c->nc == 0 && c->apdu.kind != APDU_INVALID)
		words_put(&p->brief,
		          c->apdu.p1 == 0xFF ? ", reset its state" :
		                               ": query the status and the tries left");
}

static void describe_pin(struct parameters *p, const struct command *c)
{
	static const struct parameter_value change[] = {
		{0, "old and new reference data"},
		{1, "new reference data alone"},
		{0, NULL},
	};
	static const struct parameter_value reset[] = {
		{0, "resetting code and new reference data"},
		{1, "resetting code alone"},
		{2, "new reference data alone"},
		{3, "no data"},
		{0, NULL},
	};
	static const struct parameter_value enable[] = {
		{0, "reference data"}, {1, "no data"}, {0, NULL}};
	uint8_t even = c->apdu.ins & 0xFE;

	words_put(&p->p1,
	          parameter_value_text(even == 0x24         ? change :
	                                       even == 0x2C ? reset :
	                                                      enable,
	                               c->apdu.p1));
	reference_text(&p->p2, c->apdu.p2, c->family);
	words_add(&p->brief, ", %s", p->p2.text);
	/* ETSI TS 102 221, 11.1.13 */
	if (even == 0x2C && c->apdu.p1 == 0 && c->nc == 0 && c->apdu.kind != APDU_INVALID)
		words_put(&p->brief, ": query the tries left");
}

/* 7.5.2 to 7.5.5; 3GPP TS 31.102, 7.1.2.4 for the USIM's AUTHENTICATE */
static void describe_authenticate(struct parameters *p, const struct command *c)
{
	static const struct parameter_value contexts[] = {
		{0x80, "GSM context"},
		{0x81, "3G context"},
		{0x82, "VGCS or VBS context"},
		{0x84, "GBA context"},
		{0x85, "MBMS context"},
		{0x86, "local key establishment"},
		{0, NULL},
	};

	const char *algorithm = piv_algorithm_name(c->apdu.p1);

	if (c->family == FAMILY_PIV && algorithm != NULL)
		words_put(&p->p1, algorithm);
	else if (c->apdu.p1 == 0)
		words_put(&p->p1, "no algorithm given");
	else
		words_add(&p->p1, "algorithm %02X", c->apdu.p1);
	if (family_base(c->family) == FAMILY_UICC && (c->apdu.ins & 0xFE) == 0x88)
		words_put(&p->p2, parameter_value_text(contexts, c->apdu.p2));
	else if (c->family == FAMILY_PIV)
		key_reference_text(&p->p2, c->apdu.p2, c->family);
	else
		reference_text(&p->p2, c->apdu.p2, c->family);
	words_add(&p->brief, ", %s", p->p2.text);
}

/* Yubico's PIV extensions: P2 is the key whose metadata are read, P1 the key to be attested */
static void describe_metadata(struct parameters *p, const struct command *c)
{
	bool attests = c->apdu.ins == 0xF9;
	struct words *key = attests ? &p->p1 : &p->p2, *other = attests ? &p->p2 : &p->p1;

	key_reference_text(key, attests ? c->apdu.p1 : c->apdu.p2, c->family);
	words_put(other, (attests ? c->apdu.p2 : c->apdu.p1) == 0 ? "none" : "reserved");
	words_add(&p->brief, ", %s", key->text);
}

/* 7.5.11, tables 78 and 79 */
static const struct parameter_value templates[] = {
	{0xA4, "authentication (AT)"},
	{0xA6, "key agreement (KAT)"},
	{0xAA, "hash code (HT)"},
	{0xB4, "cryptographic checksum (CCT)"},
	{0xB6, "digital signature (DST)"},
	{0xB8, "confidentiality (CT)"},
	{0, NULL},
};

static void put_uses(struct words *words, uint8_t p1)
{
	static const struct parameter_value bits[] = {
		{0x80, "verification, encipherment, external authentication, key agreement"},
		{0x40, "computation, decipherment, internal authentication, key agreement"},
		{0x20, "secure messaging in responses"},
		{0x10, "secure messaging in commands"},
	};

	words_put(words, "set");
	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++) {
		bool first = p1 >> 4 < bits[i].value >> 3;

		if (p1 & bits[i].value)
			words_add(words, "%s for %s", first ? "" : "; also", bits[i].text);
	}
}

static void describe_environment(struct parameters *p, const struct command *c)
{
	static const struct parameter_value actions[] = {
		{0xF2, "store"},
		{0xF3, "restore"},
		{0xF4, "erase"},
		{0, NULL},
	};

	if ((c->apdu.p1 & 15) == 1) {
		put_uses(&p->p1, c->apdu.p1);
		words_put(&p->p2, parameter_value_text(templates, c->apdu.p2));
		words_add(&p->brief, ": set %s", p->p2.text);
	} else {
		words_put(&p->p1, parameter_value_text(actions, c->apdu.p1));
		words_add(&p->p2, "security environment %u", c->apdu.p2);
		words_add(&p->brief, ": %s %s", p->p1.text, p->p2.text);
	}
}

/* ISO/IEC 7816-8, 11: P1 is the tag of the response data, P2 that of the command data */
static const struct {
	uint8_t p1, p2;
	const char *operation;
} operations[] = {
	{0x9E, 0x9A, "compute digital signature"},
	{0x9E, 0xAC, "compute digital signature"},
	{0x9E, 0xBC, "compute digital signature"},
	{0x80, 0x82, "decipher"},
	{0x80, 0x84, "decipher"},
	{0x80, 0x86, "decipher"},
	{0x82, 0x80, "encipher"},
	{0x84, 0x80, "encipher"},
	{0x86, 0x80, "encipher"},
	{0x90, 0x80, "hash"},
	{0x90, 0xA0, "hash"},
	{0x00, 0xA8, "verify digital signature"},
	{0x00, 0x92, "verify certificate"},
	{0x00, 0xAE, "verify certificate"},
	{0x00, 0xBE, "verify certificate"},
	{0x8E, 0x80, "compute cryptographic checksum"},
	{0x00, 0xA2, "verify cryptographic checksum"},
};

static void put_object(struct words *words, uint8_t tag, const char *none)
{
	const struct tlv_place place = {.parent = TLV_IN_SECURE_MESSAGING};
	bool guess;
	const struct tlv_row *row = tlv_tag_find(tag, &place, &guess);

	/* ISO/IEC 7816-8, 11.5 */
	static const struct parameter_value certificates[] = {
		{0x92, "certificate"},
		{0xAE, "certificate, not self-descriptive"},
		{0xBE, "certificate, self-descriptive"},
		{0, NULL},
	};

	if (tag == 0x00)
		words_put(words, none);
	else if (parameter_value_find(certificates, tag) != NULL)
		words_put(words, parameter_value_find(certificates, tag));
	else if (row != NULL)
		words_put(words, row->name);
	else
		words_add(words, "object %02X", tag);
}

static void describe_operation(struct parameters *p, const struct command *c)
{
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
		if (operations[i].p1 == c->apdu.p1 && operations[i].p2 == c->apdu.p2)
			words_add(&p->brief, ": %s", operations[i].operation);
	words_put(&p->p1, "response: ");
	put_object(&p->p1, c->apdu.p1, "none");
	words_put(&p->p2, "data: ");
	put_object(&p->p2, c->apdu.p2, "none");
}

/* ISO/IEC 7816-8, 11.1 */
static void describe_key_pair(struct parameters *p, const struct command *c)
{
	static const struct parameter_value actions[] = {
		{0x80, "generate the key pair, return the public key"},
		{0x81, "read the public key"},
		{0x82, "generate the key pair, return nothing"},
		{0x00, "generate the key pair"},
		{0, NULL},
	};

	words_put(&p->p1, parameter_value_text(actions, c->apdu.p1));
	if (c->apdu.p2 == 0)
		words_put(&p->p2, "no key given");
	else if (c->family == FAMILY_PIV)
		key_reference_text(&p->p2, c->apdu.p2, c->family);
	else
		words_add(&p->p2, "key %02X", c->apdu.p2);
	words_add(&p->brief, ": %s%s%s", p->p1.text, c->apdu.p2 != 0 ? ", " : "",
	          c->apdu.p2 != 0 ? p->p2.text : "");
}

const struct parameters_row parameters_security[] = {
	{INS_ISO, 0x20, 0xFE, FAMILY_NONE, .describe = describe_verify},
	{INS_ISO, 0x24, 0xFE, FAMILY_NONE, .describe = describe_pin},
	{INS_ISO, 0x2C, 0xFE, FAMILY_NONE, .describe = describe_pin},
	{INS_ISO, 0x26, 0xFF, FAMILY_NONE, .describe = describe_pin},
	{INS_ISO, 0x28, 0xFF, FAMILY_NONE, .describe = describe_pin},
	{INS_ISO, 0x82, 0xFF, FAMILY_NONE, .describe = describe_authenticate},
	{INS_ISO, 0x86, 0xFE, FAMILY_NONE, .describe = describe_authenticate},
	{INS_ISO, 0x88, 0xFE, FAMILY_NONE, .describe = describe_authenticate},
	{INS_ISO, 0x22, 0xFF, FAMILY_NONE, .describe = describe_environment},
	{INS_ISO, 0x2A, 0xFE, FAMILY_NONE, .describe = describe_operation},
	{INS_ISO, 0x46, 0xFE, FAMILY_NONE, .describe = describe_key_pair},
	{INS_ISO, 0xF7, 0xFF, FAMILY_PIV, .describe = describe_metadata},
	{INS_ISO, 0xF9, 0xFF, FAMILY_PIV, .describe = describe_metadata},
	{0},
};
