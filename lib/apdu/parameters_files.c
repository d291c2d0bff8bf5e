#include "apdu/parameters.h"

#include "names/aid.h"
#include "names/file_id.h"
#include "tlv/tlv_tags.h"

/* ISO/IEC 7816-4:2005, 7.1.1, table 39 */
static const struct parameter_value selections[] = {
	{0x00, "MF, DF or EF by identifier"},
	{0x01, "child DF by identifier"},
	{0x02, "EF under the current DF by identifier"},
	{0x03, "parent DF of the current DF"},
	{0x04, "by DF name (AID)"},
	{0x08, "by path from the MF"},
	{0x09, "by path from the current DF"},
	{0, NULL},
};

static const char *const occurrences[] = {
	"first or only occurrence",
	"last occurrence",
	"next occurrence",
	"previous occurrence",
};

static void put_file(struct words *words, uint16_t id, uint16_t directory, enum family family)
{
	const char *name = file_id_name(id, directory, family);

	if (name != NULL)
		words_add(words, "%s (%04X)", name, id);
	else
		words_add(words, "%04X", id);
}

/* Adds what is selected: the AID or file identifier with its name, or the path. */
static void put_selected(struct words *words, const struct command *c)
{
	struct words name = {0};
	uint16_t directory = c->selected.directory;

	if (c->nc == 0 || command_is_secured(c))
		return;
	words_put(words, " ");
	if (c->apdu.p1 == 0x04) {
		for (size_t i = 0; i < c->nc && i < AID_MAX; i++)
			words_add(words, "%02X", c->data[i]);
		aid_text(&name, c->data, c->nc);
		words_add(words, " (%s)", name.text);
		return;
	}
	for (size_t i = 0; i + 2 <= c->nc && i < 16; i += 2) {
		uint16_t id = (uint16_t)(c->data[i] << 8 | c->data[i + 1]);

		words_put(words, i > 0 ? " / " : "");
		put_file(words, id, directory, c->family);
		directory = id;
	}
}

/* Table 40; ETSI TS 102 221, 11.1.1.2, table 11.2 for b7 b6. */
static void describe_select(struct parameters *p, const struct command *c)
{
	static const char *const templates[] = {"FCI", "FCP", "FMD",
	                                        "no data, or proprietary data"};
	static const char *const sessions[] = {
		"",
		"",
		", terminate the application session",
		", reserved",
	};
	uint8_t p1 = c->apdu.p1, p2 = c->apdu.p2;
	bool uicc = family_base(c->family) == FAMILY_UICC;

	words_put(&p->p1, parameter_value_text(selections, p1));
	words_add(&p->p2, "%s, %s%s", occurrences[p2 & 3], templates[p2 >> 2 & 3],
	          uicc ? sessions[p2 >> 5 & 3] : "");
	if (p2 & (uicc ? 0x90 : 0xF0))
		words_put(&p->p2, ", reserved bits are set");
	words_put(&p->brief, p1 == 0x04 ? " by AID" : p1 == 0x03 ? " parent DF" : "");
	if (c->apdu.kind != APDU_INVALID && c->nc == 0 && (p1 == 0x00 || p1 == 0x04))
		words_put(&p->brief, p1 == 0 ? " MF" : ": the default application");
	put_selected(&p->brief, c);
	words_add(&p->brief, ", %s", p->p2.text);
}

void parameters_offset(struct parameters *p, const struct command *c)
{
	p->together = true;
	if (c->apdu.p1 & 0x80 && c->group != INS_READER && c->group != INS_SIM) {
		unsigned sfi = c->apdu.p1 & 0x1F;

		words_add(&p->p1, "offset %u of SFI %u%s", c->apdu.p2, sfi,
		          c->apdu.p1 & 0x60 || sfi == 0 || sfi == 31 ? ", which is reserved" : "");
	} else {
		words_add(&p->p1, "offset %u of the current EF",
		          (unsigned)(c->apdu.p1 << 8 | c->apdu.p2));
	}
	words_add(&p->brief, " at %s", p->p1.text);
}

