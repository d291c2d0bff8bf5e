#include "apdu/describe_command_data.h"

#include "apdu/describe_data_cards.h"
#include "apdu/describe_desfire.h"
#include "apdu/describe_fido.h"
#include "apdu/sim/sim_files.h"
#include "names/aid.h"
#include "tlv/terminal_profile.h"
#include "tlv/tlv_value.h"

#include <stdio.h>
#include <string.h>

static void describe_objects(const struct data_context *context)
{
	data_objects(context, TLV_BER, TLV_NOWHERE, context->command->family);
}

static void describe_secured(const struct data_context *context)
{
	data_objects(context, TLV_BER, TLV_IN_SECURE_MESSAGING, context->command->family);
}

static void describe_secret(const struct data_context *context)
{
	data_field(context, "secret");
}

static void put_path(struct words *words, const struct data_context *context, enum family family)
{
	const struct tlv_data path = {context->data->bytes, context->data->length, family,
	                              .directory = context->command->selected.directory};

	tlv_value_text(words, VALUE_PATH, &path);
}

/* ISO/IEC 7816-4:2005, 7.1.1 */
static void describe_select(const struct data_context *context)
{
	uint8_t p1 = context->command->apdu.p1;
	struct words words = {0};

	if (p1 == 0x04)
		aid_text(&words, context->data->bytes, context->data->length);
	else
		put_path(&words, context, context->command->family);
	data_field(context, words.text);
}

static void describe_sim_select(const struct data_context *context)
{
	struct words words = {0};

	put_path(&words, context, FAMILY_SIM);
	data_field(context, words.text);
}

/* 7.5.11: control reference data objects, as in the template that P2 specifies */
static void describe_environment(const struct data_context *context)
{
	if ((context->command->apdu.p1 & 15) == 1)
		data_objects(context, TLV_BER, context->command->apdu.p2, context->command->family);
	else
		data_unknown(context);
}

/* ISO/IEC 7816-8, 11: if P2 is a constructed tag, the data are the objects in it */
static void describe_operation(const struct data_context *context)
{
	bool objects = (context->command->apdu.p2 & 0xE0) == 0xA0;

	if (objects && tlv_is_whole(context->data->bytes, context->data->length))
		describe_objects(context);
	else
		data_field(context, "");
}

static void describe_toolkit(const struct data_context *context)
{
	data_objects(context, TLV_COMPREHENSION, TLV_IN_COMPREHENSION, FAMILY_UICC);
}

static void describe_uicc_objects(const struct data_context *context)
{
	data_objects(context, TLV_ONE_BYTE, TLV_NOWHERE, FAMILY_UICC);
}

static void describe_profile(const struct data_context *context)
{
	const struct tlv_data profile = {.bytes = context->data->bytes,
	                                 .length = context->data->length,
	                                 .offset = context->data->offset};

	terminal_profile_details(context->tree, data_field(context, ""), &profile);
}

static void describe_emv_objects(const struct data_context *context)
{
	data_objects(context, TLV_BER, TLV_NOWHERE,
	             family_covers(FAMILY_EMV, context->command->family) ?
	                     context->command->family :
	                     FAMILY_EMV);
}

/* 3GPP TS 31.102, 7.1.2: RAND and, except in the GSM context, AUTN, each preceded by its length; in
 * the GBA context there is a tag of one byte first; in the last two contexts there are objects. */
static void describe_uicc_authenticate(const struct data_context *context)
{
	static const char *const names[] = {"RAND", "AUTN"};
	static const char *const derivation[] = {"NAF identifier", "IMPI"};
	enum { GBA = 4 };
	uint8_t mode = context->command->apdu.p2 & 7;
	bool gba = mode == GBA, derives = gba && context->data->bytes[0] == 0xDE;

	if (mode > GBA) {
		data_unknown(context);
		return;
	}
	node_id field = data_field(context, "");
	if (gba)
		data_part(context, field, 0, 1, "mode",
		          derives ? "NAF derivation" : "bootstrapping");
	data_parts_counted(context, field, gba, derives ? derivation : names, mode == 0 ? 1 : 2);
}

const struct data_row data_of_commands[] = {
	{INS_ISO, 0x88, ODD_TOO, FAMILY_UICC, .describe = describe_uicc_authenticate},
	{INS_SIM, 0x88, ALL, FAMILY_SIM, "RAND"},
	{INS_SIM, 0xD6, ALL, FAMILY_SIM, .describe = sim_file_describe},
	{INS_SIM, 0xDC, ALL, FAMILY_SIM, .describe = sim_file_describe},
	{INS_ISO, 0xD6, ALL, FAMILY_NONE, .describe = sim_file_describe},
	{INS_ISO, 0xDC, ALL, FAMILY_NONE, .describe = sim_file_describe},
	{INS_ISO, 0xA4, ALL, FAMILY_NONE, .describe = describe_select},
	{INS_ISO, 0x22, ALL, FAMILY_NONE, .describe = describe_environment},
	{INS_ISO, 0x2A, ODD_TOO, FAMILY_NONE, .describe = describe_operation},
	{INS_ISO, 0x86, ODD_TOO, FAMILY_NONE, .describe = data_unknown},
	{INS_ISO, 0xCB, ALL, FAMILY_NONE, .describe = describe_objects},
	{INS_ISO, 0xDB, ALL, FAMILY_NONE, .describe = describe_objects},
	{INS_ISO, 0xB1, ALL, FAMILY_NONE, .describe = describe_objects},
	{INS_ISO, 0xD7, ALL, FAMILY_NONE, .describe = describe_objects},
	{INS_ISO, 0xD1, ALL, FAMILY_NONE, .describe = describe_objects},
	{INS_ISO, 0xE0, ALL, FAMILY_NONE, .describe = data_unknown},
	{INS_GLOBAL, 0x10, ALL, FAMILY_FIDO, .describe = describe_fido_command},
	{INS_DESFIRE, 0x10, ALL, FAMILY_FIDO, .describe = describe_fido_command},
	{INS_GLOBAL, 0x10, ALL, FAMILY_UICC, .describe = describe_profile},
	{INS_GLOBAL, 0x14, ALL, FAMILY_UICC, .describe = describe_toolkit},
	{INS_GLOBAL, 0xC2, ALL, FAMILY_UICC, .describe = describe_uicc_objects},
	{INS_GLOBAL, 0xA8, ALL, FAMILY_EMV, .describe = describe_emv_objects},
	{INS_SIM, 0xA4, ALL, FAMILY_SIM, .describe = describe_sim_select},
	{INS_SIM, 0x10, ALL, FAMILY_SIM, .describe = describe_profile},
	{INS_SIM, 0x14, ALL, FAMILY_SIM, .describe = describe_toolkit},
	{INS_SIM, 0xC2, ALL, FAMILY_SIM, .describe = describe_uicc_objects},
	{0},
};

void describe_command_data(struct tree *tree, node_id parent, const struct command *command,
                           const struct data *data)
{
	const struct data_context context = {tree, parent, command, data};

	if (data->secret)
		describe_secret(&context);
	else if (command_is_secured(command))
		describe_secured(&context);
	else if (command->next_part)
		data_field(&context, "continued");
	else if (!data_by_row(&context, data_of_cards) &&
	         !data_by_row(&context, commands_of_desfire) &&
	         !data_by_row(&context, data_of_commands))
		data_unknown(&context);
}
