#include "decode/describe_data.h"

#include "decode/aid.h"
#include "decode/describe_tlv.h"
#include "decode/secret.h"
#include "decode/tlv_value.h"

#include <stdio.h>
#include <string.h>

enum { ALL = 0xFF, ODD_TOO = 0xFE };

struct talk {
	struct tree *tree;
	node_id parent; /* where the field "data" goes */
	const struct command *command;
	const struct data *data;
};

static node_id add_data(const struct talk *t, const char *text)
{
	node_id field = tree_add(t->tree, t->parent, NODE_FIELD, ROLE_PLAIN, "data", text);

	tree_bytes(t->tree, field, t->data->offset, t->data->length);
	return field;
}

/* Adds a field of length bytes from at to the data's. */
static node_id add_part(const struct talk *t, node_id field, size_t at, size_t length,
                        const char *name, const char *text)
{
	node_id part = tree_add(t->tree, field, NODE_FIELD, ROLE_PLAIN, name, text);

	tree_bytes(t->tree, part, t->data->offset + at, length);
	return part;
}

static void add_objects(const struct talk *t, enum tlv_form form, int64_t parent,
                        enum family family)
{
	const struct tlv_place place = {form, parent, family, t->data->offset};

	describe_tlv(t->tree, add_data(t, ""), t->data->bytes, t->data->length, &place);
}

static void say_objects(const struct talk *t)
{
	add_objects(t, TLV_BER, TLV_NOWHERE, t->command->family);
}

/* Nothing is known but the bytes. */
static void say_unknown(const struct talk *t)
{
	struct words words = {0};

	if (tlv_is_likely(t->data->bytes, t->data->length, t->command->family)) {
		say_objects(t);
		return;
	}
	if (t->data->length >= 4)
		tlv_put_text(&words, t->data->bytes, t->data->length);
	add_data(t, words.text);
}

static void say_secured(const struct talk *t)
{
	add_objects(t, TLV_BER, TLV_IN_SECURE_MESSAGING, t->command->family);
}

static void say_secret(const struct talk *t)
{
	add_data(t, "secret");
}

/* ISO/IEC 7816-4:2005, 7.1.1 */
static void say_select(const struct talk *t)
{
	uint8_t p1 = t->command->apdu.p1;
	struct words words = {0};

	if (p1 == 0x04)
		aid_text(&words, t->data->bytes, t->data->length);
	else
		tlv_value_text(&words, VALUE_PATH, t->data->bytes, t->data->length, t->command->family);
	add_data(t, words.text);
}

static void say_sim_select(const struct talk *t)
{
	struct words words = {0};

	tlv_value_text(&words, VALUE_FILE_ID, t->data->bytes, t->data->length, FAMILY_SIM);
	add_data(t, words.text);
}

/* 7.5.11: control reference objects stand in the template that P2 names */
static void say_environment(const struct talk *t)
{
	if ((t->command->apdu.p1 & 15) == 1)
		add_objects(t, TLV_BER, t->command->apdu.p2, t->command->family);
	else
		say_unknown(t);
}

/* ISO/IEC 7816-8, 11: with a constructed tag in P2 the data is its objects */
static void say_operation(const struct talk *t)
{
	bool objects = (t->command->apdu.p2 & 0xE0) == 0xA0;

	if (objects && tlv_is_whole(t->data->bytes, t->data->length))
		say_objects(t);
	else
		add_data(t, "");
}

static void say_if_objects(const struct talk *t, int64_t parent, enum family family)
{
	if (tlv_is_whole(t->data->bytes, t->data->length))
		add_objects(t, TLV_BER, parent, family);
	else
		add_data(t, "");
}

/* What INSTALL's length-value pairs are (GlobalPlatform Card Specification 2.3, 11.5.2.3). */
static const char *const load_parts[] = {
	"load file AID", "security domain AID", "load file data block hash", "load parameters",
	"load token",
};
static const char *const install_parts[] = {
	"load file AID", "module AID", "application AID", "privileges", "install parameters",
	"install token",
};
static const char *const other_parts[] = {
	"security domain AID", "", "application AID", "", "parameters", "token",
};

static void add_install_part(const struct talk *t, node_id field, size_t at, const char *name)
{
	const uint8_t *value = t->data->bytes + at + 1;
	size_t length = t->data->bytes[at], name_length = strlen(name);
	struct words words = {0};

	words_put(&words, name);
	if (length == 0)
		words_put(&words, *name != '\0' ? ", none" : "none");
	if (length > 0 && name_length >= 3 && strcmp(name + name_length - 3, "AID") == 0) {
		words_put(&words, ": ");
		aid_text(&words, value, length);
	}
	node_id part = add_part(t, field, at, 1 + length, "LV", words.text);
	tree_header(t->tree, part, 1);
	if (strstr(name, "parameters") != NULL && tlv_is_whole(value, length)) {
		const struct tlv_place place = {TLV_BER, TLV_IN_INSTALL, FAMILY_GP,
		                                t->data->offset + at + 1};
		describe_tlv(t->tree, part, value, length, &place);
	}
}

