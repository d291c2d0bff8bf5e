#include "apdu/parameters.h"

/* The three keys of an application, by what they allow */
static const struct parameter_value keys[] = {
	{1, "key 1 (personalization)"},
	{2, "key 2 (reload)"},
	{3, "key 3 (debit)"},
	{0, NULL},
};

enum { EXTENDED = 2, PKI = 3 }; /* in b3 to b1 of P2 of OPEN SECURE SESSION */

static void put_sfi(struct words *words, uint8_t p2)
{
	if (p2 >> 3 == 0)
		words_put(words, "the current EF");
	else
		words_add(words, "SFI %u", p2 >> 3);
}

/* P1 is the key and the number of the record that is read at once; in revision 2, b8 is set. P2 has
 * the file and, from revision 3 on, the mode. */
static void describe_open(struct parameters *p, const struct command *c)
{
	unsigned record = c->apdu.p1 >> 3 & 15, mode = c->apdu.p2 & 7;
	const char *key = parameter_value_text(keys, c->apdu.p1 & 7);

	if (mode == PKI) {
		words_put(&p->p1, "no key");
		words_put(&p->p2, "public key cryptography");
		words_add(&p->brief, " with %s", p->p2.text);
		return;
	}
	words_put(&p->p1, key);
	words_add(&p->p1, record == 0 ? ", no record" : ", record %u", record);
	put_sfi(&p->p2, c->apdu.p2);
	words_put(&p->p2, mode == EXTENDED ? ", extended mode" : "");
	words_add(&p->brief, ": %s", key);
	if (record != 0) {
		words_add(&p->brief, ", record %u of ", record);
		put_sfi(&p->brief, c->apdu.p2);
	}
}

/* Without a signature the session is aborted, except one with public key cryptography. */
static void describe_close(struct parameters *p, const struct command *c)
{
	words_put(&p->p1,
	          c->apdu.p1 == 0x80         ? "ratified at once" :
	                  c->apdu.p1 == 0x00 ? "ratified by the next command" :
	                                       "reserved");
	words_put(&p->p2, c->apdu.p2 == 0 ? "none" : "reserved");
	if (c->nc > 0)
		words_add(&p->brief, ", %s", p->p1.text);
	else if (c->apdu.kind != APDU_INVALID)
		words_put(&p->brief, " without a signature");
}

static const struct parameter_bits managements[] = {
	{0x01, 0x01, "mutual authentication"},
	{0x01, 0x00, "no authentication"},
	{0x02, 0x02, "encryption on"},
	{0x02, 0x00, "encryption off"},
	{0},
};

/* P1 is the number of the counter in the file; for several counters it is in the data. */
static void describe_counter(struct parameters *p, const struct command *c)
{
	bool several = c->apdu.ins >= 0x38;

	if (several)
		words_put(&p->p1, c->apdu.p1 == 0 ? "none" : "reserved");
	else
		words_add(&p->p1, "counter %u", c->apdu.p1);
	put_sfi(&p->p2, c->apdu.p2);
	words_add(&p->brief, " %s of %s", several ? "counters" : p->p1.text, p->p2.text);
}

static const struct parameter_bits stored_value_modes[] = {
	{0xFF, 0x00, "basic mode"},
	{0xFF, 0x01, "extended mode"},
	{0},
};

static const struct parameter_bits stored_value_uses[] = {
	{0xFF, 0x07, "for a reload"},
	{0xFF, 0x09, "for a debit or its cancellation"},
	{0},
};

/* The third byte of the challenge begins the data. */
static void describe_stored_value(struct parameters *p, const struct command *c)
{
	(void)c;
	p->together = true;
	words_put(&p->p1, "first bytes of the SAM's challenge");
}

static void describe_change(struct parameters *p, const struct command *c)
{
	words_put(&p->p1, c->apdu.p1 == 0 ? "none" : "reserved");
	words_put(&p->p2, c->apdu.p2 == 0xFF ? "PIN" : parameter_value_text(keys, c->apdu.p2));
	words_add(&p->brief, ": %s", p->p2.text);
}

const struct parameters_row parameters_calypso[] = {
	{INS_ISO, 0x8A, 0xFF, FAMILY_CALYPSO, .describe = describe_open},
	{INS_ISO, 0x8E, 0xFF, FAMILY_CALYPSO, .describe = describe_close},
	{INS_ISO, 0x82, 0xFF, FAMILY_CALYPSO, parameters_none, managements, ": %2"},
	{INS_ISO, 0x04, 0xFF, FAMILY_CALYPSO, parameters_none, parameters_none},
	{INS_ISO, 0x44, 0xFF, FAMILY_CALYPSO, parameters_none, parameters_none},
	{INS_ISO, 0x30, 0xFF, FAMILY_CALYPSO, .describe = describe_counter},
	{INS_ISO, 0x32, 0xFF, FAMILY_CALYPSO, .describe = describe_counter},
	{INS_ISO, 0x38, 0xFF, FAMILY_CALYPSO, .describe = describe_counter},
	{INS_ISO, 0x3A, 0xFF, FAMILY_CALYPSO, .describe = describe_counter},
	{INS_ISO, 0x7C, 0xFF, FAMILY_CALYPSO, stored_value_modes, stored_value_uses, " %2"},
	{INS_ISO, 0xB8, 0xFF, FAMILY_CALYPSO, .describe = describe_stored_value},
	{INS_ISO, 0xBA, 0xFF, FAMILY_CALYPSO, .describe = describe_stored_value},
	{INS_ISO, 0xBC, 0xFF, FAMILY_CALYPSO, .describe = describe_stored_value},
	{INS_ISO, 0xD8, 0xFF, FAMILY_CALYPSO, .describe = describe_change},
	{0},
};
