#include "apdu/parameters.h"

#include "names/file_id.h"

static void describe_nothing(struct parameters *p, const struct command *c)
{
	words_put(&p->p1, c->apdu.p1 == 0 ? "none" : "");
	words_put(&p->p2, c->apdu.p2 == 0 ? "none" : "");
}

/* GlobalPlatform Card Specification 2.3, 11.4.2 */
static void describe_get_status(struct parameters *p, const struct command *c)
{
	static const struct choice subsets[] = {
		{0x80, "issuer security domain"},
		{0x40, "applications and security domains"},
		{0x20, "executable load files"},
		{0x10, "executable load files and their modules"},
		{0, NULL},
	};

	words_put(&p->p1, choice_text(subsets, c->apdu.p1));
	words_add(&p->p2, "%s, %s", c->apdu.p2 & 1 ? "next" : "first or all",
	          c->apdu.p2 & 2 ? "answer in TLV" : "answer in the old format");
	words_add(&p->brief, " of %s, %s", p->p1.text, p->p2.text);
}

/* 11.5.2: P1 is a set of bits, in the usual combinations */
static void describe_install(struct parameters *p, const struct command *c)
{
	static const struct choice purposes[] = {
		{0x02, "for load"},
		{0x04, "for install"},
		{0x08, "for make selectable"},
		{0x0C, "for install and make selectable"},
		{0x0E, "for load, install and make selectable"},
		{0x10, "for extradition"},
		{0x20, "for personalisation"},
		{0x40, "for registry update"},
		{0, NULL},
	};
	static const struct choice parts[] = {
		{0x00, "alone"},
		{0x01, "begin of a combined process"},
		{0x03, "end of a combined process"},
		{0, NULL},
	};

	words_add(&p->p1, "%s%s", choice_text(purposes, c->apdu.p1 & 0x7F),
	          c->apdu.p1 & 0x80 ? ", more INSTALL commands follow" : "");
	words_put(&p->p2, choice_text(parts, c->apdu.p2));
	words_add(&p->brief, " %s", p->p1.text);
}

/* 11.2.2 */
static void describe_delete(struct parameters *p, const struct command *c)
{
	words_put(&p->p1,
	          c->apdu.p1 & 0x80 ? "more DELETE commands follow" : "last or only command");
	words_put(&p->p2,
	          c->apdu.p2 & 0x80 ? "the object and what belongs to it" : "the object alone");
	words_add(&p->brief, ", %s", p->p2.text);
}

/* 11.6.2 and 11.11.2: the last block is told by b8 of P1, P2 counts. */
static void describe_block(struct parameters *p, const struct command *c)
{
	words_put(&p->p1, c->apdu.p1 & 0x80 ? "last block" : "more blocks follow");
	words_add(&p->p2, "block %u", c->apdu.p2);
	words_add(&p->brief, ", block %u, %s", c->apdu.p2, p->p1.text);
}

/* 11.11.2, table 11-89 */
static void describe_store_data(struct parameters *p, const struct command *c)
{
	static const char *const structures[] = {
		"no structure told",
		"DGI format",
		"BER-TLV",
		"reserved structure",
	};
	static const char *const ciphers[] = {
		"encryption not told",
		"encryption by the application's own rules",
		"reserved encryption",
		"data encrypted",
	};

	describe_block(p, c);
	words_add(&p->p1, ", %s, %s", ciphers[c->apdu.p1 >> 5 & 3],
	          structures[c->apdu.p1 >> 3 & 3]);
	words_add(&p->brief, ", %s", structures[c->apdu.p1 >> 3 & 3]);
}

