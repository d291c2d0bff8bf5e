#include "apdu/describe_response_data.h"

#include "tlv/tlv_tags.h"

#include <stdio.h>

static void describe_uicc_objects(const struct data_context *context)
{
	data_objects(context, TLV_BER, TLV_NOWHERE, FAMILY_UICC);
}

/* 3GPP TS 31.102, 7.1.2.1: DB, then RES, CK, IK and Kc where GSM access is served; DC, then
 * AUTS. 51.011, 9.2.16: SRES and Kc. */
static void describe_uicc_authenticate(const struct data_context *context)
{
	static const char *const success[] = {"RES", "CK", "IK", "Kc"}, *const failure[] = {"AUTS"};
	bool done = context->data->bytes[0] == 0xDB;
	node_id field = data_field(context, "");

	if (!done && context->data->bytes[0] != 0xDC)
		return; /* the GSM context's has no tag: SRES and Kc, as they come */
	data_part(context, field, 0, 1, done ? "DB" : "DC",
	          done ? "success" : "synchronisation failure");
	data_parts_counted(context, field, 1, done ? success : failure, done ? 4 : 1);
}

static void describe_gsm_algorithm(const struct data_context *context)
{
	node_id field = data_field(context, "");

	if (context->data->length != 12)
		return;
	data_part(context, field, 0, 4, "SRES", "");
	data_part(context, field, 4, 8, "Kc", "");
}

static void describe_gpo_response(const struct data_context *context)
{
	data_objects_if_whole(context, TLV_IN_GPO, FAMILY_EMV);
}

static void describe_ac_response(const struct data_context *context)
{
	data_objects_if_whole(context, TLV_IN_GENERATE_AC, FAMILY_EMV);
}

static void describe_random(const struct data_context *context)
{
	data_field(context, "random number");
}

static void describe_channel_response(const struct data_context *context)
{
	char text[24];

	(void)snprintf(text, sizeof text, "channel %u", context->data->bytes[0]);
	data_field(context, context->data->length == 1 ? text : "");
}

/* GlobalPlatform Card Specification 2.3, E.5.1.5 (SCP02, 28 bytes) and Amendment D, 7.1.1.6 (SCP03,
 * 29 bytes, or 32 with its sequence counter) */
static void describe_initialize_response(const struct data_context *context)
{
	size_t length = context->data->length;
	bool scp03 = length == 29 || length == 32, scp02 = length == 28;
	node_id field = data_field(context, "");
	size_t at = 10;
	char text[48];

	if (!scp02 && !scp03)
		return;
	data_part(context, field, 0, 10, "key diversification data", "");
	(void)snprintf(text, sizeof text, "key version %u, SCP%02X%s", context->data->bytes[10],
	               context->data->bytes[11], scp03 ? ", parameter after it" : "");
	data_part(context, field, at, scp03 ? 3 : 2, "key information", text);
	at += scp03 ? 3 : 2;
	if (scp02)
		data_part(context, field, at, 2, "sequence counter", "");
	at += scp02 ? 2 : 0;
	data_part(context, field, at, scp02 ? 6 : 8, "card challenge", "");
	at += scp02 ? 6 : 8;
	data_part(context, field, at, 8, "card cryptogram", "");
	if (length == 32)
		data_part(context, field, 29, 3, "sequence counter", "");
}

static void describe_reader_response(const struct data_context *context)
{
	uint8_t p1 = context->command->apdu.p1;

	data_field(context,
	           p1 == 0         ? "UID, PUPI or serial number" :
	                   p1 == 1 ? "historical bytes" :
	                             "");
}

static const struct data_row responses[] = {
	{INS_ISO, 0x88, ODD_TOO, FAMILY_UICC, describe_uicc_authenticate},
	{INS_SIM, 0x88, ALL, FAMILY_SIM, describe_gsm_algorithm},
	{INS_ISO, 0x84, ALL, FAMILY_NONE, describe_random},
	{INS_ISO, 0x70, ALL, FAMILY_NONE, describe_channel_response},
	{INS_GLOBAL, 0xA8, ALL, FAMILY_EMV, describe_gpo_response},
	{INS_GLOBAL, 0xAE, ALL, FAMILY_EMV, describe_ac_response},
	{INS_GLOBAL, 0x50, ALL, FAMILY_GP, describe_initialize_response},
	{INS_GLOBAL, 0x12, ALL, FAMILY_UICC, describe_uicc_objects},
	{INS_SIM, 0x12, ALL, FAMILY_SIM, describe_uicc_objects},
	{INS_READER, 0xCA, ALL, FAMILY_READER, describe_reader_response},
	{0},
};

void describe_response_data(struct tree *tree, node_id parent, const struct command *command,
                            const struct data *data)
{
	const struct data_context context = {tree, parent, command, data};

	if (command_is_secured(command))
		data_objects_if_whole(&context, TLV_IN_SECURE_MESSAGING, command->family);
	else if (!data_by_row(&context, responses))
		data_unknown(&context);
}