/* 7.2.2: P1 P2 of odd INS codes is a file identifier or a short one */
static void describe_odd_binary(struct parameters *p, const struct command *c)
{
	uint16_t id = (uint16_t)(c->apdu.p1 << 8 | c->apdu.p2);

	p->together = true;
	if (id == 0) {
		words_put(&p->p1, "the current EF");
	} else if (id < 0x1F) {
		words_add(&p->p1, "SFI %u", id);
	} else {
		uint16_t directory = c->selected.directory;

		words_put(&p->p1, file_id_name(id, directory, c->family) == NULL ? "file " : "");
		put_file(&p->p1, id, directory, c->family);
	}
	words_add(&p->brief, " of %s", p->p1.text);
}

static void put_sfi(struct words *words, uint8_t p2)
{
	unsigned sfi = p2 >> 3;

	if (sfi == 0)
		words_put(words, "the current EF");
	else
		words_add(words, "SFI %u%s", sfi, sfi == 31 ? ", reserved" : "");
}

/* 7.3.2 to 7.3.6: b3 to b1 of P2 */
static const struct parameter_value references[] = {
	{0, "first occurrence of the identifier in P1"},
	{1, "last occurrence of the identifier in P1"},
	{2, "next occurrence of the identifier in P1"},
	{3, "previous occurrence of the identifier in P1"},
	{4, "record number in P1"},
	{5, "records from the number in P1 to the last"},
	{6, "records from the last to the number in P1"},
	{0, NULL},
};

/* ETSI TS 102 221, 11.1.5.2: on a UICC, next and previous are relative to the current record. */
static const struct parameter_value uicc_references[] = {
	{2, "next record"},
	{3, "previous record"},
	{4, "record number in P1"},
	{0, NULL},
};

static void put_record(struct words *words, uint8_t p1, uint8_t how)
{
	if (how < 4)
		words_add(words, "%s of identifier %u", occurrences[how], p1);
	else if (how == 4 && p1 == 0)
		words_put(words, "current record");
	else if (how == 4)
		words_add(words, "record %u", p1);
	else if (how == 5 && p1 == 0)
		words_put(words, "current record to the last");
	else if (how == 5)
		words_add(words, "records %u to the last", p1);
	else if (how == 6 && p1 == 0)
		words_put(words, "records from the last to the current one");
	else
		words_add(words,
		          how == 6 ? "records from the last to %u" : "reserved reference of %u",
		          p1);
}

static void describe_record(struct parameters *p, const struct command *c)
{
	uint8_t p1 = c->apdu.p1, p2 = c->apdu.p2, how = p2 & 7;
	bool uicc = family_base(c->family) == FAMILY_UICC || c->group == INS_SIM;

	if (p1 == 0xFF)
		words_put(&p->p1, "reserved");
	else if (p1 == 0)
		words_put(&p->p1, "current record");
	else
		words_add(&p->p1, "record %s %u", how >= 4 || uicc ? "number" : "identifier", p1);
	put_sfi(&p->p2, p2);
	words_add(&p->p2, ", %s", parameter_value_text(uicc ? uicc_references : references, how));
	words_put(&p->brief, ": ");
	if (uicc && (how == 2 || how == 3))
		words_put(&p->brief, how == 2 ? "next record" : "previous record");
	else
		put_record(&p->brief, p1, how);
	words_put(&p->brief, " of ");
	put_sfi(&p->brief, p2);
}

/* 7.3.7, table 52: b3 to b1 of P2 */
static void describe_search(struct parameters *p, const struct command *c)
{
	static const struct parameter_value searches[] = {
		{0, "from the first occurrence of the identifier in P1"},
		{1, "from the last occurrence of the identifier in P1"},
		{2, "from the next occurrence of the identifier in P1"},
		{3, "from the previous occurrence of the identifier in P1"},
		{4, "forward from the record in P1"},
		{5, "backward from the record in P1"},
		{6, "enhanced search"},
		{7, "proprietary search"},
		{0, NULL},
	};

	if (c->apdu.p1 == 0)
		words_put(&p->p1, "current record");
	else
		words_add(&p->p1, "record %u", c->apdu.p1);
	put_sfi(&p->p2, c->apdu.p2);
	words_add(&p->p2, ", %s", parameter_value_text(searches, c->apdu.p2 & 7));
	words_add(&p->brief, " of %s", p->p2.text);
}

