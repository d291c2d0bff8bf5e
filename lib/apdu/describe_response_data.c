#include "apdu/data_field.h"

#include "tlv/tlv_tags.h"

#include <stdio.h>

static void say_uicc_objects(const struct talk *t)
{
	talk_objects(t, TLV_BER, TLV_NOWHERE, FAMILY_UICC);
}

/* 3GPP TS 31.102, 7.1.2.1: DB, then RES, CK, IK and Kc where GSM access is served; DC, then
 * AUTS. 51.011, 9.2.16: SRES and Kc. */
static void say_uicc_authenticate(const struct talk *t)
{
	static const char *const success[] = {"RES", "CK", "IK", "Kc"}, *const failure[] = {"AUTS"};
	bool done = t->data->bytes[0] == 0xDB;
	node_id field = talk_data(t, "");

	if (!done && t->data->bytes[0] != 0xDC)
		return; /* the GSM context's has no tag: SRES and Kc, as they come */
	talk_part(t, field, 0, 1, done ? "DB" : "DC", done ? "success" : "synchronisation failure");
	talk_counted(t, field, 1, done ? success : failure, done ? 4 : 1);
}

static void say_gsm_algorithm(const struct talk *t)
{
	node_id field = talk_data(t, "");

	if (t->data->length != 12)
		return;
	talk_part(t, field, 0, 4, "SRES", "");
	talk_part(t, field, 4, 8, "Kc", "");
}

static void say_gpo_answer(const struct talk *t)
{
	talk_if_objects(t, TLV_IN_GPO, FAMILY_EMV);
}

static void say_ac_answer(const struct talk *t)
{
	talk_if_objects(t, TLV_IN_GENERATE_AC, FAMILY_EMV);
}

static void say_random(const struct talk *t)
{
	talk_data(t, "random number");
}

static void say_channel_answer(const struct talk *t)
{
	char text[24];

	(void)snprintf(text, sizeof text, "channel %u", t->data->bytes[0]);
	talk_data(t, t->data->length == 1 ? text : "");
}

/* GlobalPlatform Card Specification 2.3, E.5.1.5 (SCP02, 28 bytes) and Amendment D, 7.1.1.6 (SCP03,
 * 29 bytes, or 32 with its sequence counter) */
static void say_initialize_answer(const struct talk *t)
{
	size_t length = t->data->length;
	bool scp03 = length == 29 || length == 32, scp02 = length == 28;
	node_id field = talk_data(t, "");
	size_t at = 10;
	char text[48];

	if (!scp02 && !scp03)
		return;
	talk_part(t, field, 0, 10, "key diversification data", "");
	(void)snprintf(text, sizeof text, "key version %u, SCP%02X%s", t->data->bytes[10],
	               t->data->bytes[11], scp03 ? ", parameter after it" : "");
	talk_part(t, field, at, scp03 ? 3 : 2, "key information", text);
	at += scp03 ? 3 : 2;
	if (scp02)
		talk_part(t, field, at, 2, "sequence counter", "");
	at += scp02 ? 2 : 0;
	talk_part(t, field, at, scp02 ? 6 : 8, "card challenge", "");
	at += scp02 ? 6 : 8;
	talk_part(t, field, at, 8, "card cryptogram", "");
	if (length == 32)
		talk_part(t, field, 29, 3, "sequence counter", "");
}

static void say_reader_answer(const struct talk *t)
{
	uint8_t p1 = t->command->apdu.p1;

	talk_data(t, p1 == 0 ? "UID, PUPI or serial number" : p1 == 1 ? "historical bytes" : "");
}

static const struct data_row responses[] = {
	{INS_ISO, 0x88, ODD_TOO, FAMILY_UICC, say_uicc_authenticate},
	{INS_SIM, 0x88, ALL, FAMILY_SIM, say_gsm_algorithm},
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
		talk_if_objects(&talk, TLV_IN_SECURE_MESSAGING, command->family);
	else if (!talk_by_row(&talk, responses))
		talk_unknown(&talk);
}
