#include "apdu/describe_command_data.h"

#include "names/aid.h"
#include "apdu/data_field.h"
#include "tlv/tlv_value.h"

#include <stdio.h>
#include <string.h>

node_id talk_data(const struct talk *t, const char *text)
{
	node_id field = tree_add(t->tree, t->parent, NODE_FIELD, ROLE_PLAIN, "data", text);

	tree_bytes(t->tree, field, t->data->offset, t->data->length);
	return field;
}

node_id talk_part(const struct talk *t, node_id field, size_t at, size_t length, const char *name,
                  const char *text)
{
	node_id part = tree_add(t->tree, field, NODE_FIELD, ROLE_PLAIN, name, text);

	tree_bytes(t->tree, part, t->data->offset + at, length);
	return part;
}

void talk_counted(const struct talk *t, node_id field, size_t at, const char *const *names,
                  size_t count)
{
	for (size_t i = 0; i < count && at < t->data->length; i++) {
		size_t length = t->data->bytes[at];

		if (length > t->data->length - at - 1)
			break;
		tree_header(t->tree, talk_part(t, field, at, 1 + length, names[i], ""), 1);
		at += 1 + length;
	}
	if (at < t->data->length)
		talk_part(t, field, at, t->data->length - at, "", "not as it should be");
}

void talk_objects(const struct talk *t, enum tlv_form form, int64_t parent, enum family family)
{
	const struct tlv_place place = {form, parent, family, t->data->offset};

	describe_tlv(t->tree, talk_data(t, ""), t->data->bytes, t->data->length, &place);
}

static void say_objects(const struct talk *t)
{
	talk_objects(t, TLV_BER, TLV_NOWHERE, t->command->family);
}

/* Nothing is known but the bytes. */
void talk_unknown(const struct talk *t)
{
	struct words words = {0};

	if (tlv_is_likely(t->data->bytes, t->data->length, t->command->family)) {
		say_objects(t);
		return;
	}
	if (t->data->length >= 4)
		tlv_put_text(&words, t->data->bytes, t->data->length);
	talk_data(t, words.text);
}

static void say_secured(const struct talk *t)
{
	talk_objects(t, TLV_BER, TLV_IN_SECURE_MESSAGING, t->command->family);
}

static void say_secret(const struct talk *t)
{
	talk_data(t, "secret");
}

/* ISO/IEC 7816-4:2005, 7.1.1 */
static void say_select(const struct talk *t)
{
	uint8_t p1 = t->command->apdu.p1;
	struct words words = {0};

	if (p1 == 0x04)
		aid_text(&words, t->data->bytes, t->data->length);
	else
		tlv_value_text(&words, VALUE_PATH, t->data->bytes, t->data->length,
		               t->command->family);
	talk_data(t, words.text);
}

static void say_sim_select(const struct talk *t)
{
	struct words words = {0};

	tlv_value_text(&words, VALUE_FILE_ID, t->data->bytes, t->data->length, FAMILY_SIM);
	talk_data(t, words.text);
}

/* 7.5.11: control reference objects stand in the template that P2 names */
static void say_environment(const struct talk *t)
{
	if ((t->command->apdu.p1 & 15) == 1)
		talk_objects(t, TLV_BER, t->command->apdu.p2, t->command->family);
	else
		talk_unknown(t);
}

/* ISO/IEC 7816-8, 11: with a constructed tag in P2 the data is its objects */
static void say_operation(const struct talk *t)
{
	bool objects = (t->command->apdu.p2 & 0xE0) == 0xA0;

	if (objects && tlv_is_whole(t->data->bytes, t->data->length))
		say_objects(t);
	else
		talk_data(t, "");
}

void talk_if_objects(const struct talk *t, int64_t parent, enum family family)
{
	if (tlv_is_whole(t->data->bytes, t->data->length))
		talk_objects(t, TLV_BER, parent, family);
	else
		talk_data(t, "");
}

static void say_toolkit(const struct talk *t)
{
	talk_objects(t, TLV_COMPREHENSION, TLV_IN_COMPREHENSION, FAMILY_UICC);
}

static void say_uicc_objects(const struct talk *t)
{
	talk_objects(t, TLV_BER, TLV_NOWHERE, FAMILY_UICC);
}

static void say_emv_objects(const struct talk *t)
{
	talk_objects(t, TLV_BER, TLV_NOWHERE, FAMILY_EMV);
}

/* 3GPP TS 31.102, 7.1.2: RAND, and AUTN in a 3G context, each with its length before it. */
static void say_uicc_authenticate(const struct talk *t)
{
	static const char *const names[] = {"RAND", "AUTN"};

	talk_counted(t, talk_data(t, ""), 0, names, t->command->apdu.p2 == 0x80 ? 1 : 2);
}

/* 3GPP TS 51.011, 9.2.16 */
static void say_gsm_algorithm(const struct talk *t)
{
	talk_data(t, "RAND");
}

static const struct data_row commands[] = {
	{INS_ISO, 0x88, ODD_TOO, FAMILY_UICC, say_uicc_authenticate},
	{INS_SIM, 0x88, ALL, FAMILY_SIM, say_gsm_algorithm},
	{INS_ISO, 0xA4, ALL, FAMILY_NONE, say_select},
	{INS_ISO, 0x22, ALL, FAMILY_NONE, say_environment},
	{INS_ISO, 0x2A, ODD_TOO, FAMILY_NONE, say_operation},
	{INS_ISO, 0x86, ODD_TOO, FAMILY_NONE, talk_unknown},
	{INS_ISO, 0xCB, ALL, FAMILY_NONE, say_objects},
	{INS_ISO, 0xDB, ALL, FAMILY_NONE, say_objects},
	{INS_ISO, 0xB1, ALL, FAMILY_NONE, say_objects},
	{INS_ISO, 0xD7, ALL, FAMILY_NONE, say_objects},
	{INS_ISO, 0xD1, ALL, FAMILY_NONE, say_objects},
	{INS_ISO, 0xE0, ALL, FAMILY_NONE, talk_unknown},
	{INS_GLOBAL, 0x14, ALL, FAMILY_UICC, say_toolkit},
	{INS_GLOBAL, 0xC2, ALL, FAMILY_UICC, say_uicc_objects},
	{INS_GLOBAL, 0xA8, ALL, FAMILY_EMV, say_emv_objects},
	{INS_SIM, 0xA4, ALL, FAMILY_SIM, say_sim_select},
	{INS_SIM, 0x14, ALL, FAMILY_SIM, say_toolkit},
	{INS_SIM, 0xC2, ALL, FAMILY_SIM, say_uicc_objects},
	{0},
};

bool talk_by_row(const struct talk *t, const struct data_row *row)
{
	while (row->say != NULL &&
	       !command_is(t->command, row->group, row->ins, row->mask, row->family))
		row++;
	if (row->say != NULL)
		row->say(t);
	return row->say != NULL;
}

void describe_command_data(struct tree *tree, node_id parent, const struct command *command,
                           const struct data *data)
{
	const struct talk talk = {tree, parent, command, data};

	if (data->secret)
		say_secret(&talk);
	else if (command_is_secured(command))
		say_secured(&talk);
	else if (!talk_by_row(&talk, commands) && !talk_by_row(&talk, data_of_cards))
		talk_unknown(&talk);
}