/* ISO/IEC 7816-9, 6: P1 as for SELECT */
static void describe_managed_file(struct parameters *p, const struct command *c)
{
	words_put(&p->p1,
	          c->apdu.p1 == 0 && c->nc == 0 ? "the current file" :
	                                          parameter_value_text(selections, c->apdu.p1));
	words_put(&p->p2, c->apdu.p2 == 0 ? "none" : "reserved");
	put_selected(&p->brief, c);
}

/* ISO/IEC 7816-9, 6.1 */
static void describe_create(struct parameters *p, const struct command *c)
{
	if (c->apdu.p1 == 0)
		words_put(&p->p1, "the file descriptor is in the data");
	else
		words_add(&p->p1, "file descriptor byte %02X", c->apdu.p1);
	if (c->apdu.p2 == 0)
		words_put(&p->p2, "none");
	else
		put_sfi(&p->p2, c->apdu.p2);
}

/* 7.3.5: APPEND RECORD */
static void describe_append(struct parameters *p, const struct command *c)
{
	words_put(&p->p1, c->apdu.p1 == 0 ? "none" : "reserved");
	put_sfi(&p->p2, c->apdu.p2);
	words_add(&p->brief, " to %s", p->p2.text);
}

/* 7.1.2 */
static void describe_channel(struct parameters *p, const struct command *c)
{
	bool opens = c->apdu.p1 == 0x00, closes = c->apdu.p1 == 0x80;

	words_put(&p->p1, opens ? "open" : closes ? "close" : "reserved");
	if (c->apdu.p2 == 0)
		words_put(&p->p2, opens ? "the card chooses the channel" : "the channel in CLA");
	else
		words_add(&p->p2, "channel %u", c->apdu.p2);
	words_add(&p->brief, ": %s, %s", p->p1.text, p->p2.text);
}

void parameters_data_object(struct parameters *p, const struct command *c)
{
	uint8_t p1 = c->apdu.p1, p2 = c->apdu.p2;
	uint32_t tag = (uint32_t)(p1 << 8 | p2);
	const char *name = tag < 0x40 ? NULL : tlv_tag_name(tag, c->family);

	/* any application may leave GET DATA of this class to its security domain */
	if (name == NULL && tag >= 0x40 && c->group == INS_GLOBAL)
		name = tlv_tag_name(tag, FAMILY_GP);
	p->together = true;
	if (name != NULL)
		words_put(&p->p1, name);
	else if (p1 >= 0x40)
		words_add(&p->p1, "data object of tag %04X", tag);
	else if (p1 == 0x00 && p2 >= 0x40)
		words_add(&p->p1, "data object of tag %02X", p2);
	else if (p1 == 0x02)
		words_add(&p->p1, "SIMPLE-TLV object of tag %02X", p2);
	else if (p1 == 0x01)
		words_add(&p->p1, "proprietary data %02X", p2);
	else
		words_put(&p->p1, "reserved");
	words_add(&p->brief, ": %s (%0*X)", p->p1.text, p1 == 0 ? 2 : 4, tag);
}

/* 7.4.1: P1 P2 of odd INS codes is a file identifier */
static void describe_odd_data(struct parameters *p, const struct command *c)
{
	uint16_t id = (uint16_t)(c->apdu.p1 << 8 | c->apdu.p2);

	p->together = true;
	put_file(&p->p1, id, c->selected.directory, c->family);
	words_add(&p->brief, " in %s", p->p1.text);
	if (c->asked != 0) {
		const char *name = tlv_tag_name(c->asked, c->family);

		words_add(&p->brief, ": %s (%0*X)", name != NULL ? name : "object",
		          (int)(2 * (c->nc - 2)), c->asked);
	}
}

/* 7.5.3 */
static const struct parameter_bits challenge_algorithms[] = {
	{0xFF, 0x00, "no algorithm given"},
	{0xFF, 0x00, "algorithm #"},
	{0},
};

/* ISO/IEC 7816-4:2013: SELECT DATA */
static const struct parameter_bits data_occurrences[] = {{0xFF, 0x00, "occurrence #"}, {0}};