/* 11.10.2 */
static void describe_set_status(struct parameters *p, const struct command *c)
{
	static const struct choice subjects[] = {
		{0x80, "issuer security domain or card"},
		{0x40, "application or security domain"},
		{0x60, "security domain and its applications"},
		{0, NULL},
	};

	/* 11.1.1: tables 11-4 to 11-6 */
	static const struct choice of_card[] = {
		{0x01, "OP_READY"},    {0x07, "INITIALIZED"}, {0x0F, "SECURED"},
		{0x7F, "CARD_LOCKED"}, {0xFF, "TERMINATED"},  {0, NULL},
	};
	static const struct choice of_others[] = {
		{0x03, "INSTALLED"},
		{0x07, "SELECTABLE"},
		{0x0F, "PERSONALIZED"},
		{0, NULL},
	};
	bool locked = c->apdu.p1 != 0x80 && (c->apdu.p2 & 0x80) != 0;
	const struct choice *state = c->apdu.p1 == 0x80 ? of_card : of_others;

	words_put(&p->p1, choice_text(subjects, c->apdu.p1));
	words_add(&p->p2, "life cycle state %02X", c->apdu.p2);
	for (; !locked && state->text != NULL; state++)
		if (state->value == c->apdu.p2)
			words_add(&p->p2, " (%s)", state->text);
	if (locked)
		words_put(&p->p2, " (LOCKED)");
	words_add(&p->brief, " of %s: %s", p->p1.text, p->p2.text);
}

/* 11.8.2 */
static void describe_put_key(struct parameters *p, const struct command *c)
{
	if ((c->apdu.p1 & 0x7F) == 0)
		words_put(&p->p1, "a new key version");
	else
		words_add(&p->p1, "replaces key version %u", c->apdu.p1 & 0x7Fu);
	words_put(&p->p1, c->apdu.p1 & 0x80 ? ", more PUT KEY commands follow" : "");
	words_add(&p->p2, "%s from identifier %u", c->apdu.p2 & 0x80 ? "several keys" : "one key",
	          c->apdu.p2 & 0x7Fu);
	words_add(&p->brief, ": %s, %s", p->p1.text, p->p2.text);
}

/* annexes D and E, INITIALIZE UPDATE */
static void describe_initialize(struct parameters *p, const struct command *c)
{
	if (c->apdu.p1 == 0)
		words_put(&p->p1, "default key version");
	else
		words_add(&p->p1, "key version %u", c->apdu.p1);
	words_add(&p->p2, "key identifier %u", c->apdu.p2);
	words_add(&p->brief, " with %s", p->p1.text);
}

/* annexes D and E, EXTERNAL AUTHENTICATE */
static void describe_security_level(struct parameters *p, const struct command *c)
{
	static const struct choice levels[] = {
		{0x00, "no secure messaging"},
		{0x01, "C-MAC"},
		{0x03, "C-MAC and C-DECRYPTION"},
		{0x10, "R-MAC"},
		{0x11, "C-MAC and R-MAC"},
		{0x13, "C-MAC, C-DECRYPTION and R-MAC"},
		{0x30, "R-MAC and R-ENCRYPTION"},
		{0x33, "C-MAC, C-DECRYPTION, R-MAC and R-ENCRYPTION"},
		{0, NULL},
	};

	words_put(&p->p1, choice_text(levels, c->apdu.p1));
	words_put(&p->p2, c->apdu.p2 == 0 ? "none" : "reserved");
	words_add(&p->brief, ", %s", p->p1.text);
}

/* ETSI TS 102 221, 11.1.2 */
static void describe_uicc_status(struct parameters *p, const struct command *c)
{
	static const struct choice states[] = {
		{0, "no indication"},
		{1, "the application is initialised in the terminal"},
		{2, "the terminal begins to terminate the application"},
		{0, NULL},
	};
	static const struct choice answers[] = {
		{0x00, "answer as of SELECT"},
		{0x01, "DF name"},
		{0x0C, "no data"},
		{0, NULL},
	};

	words_put(&p->p1, choice_text(states, c->apdu.p1));
	words_put(&p->p2, choice_text(answers, c->apdu.p2));
	words_add(&p->brief, ": %s, %s", p->p1.text, p->p2.text);
}

/* EMV 4.3 Book 3, 6.5.5.2, table 12; Contactless Book C-2 for b4 */
static void describe_generate_ac(struct parameters *p, const struct command *c)
{
	static const char *const kinds[] = {"AAC", "TC", "ARQC", "reserved"};
	uint8_t p1 = c->apdu.p1;

	words_add(&p->p1, "%s%s%s", kinds[p1 >> 6], p1 & 0x10 ? ", CDA requested" : "",
	          p1 & 0x08 ? ", XDA requested" : "");
	words_put(&p->p2, c->apdu.p2 == 0 ? "none" : "reserved");
	words_add(&p->brief, ": %s", p->p1.text);
}