static void say_install(const struct talk *t)
{
	uint8_t p1 = t->command->apdu.p1;
	bool load = p1 & 0x02, install = p1 & 0x0C;
	const char *const *names = load ? load_parts : install ? install_parts : other_parts;
	size_t count = load ? 5 : 6, at = 0;
	node_id field = add_data(t, "");

	for (size_t i = 0; i < count && at < t->data->length; i++) {
		if (t->data->bytes[at] > t->data->length - at - 1)
			break;
		add_install_part(t, field, at, names[i]);
		at += 1u + t->data->bytes[at];
	}
	if (at < t->data->length)
		add_part(t, field, at, t->data->length - at, "", "no length-value pair");
}

static void say_toolkit(const struct talk *t)
{
	add_objects(t, TLV_COMPREHENSION, TLV_IN_COMPREHENSION, FAMILY_UICC);
}

static void say_uicc_objects(const struct talk *t)
{
	add_objects(t, TLV_BER, TLV_NOWHERE, FAMILY_UICC);
}

static void say_emv_objects(const struct talk *t)
{
	add_objects(t, TLV_BER, TLV_NOWHERE, FAMILY_EMV);
}

static void say_host_challenge(const struct talk *t)
{
	add_data(t, "host challenge");
}

/* GlobalPlatform Card Specification 2.3, D.4.2 and E.5.2 */
static void say_host_cryptogram(const struct talk *t)
{
	node_id field;

	if (t->data->length != 16) {
		add_data(t, "");
		return;
	}
	field = add_data(t, "");
	add_part(t, field, 0, 8, "host cryptogram", "");
	add_part(t, field, 8, 8, "C-MAC", "");
}

/* PC/SC part 3, 3.2.2.1.6 */
static void say_reader_authenticate(const struct talk *t)
{
	node_id field = add_data(t, "");
	const uint8_t *b = t->data->bytes;
	char block[24];

	if (t->data->length != 5)
		return;
	(void)snprintf(block, sizeof block, "%u", (unsigned)(b[1] << 8 | b[2]));
	add_part(t, field, 0, 1, "version", b[0] == 1 ? "1" : "unknown");
	add_part(t, field, 1, 2, "block", block);
	add_part(t, field, 3, 1, "key type", b[3] == 0x60 ? "key A" : b[3] == 0x61 ? "key B" : "other");
	add_part(t, field, 4, 1, "key number", "");
}

static void say_load_keys(const struct talk *t)
{
	add_data(t, "key");
}

static void say_desfire_select(const struct talk *t)
{
	add_data(t, t->data->length == 3 ? "application identifier, lowest byte first" : "");
}

struct data_row {
	enum ins_group group;
	uint8_t ins, mask;
	enum family family;
	void (*say)(const struct talk *talk);
};

static const struct data_row commands[] = {
	{INS_ISO, 0xA4, ALL, FAMILY_NONE, say_select},
	{INS_ISO, 0x22, ALL, FAMILY_NONE, say_environment},
	{INS_ISO, 0x2A, ODD_TOO, FAMILY_NONE, say_operation},
	{INS_ISO, 0x86, ODD_TOO, FAMILY_NONE, say_unknown},
	{INS_ISO, 0xCB, ALL, FAMILY_NONE, say_objects},
	{INS_ISO, 0xDB, ALL, FAMILY_NONE, say_objects},
	{INS_ISO, 0xB1, ALL, FAMILY_NONE, say_objects},
	{INS_ISO, 0xD7, ALL, FAMILY_NONE, say_objects},
	{INS_ISO, 0xD1, ALL, FAMILY_NONE, say_objects},
	{INS_ISO, 0xE0, ALL, FAMILY_NONE, say_unknown},
	{INS_GLOBAL, 0xE6, ALL, FAMILY_GP, say_install},
	{INS_GLOBAL, 0x50, ALL, FAMILY_GP, say_host_challenge},
	{INS_GLOBAL, 0x82, ALL, FAMILY_GP, say_host_cryptogram},
	{INS_GLOBAL, 0x14, ALL, FAMILY_UICC, say_toolkit},
	{INS_GLOBAL, 0xC2, ALL, FAMILY_UICC, say_uicc_objects},
	{INS_GLOBAL, 0xA8, ALL, FAMILY_EMV, say_emv_objects},
	{INS_SIM, 0xA4, ALL, FAMILY_SIM, say_sim_select},
	{INS_SIM, 0x14, ALL, FAMILY_SIM, say_toolkit},
	{INS_SIM, 0xC2, ALL, FAMILY_SIM, say_uicc_objects},
	{INS_READER, 0x86, ALL, FAMILY_READER, say_reader_authenticate},
	{INS_READER, 0x82, ALL, FAMILY_READER, say_load_keys},
	{INS_DESFIRE, 0x5A, ALL, FAMILY_DESFIRE, say_desfire_select},
	{0},
};

