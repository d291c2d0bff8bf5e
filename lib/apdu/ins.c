#include "apdu/ins.h"

#include "apdu/cla.h"
#include "tlv/tlv.h"

#include <string.h>
#include <strings.h>

enum ins_group ins_group(uint8_t cla)
{
	uint8_t high = cla & 0xF0;

	if (cla < 0x80 || cla_is_calypso(cla))
		return INS_ISO;
	if (high == 0x80 || high == 0xC0 || high == 0xE0)
		return INS_GLOBAL;
	if (cla == 0xA0)
		return INS_SIM;
	if (cla == 0x90)
		return INS_DESFIRE;
	if (cla == 0xB0)
		return INS_MUSCLE;
	return cla == 0xFF ? INS_READER : INS_UNKNOWN;
}

/* P1 of GET STATUS has one of b8 to b5 or several (GlobalPlatform Card Specification 2.3,
 * 11.4.2.1), P1 of STATUS is 00 to 02 (ETSI TS 102 221, 11.1.2). */
static bool is_get_status(const struct ins_sent *sent)
{
	return ins_group(sent->cla) == INS_GLOBAL && sent->ins == 0xF2 && sent->p1 >= 0x10;
}

/* Returns the family that the data of a command imply: GET STATUS of GlobalPlatform has a search
 * criterion (tag 4F), STATUS of ETSI has no data. */
static enum family hint(const struct ins_sent *sent)
{
	if (ins_group(sent->cla) != INS_GLOBAL || sent->ins != 0xF2)
		return FAMILY_NONE;
	if (sent->nc == 0)
		return FAMILY_UICC;
	return sent->data[0] == 0x4F ? FAMILY_GP : FAMILY_NONE;
}

/* Returns the family whose meaning of the instruction counts. CALCULATE ALL of OATH has the INS of
 * SELECT; its data is a challenge (74), with which no AID or path begins. */
static enum family meant(enum family family, const struct ins_sent *sent)
{
	bool select = ins_group(sent->cla) == INS_ISO && sent->ins == 0xA4 &&
		(sent->nc == 0 || sent->data[0] != 0x74);

	if (is_get_status(sent))
		return FAMILY_GP;
	return family == FAMILY_OATH && select ? FAMILY_OTHER : family;
}

/* What to look up. */
struct code {
	enum ins_group group;
	const struct ins_sent *sent;
};

/* Data that are not objects, such as a cryptogram, may begin with any byte. */
static bool meets(const struct ins_row *row, const struct ins_sent *sent)
{
	if (row->data == INS_ASKS)
		return sent->asks;
	return row->data == 0 ||
		(sent->nc > 0 && sent->data[0] == row->data && tlv_is_whole(sent->data, sent->nc));
}

/* EMV uses class 8X only (EMV 4.3 Book 3, 6.3.2), and its COMPUTE CRYPTOGRAPHIC CHECKSUM always has
 * P1 8E (Contactless Book C-2, 5.2.2), with which no other operation of INS 2A begins. */
static bool may_be_emv(const struct ins_sent *sent)
{
	return sent->cla >> 4 == 0x8 && (sent->ins != 0x2A || sent->p1 == 0x8E);
}

static bool is_row(const struct ins_row *row, struct code code)
{
	return row->group == code.group && (code.sent->ins & row->mask) == row->ins &&
		(row->family != FAMILY_EMV || may_be_emv(code.sent)) && meets(row, code.sent);
}

static void add_name(struct ins_names *names, const struct ins_row *row)
{
	for (size_t i = 0; i < names->count; i++)
		if (strcmp(names->rows[i]->name, row->name) == 0) {
			names->shared = names->shared || names->rows[i]->family != row->family;
			return;
		}
	if (names->count < INS_NAMES_MAX)
		names->rows[names->count++] = row;
}

/* If the data meet the condition of a row, drops those without one. */
static void keep_certain(struct ins_names *names)
{
	size_t certain = 0;

	for (size_t i = 0; i < names->count; i++)
		if (names->rows[i]->data != 0)
			names->rows[certain++] = names->rows[i];
	if (certain > 0)
		names->count = certain;
}

/* Adds the rows of this family only. */
static void add_family(struct ins_names *names, struct code code, enum family family)
{
	for (size_t i = 0; i < ins_row_count; i++)
		if (is_row(&ins_table[i], code) && family_covers(ins_table[i].family, family))
			add_name(names, &ins_table[i]);
}

/* Any application may pass commands for security domains on to its own domain (GlobalPlatform Card
 * Specification 2.3, 7.3.2). Class A0 is that of SIMs, but an R-UIM has commands of its own in it.
 */
static bool is_anyones(const struct ins_row *row)
{
	if (row->group == INS_SIM)
		return row->family == FAMILY_SIM;
	return row->group != INS_GLOBAL || row->family == FAMILY_NONE || row->family == FAMILY_GP;
}

static void add_all(struct ins_names *names, struct code code)
{
	add_family(names, code, FAMILY_NONE);
	for (size_t i = 0; i < ins_row_count; i++)
		if (is_row(&ins_table[i], code) && !ins_table[i].alone)
			add_name(names, &ins_table[i]);
}

struct ins_names ins_find(const struct ins_sent *sent, enum family family)
{
	struct code code = {ins_group(sent->cla), sent};
	struct code iso = {INS_ISO, sent};
	struct ins_names names = {.count = 0};
	enum family hinted = hint(sent);

	family = meant(family, sent);
	if (family != FAMILY_NONE)
		add_family(&names, code, family);
	if (names.count == 0 && hinted != FAMILY_NONE)
		add_family(&names, code, hinted);
	/* without a row for the known application, the meaning of the standard applies, if there is
	 * one */
	if (names.count == 0 && family != FAMILY_NONE)
		add_family(&names, code, FAMILY_NONE);
	if (names.count == 0) {
		add_all(&names, code);
		names.guessed =
			family != FAMILY_NONE && names.count > 0 && !is_anyones(names.rows[0]);
	}
	if (names.count == 0 &&
	    (code.group == INS_GLOBAL || code.group == INS_MUSCLE || code.group == INS_UNKNOWN)) {
		add_family(&names, iso, FAMILY_NONE);
		names.would_be = names.count > 0;
	}
	keep_certain(&names);
	return names;
}

static bool begins_with_name(struct span text, const char *name)
{
	size_t length = strlen(name);

	return text.length >= length && strncasecmp(text.text, name, length) == 0 &&
		(text.length == length || is_space(text.text[length]));
}

const struct ins_row *ins_by_name(struct span text)
{
	const struct ins_row *best = NULL;

	for (size_t i = 0; i < ins_row_count; i++)
		if (ins_table[i].group == INS_ISO && begins_with_name(text, ins_table[i].name) &&
		    (best == NULL || strlen(ins_table[i].name) > strlen(best->name)))
			best = &ins_table[i];
	return best;
}

bool ins_is_invalid(uint8_t cla, uint8_t ins)
{
	enum ins_group group = ins_group(cla);

	return ((ins & 0xF0) == 0x60 || (ins & 0xF0) == 0x90) && group != INS_DESFIRE &&
		group != INS_READER;
}