/* EMV 4.3 Book 3, 6.5.10.2 */
static void describe_pin_change(struct parameters *p, const struct command *c)
{
	static const struct choice actions[] = {
		{0, "unblock the PIN"},
		{1, "change the PIN, enciphered with the current one"},
		{2, "change the PIN"},
		{0, NULL},
	};

	words_put(&p->p1, c->apdu.p1 == 0 ? "none" : "reserved");
	words_put(&p->p2, choice_text(actions, c->apdu.p2));
	words_add(&p->brief, ": %s", p->p2.text);
}

/* 3GPP TS 51.011, 9.2.1: always by identifier */
static void describe_sim_select(struct parameters *p, const struct command *c)
{
	const char *name;

	describe_nothing(p, c);
	if (c->nc != 2)
		return;
	uint16_t id = (uint16_t)(c->data[0] << 8 | c->data[1]);
	name = file_id_name(id, FAMILY_SIM);
	words_add(&p->brief, " %s%s%04X%s", name != NULL ? name : "", name != NULL ? " (" : "", id,
	          name != NULL ? ")" : "");
}

/* 9.2.5 */
static void describe_sim_record(struct parameters *p, const struct command *c)
{
	static const struct choice modes[] = {
		{2, "next record"},
		{3, "previous record"},
		{4, "record in P1, or the current one"},
		{0, NULL},
	};
	bool current = c->apdu.p2 == 4 && c->apdu.p1 == 0;

	if (c->apdu.p1 == 0)
		words_put(&p->p1, current ? "current record" : "none");
	else
		words_add(&p->p1, "record %u", c->apdu.p1);
	words_put(&p->p2, choice_text(modes, c->apdu.p2));
	words_add(&p->brief, ": %s", c->apdu.p2 == 4 ? p->p1.text : p->p2.text);
}

/* 9.2.9 to 9.2.13 */
static void describe_chv(struct parameters *p, const struct command *c)
{
	uint8_t number = c->apdu.p2;

	words_put(&p->p1, c->apdu.p1 == 0 ? "none" : "reserved");
	if (c->apdu.ins == 0x2C && number == 0)
		number = 1;
	if (number == 1 || number == 2)
		words_add(&p->p2, "CHV%u", number);
	else
		words_put(&p->p2, "reserved");
	words_add(&p->brief, " of %s", p->p2.text);
}

/* PC/SC part 3, 3.2.2.1.3 */
static void describe_reader_get(struct parameters *p, const struct command *c)
{
	static const struct choice kinds[] = {
		{0, "UID, PUPI or serial number of the card"},
		{1, "historical bytes of the ATS"},
		{0, NULL},
	};

	words_put(&p->p1, choice_text(kinds, c->apdu.p1));
	words_put(&p->p2, c->apdu.p2 == 0 ? "none" : "reserved");
	words_add(&p->brief, ": %s", p->p1.text);
}

/* 3.2.2.1.4 */
static void describe_load_keys(struct parameters *p, const struct command *c)
{
	words_add(&p->p1, "%s key, %s, %s memory", c->apdu.p1 & 0x80 ? "reader" : "card",
	          c->apdu.p1 & 0x40 ? "transmitted enciphered" : "transmitted plain",
	          c->apdu.p1 & 0x20 ? "non-volatile" : "volatile");
	words_add(&p->p2, "key number %u", c->apdu.p2);
	words_add(&p->brief, ": %s, %s", p->p2.text, p->p1.text);
}

/* 3.2.2.1.8 and 3.2.2.1.9: P1 P2 is the block or the address */
static void describe_block_number(struct parameters *p, const struct command *c)
{
	p->together = true;
	words_add(&p->p1, "block or address %u", (unsigned)(c->apdu.p1 << 8 | c->apdu.p2));
	words_add(&p->brief, " at %s", p->p1.text);
}

