#include "apdu/cla.h"

#include <stddef.h>

static enum cla_kind kind_of(uint8_t cla)
{
	if (cla == 0xFF)
		return CLA_INVALID;
	if (cla >= 0x80)
		return CLA_PROPRIETARY;
	return cla >= 0x40 ? CLA_FURTHER : cla >= 0x20 ? CLA_RESERVED : CLA_FIRST;
}

struct cla cla_read(uint8_t cla)
{
	struct cla c = {.kind = kind_of(cla)};

	if (c.kind == CLA_RESERVED || c.kind == CLA_INVALID)
		return c;
	c.chaining = cla & 0x10;
	if (cla & 0x40) {
		c.security = cla & 0x20 ? CLA_SM_HEADER_OPEN : CLA_NO_SECURITY;
		c.channel = 4u + (cla & 15);
	} else {
		c.security = (enum cla_security)(cla >> 2 & 3);
		c.channel = cla & 3;
	}
	return c;
}

bool cla_is_calypso(uint8_t cla)
{
	return cla == 0x94 || cla == 0xFA;
}

/* Known uses of proprietary classes; the first match counts. */
static const struct {
	uint8_t mask, value;
	const char *user;
} users[] = {
	{0xFF, 0x90, "DESFire native commands, wrapped, or 80 with chaining"},
	{0xFF, 0x94, "Calypso, revisions 1 and 2"},
	{0xFF, 0xFA, "Calypso, revisions 1 and 2, stored value"},
	{0xFF, 0xA0, "GSM SIM"},
	{0xFF, 0xB0, "MUSCLE applet, CoolKey, Satochip"},
	{0xF0, 0x80, "GlobalPlatform, UICC, EMV, FIDO"},
	{0xF0, 0xC0, "GlobalPlatform, UICC"},
	{0xF0, 0xE0, "GlobalPlatform, UICC"},
	{0x00, 0x00, "the application defines it"},
};

static const char *user_of(uint8_t cla)
{
	size_t i = 0;

	while ((cla & users[i].mask) != users[i].value)
		i++;
	return users[i].user;
}

static const char *security_text(enum cla_security security)
{
	static const char *const texts[] = {
		[CLA_NO_SECURITY] = "no secure messaging, or no indication",
		[CLA_SM_PROPRIETARY] = "proprietary secure messaging",
		[CLA_SM_HEADER_OPEN] = "secure messaging, header not authenticated",
		[CLA_SM_HEADER_KNOWN] = "secure messaging, header authenticated",
	};

	return texts[security];
}

/* GlobalPlatform Card Specification 2.3, 11.1.4: in class 8x, b3 is GlobalPlatform's own secure
 * messaging. */
static bool follows_java_card(uint8_t cla)
{
	uint8_t high = cla & 0xF0;

	return high == 0x80 || high == 0xC0 || high == 0xE0;
}

void cla_text(struct words *words, uint8_t cla)
{
	struct cla c = cla_read(cla);

	if (c.kind == CLA_INVALID) {
		words_put(words, "for the reader (no card has this class)");
		return;
	}
	if (c.kind == CLA_RESERVED) {
		words_put(words, "reserved");
		return;
	}
	if (c.kind == CLA_PROPRIETARY)
		words_add(words, "proprietary: %s", user_of(cla));
	else
		words_put(words, "interindustry");
	if (c.kind == CLA_PROPRIETARY && !follows_java_card(cla))
		return;
	if (c.security != CLA_NO_SECURITY)
		words_add(words, ", %s", security_text(c.security));
	if (c.channel > 0)
		words_add(words, ", channel %u", c.channel);
	if (c.chaining)
		words_put(words, ", not the last of a chain");
}

void cla_details(struct tree *tree, node_id field, uint8_t cla)
{
	struct cla c = cla_read(cla);
	bool further = cla & 0x40;

	if (c.kind == CLA_RESERVED || c.kind == CLA_INVALID)
		return;
	if (c.kind == CLA_PROPRIETARY) {
		if (!follows_java_card(cla))
			return;
		tree_add(tree, field, NODE_DETAIL, ROLE_DIM, "b8",
		         "proprietary; the other bits as Java Card and GlobalPlatform read them");
	} else {
		tree_add(tree, field, NODE_DETAIL, ROLE_DIM, further ? "b8 b7" : "b8 b7 b6",
		         further ? "further interindustry class" : "first interindustry class");
	}
	tree_add(tree, field, NODE_DETAIL, ROLE_DIM, "b5",
	         c.chaining ? "more commands of the chain follow" :
	                      "last or only command of a chain");
	tree_add(tree, field, NODE_DETAIL, ROLE_DIM, further ? "b6" : "b4 b3",
	         security_text(c.security));
	tree_addf(tree, field, NODE_DETAIL, ROLE_DIM, further ? "b4 to b1" : "b2 b1", "channel %u",
	          c.channel);
}