static void say_by_row(const struct talk *t, const struct data_row *row)
{
	while (row->say != NULL &&
	       !command_is(t->command, row->group, row->ins, row->mask, row->family))
		row++;
	if (row->say != NULL)
		row->say(t);
	else
		say_unknown(t);
}

void describe_command_data(struct tree *tree, node_id parent, const struct command *command,
                           const struct data *data)
{
	const struct talk talk = {tree, parent, command, data};

	if (secret_find(command->bytes, command->length).length > 0)
		say_secret(&talk);
	else if (command_is_secured(command))
		say_secured(&talk);
	else
		say_by_row(&talk, commands);
}

static void say_gpo_answer(const struct talk *t)
{
	say_if_objects(t, TLV_IN_GPO, FAMILY_EMV);
}

static void say_ac_answer(const struct talk *t)
{
	say_if_objects(t, TLV_IN_GENERATE_AC, FAMILY_EMV);
}

static void say_random(const struct talk *t)
{
	add_data(t, "random number");
}

static void say_channel_answer(const struct talk *t)
{
	char text[24];

	(void)snprintf(text, sizeof text, "channel %u", t->data->bytes[0]);
	add_data(t, t->data->length == 1 ? text : "");
}

/* GlobalPlatform Card Specification 2.3, E.5.1.5 (SCP02, 28 bytes) and Amendment D, 7.1.1.6 (SCP03,
 * 29 bytes, or 32 with its sequence counter) */
static void say_initialize_answer(const struct talk *t)
{
	size_t length = t->data->length;
	bool scp03 = length == 29 || length == 32, scp02 = length == 28;
	node_id field = add_data(t, "");
	size_t at = 10;
	char text[48];

	if (!scp02 && !scp03)
		return;
	add_part(t, field, 0, 10, "key diversification data", "");
	(void)snprintf(text, sizeof text, "key version %u, SCP%02X%s", t->data->bytes[10],
	               t->data->bytes[11], scp03 ? ", parameter after it" : "");
	add_part(t, field, at, scp03 ? 3 : 2, "key information", text);
	at += scp03 ? 3 : 2;
	if (scp02)
		add_part(t, field, at, 2, "sequence counter", "");
	at += scp02 ? 2 : 0;
	add_part(t, field, at, scp02 ? 6 : 8, "card challenge", "");
	at += scp02 ? 6 : 8;
	add_part(t, field, at, 8, "card cryptogram", "");
	if (length == 32)
		add_part(t, field, 29, 3, "sequence counter", "");
}

static void say_reader_answer(const struct talk *t)
{
	uint8_t p1 = t->command->apdu.p1;

	add_data(t, p1 == 0 ? "UID, PUPI or serial number" : p1 == 1 ? "historical bytes" : "");
}

static const struct data_row responses[] = {
	{INS_ISO, 0x84, ALL, FAMILY_NONE, say_random},
	{INS_ISO, 0x70, ALL, FAMILY_NONE, say_channel_answer},
	{INS_GLOBAL, 0xA8, ALL, FAMILY_EMV, say_gpo_answer},
	{INS_GLOBAL, 0xAE, ALL, FAMILY_EMV, say_ac_answer},
	{INS_GLOBAL, 0x50, ALL, FAMILY_GP, say_initialize_answer},
	{INS_GLOBAL, 0x12, ALL, FAMILY_UICC, say_uicc_objects},
	{INS_SIM, 0x12, ALL, FAMILY_SIM, say_uicc_objects},
	{INS_READER, 0xCA, ALL, FAMILY_READER, say_reader_answer},
	{0},
};

void describe_response_data(struct tree *tree, node_id parent, const struct command *command,
                            const struct data *data)
{
	const struct talk talk = {tree, parent, command, data};

	if (command_is_secured(command))
		say_if_objects(&talk, TLV_IN_SECURE_MESSAGING, command->family);
	else
		say_by_row(&talk, responses);
}