static void describe_reader_authenticate(struct parameters *p, const struct command *c)
{
	describe_nothing(p, c);
	if (c->nc == 5)
		words_add(&p->brief, ": block %u, key %s, key number %u",
		          (unsigned)(c->data[1] << 8 | c->data[2]),
		          c->data[3] == 0x60         ? "A" :
		                  c->data[3] == 0x61 ? "B" :
		                                       "of another kind",
		          c->data[4]);
}

static void describe_desfire_select(struct parameters *p, const struct command *c)
{
	describe_nothing(p, c);
	if (c->nc == 3)
		words_add(&p->brief, " %02X%02X%02X", c->data[2], c->data[1], c->data[0]);
}

const struct parameters_row parameters_cards[] = {
	{INS_GLOBAL, 0xF2, 0xFF, FAMILY_GP, describe_get_status},
	{INS_GLOBAL, 0xE6, 0xFF, FAMILY_GP, describe_install},
	{INS_GLOBAL, 0xE4, 0xFF, FAMILY_GP, describe_delete},
	{INS_GLOBAL, 0xE8, 0xFF, FAMILY_GP, describe_block},
	{INS_GLOBAL, 0xE2, 0xFF, FAMILY_GP, describe_store_data},
	{INS_GLOBAL, 0xF0, 0xFF, FAMILY_GP, describe_set_status},
	{INS_GLOBAL, 0xD8, 0xFF, FAMILY_GP, describe_put_key},
	{INS_GLOBAL, 0x50, 0xFF, FAMILY_GP, describe_initialize},
	{INS_GLOBAL, 0x82, 0xFF, FAMILY_GP, describe_security_level},
	{INS_GLOBAL, 0xCA, 0xFF, FAMILY_NONE, parameters_data_object},
	{INS_GLOBAL, 0xF2, 0xFF, FAMILY_UICC, describe_uicc_status},
	{INS_GLOBAL, 0x12, 0xFF, FAMILY_UICC, describe_nothing},
	{INS_GLOBAL, 0x14, 0xFF, FAMILY_UICC, describe_nothing},
	{INS_GLOBAL, 0x10, 0xFF, FAMILY_UICC, describe_nothing},
	{INS_GLOBAL, 0xAE, 0xFF, FAMILY_EMV, describe_generate_ac},
	{INS_GLOBAL, 0xA8, 0xFF, FAMILY_EMV, describe_nothing},
	{INS_GLOBAL, 0x24, 0xFF, FAMILY_EMV, describe_pin_change},
	{INS_SIM, 0xA4, 0xFF, FAMILY_SIM, describe_sim_select},
	{INS_SIM, 0xB0, 0xFF, FAMILY_SIM, parameters_offset},
	{INS_SIM, 0xD6, 0xFF, FAMILY_SIM, parameters_offset},
	{INS_SIM, 0xB2, 0xFF, FAMILY_SIM, describe_sim_record},
	{INS_SIM, 0xDC, 0xFF, FAMILY_SIM, describe_sim_record},
	{INS_SIM, 0x20, 0xFF, FAMILY_SIM, describe_chv},
	{INS_SIM, 0x24, 0xFF, FAMILY_SIM, describe_chv},
	{INS_SIM, 0x26, 0xFF, FAMILY_SIM, describe_chv},
	{INS_SIM, 0x28, 0xFF, FAMILY_SIM, describe_chv},
	{INS_SIM, 0x2C, 0xFF, FAMILY_SIM, describe_chv},
	{INS_READER, 0xCA, 0xFF, FAMILY_READER, describe_reader_get},
	{INS_READER, 0x82, 0xFF, FAMILY_READER, describe_load_keys},
	{INS_READER, 0x86, 0xFF, FAMILY_READER, describe_reader_authenticate},
	{INS_READER, 0xB0, 0xFF, FAMILY_READER, describe_block_number},
	{INS_READER, 0xD6, 0xFF, FAMILY_READER, describe_block_number},
	{INS_DESFIRE, 0x5A, 0xFF, FAMILY_DESFIRE, describe_desfire_select},
	{0},
};