const struct parameter_bits parameters_none[] = {{0xFF, 0x00, "none"}, {0}};

const struct parameters_row parameters_files[] = {
	{INS_ISO, 0xA4, 0xFF, FAMILY_NONE, .describe = describe_select},
	{INS_ISO, 0xA5, 0xFF, FAMILY_NONE, data_occurrences, NULL, ", %1"},
	{INS_ISO, 0xB0, 0xFF, FAMILY_NONE, .describe = parameters_offset},
	{INS_ISO, 0xD0, 0xFF, FAMILY_NONE, .describe = parameters_offset},
	{INS_ISO, 0xD6, 0xFF, FAMILY_NONE, .describe = parameters_offset},
	{INS_ISO, 0x0E, 0xFF, FAMILY_NONE, .describe = parameters_offset},
	{INS_ISO, 0xA0, 0xFF, FAMILY_NONE, .describe = parameters_offset},
	{INS_GLOBAL, 0x0E, 0xFF, FAMILY_NONE, .describe = parameters_offset},
	{INS_ISO, 0xB1, 0xFF, FAMILY_NONE, .describe = describe_odd_binary},
	{INS_ISO, 0xD1, 0xFF, FAMILY_NONE, .describe = describe_odd_binary},
	{INS_ISO, 0xD7, 0xFF, FAMILY_NONE, .describe = describe_odd_binary},
	{INS_ISO, 0x0F, 0xFF, FAMILY_NONE, .describe = describe_odd_binary},
	{INS_ISO, 0xA1, 0xFF, FAMILY_NONE, .describe = describe_odd_binary},
	{INS_ISO, 0xB2, 0xFE, FAMILY_NONE, .describe = describe_record},
	{INS_ISO, 0xDC, 0xFE, FAMILY_NONE, .describe = describe_record},
	{INS_ISO, 0xD2, 0xFF, FAMILY_NONE, .describe = describe_record},
	{INS_ISO, 0x0C, 0xFF, FAMILY_NONE, .describe = describe_record},
	{INS_ISO, 0x06, 0xFF, FAMILY_NONE, .describe = describe_record},
	{INS_ISO, 0x08, 0xFF, FAMILY_NONE, .describe = describe_record},
	{INS_ISO, 0xA2, 0xFF, FAMILY_NONE, .describe = describe_search},
	{INS_ISO, 0x04, 0xFF, FAMILY_NONE, .describe = describe_managed_file},
	{INS_ISO, 0x44, 0xFF, FAMILY_NONE, .describe = describe_managed_file},
	{INS_ISO, 0xE4, 0xFF, FAMILY_NONE, .describe = describe_managed_file},
	{INS_ISO, 0xE6, 0xFF, FAMILY_NONE, .describe = describe_managed_file},
	{INS_ISO, 0xE8, 0xFF, FAMILY_NONE, .describe = describe_managed_file},
	{INS_ISO, 0xE0, 0xFF, FAMILY_NONE, .describe = describe_create},
	{INS_ISO, 0xFE, 0xFF, FAMILY_NONE, parameters_none, parameters_none},
	{INS_ISO, 0xC0, 0xFF, FAMILY_NONE, parameters_none, parameters_none},
	{INS_ISO, 0xC2, 0xFE, FAMILY_NONE, parameters_none, parameters_none},
	{INS_ISO, 0x84, 0xFF, FAMILY_NONE, challenge_algorithms, parameters_none},
	{INS_ISO, 0xE2, 0xFF, FAMILY_NONE, .describe = describe_append},
	{INS_ISO, 0x70, 0xFF, FAMILY_NONE, .describe = describe_channel},
	{INS_ISO, 0xCA, 0xFF, FAMILY_NONE, .describe = parameters_data_object},
	{INS_ISO, 0xDA, 0xFF, FAMILY_NONE, .describe = parameters_data_object},
	{INS_ISO, 0xCB, 0xFF, FAMILY_NONE, .describe = describe_odd_data},
	{INS_ISO, 0xDB, 0xFF, FAMILY_NONE, .describe = describe_odd_data},
	{0},
};
