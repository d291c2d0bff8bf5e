#include "apdu/describe_response_data.h"

#include "apdu/describe_desfire.h"
#include "apdu/describe_fido.h"
#include "apdu/describe_get_data.h"
#include "apdu/sim/sim_files.h"
#include "names/aid.h"
#include "tlv/user_data.h"

#include <string.h>

/* 3GPP TS 51.011, 9.3: CHV status bytes */
static const struct tlv_bits chv_status[] = {
	{0, 0x80, 0x00, "not initialised"}, {0, 0x80, 0x80, "initialised"},
	{0, 0x0F, 0x00, "no tries left"},   {0, 0x0F, 0x01, "1 try left"},
	{0, 0x0F, 0x02, "2 tries left"},    {0, 0x0F, 0x03, "3 tries left"},
	{0, 0x0F, 0x04, "4 tries left"},    {0, 0x0F, 0x05, "5 tries left"},
	{0, 0x0F, 0x06, "6 tries left"},    {0, 0x0F, 0x07, "7 tries left"},
	{0, 0x0F, 0x08, "8 tries left"},    {0, 0x0F, 0x09, "9 tries left"},
	{0, 0x0F, 0x0A, "10 tries left"},   {0},
};

/* 9.3: file characteristics */
static const struct tlv_bits sim_characteristics[] = {
	{0, 0x0D, 0x00, "clock stop not allowed"},
	{0, 0x0D, 0x01, "clock stop allowed, no preferred level"},
	{0, 0x0D, 0x04, "clock stop only at high level"},
	{0, 0x0D, 0x05, "clock stop allowed, high level preferred"},
	{0, 0x0D, 0x08, "clock stop only at low level"},
	{0, 0x0D, 0x09, "clock stop allowed, low level preferred"},
	{0, 0x02, 0x00, "authentication at 13/8 MHz"},
	{0, 0x02, 0x02, "authentication at 13/4 MHz"},
	{0, 0x70, 0x00, "5 V only"},
	{0, 0x70, 0x10, "3 V technology"},
	{0, 0x70, 0x30, "1.8 V technology"},
	{0, 0x80, 0x00, "CHV1 enabled"},
	{0, 0x80, 0x80, "CHV1 disabled"},
	{0},
};

static const struct tlv_bits file_types[] = {
	{0, 0xFF, 0x00, "reserved"},
	{0, 0xFF, 0x01, "MF"},
	{0, 0xFF, 0x02, "DF"},
	{0, 0xFF, 0x04, "EF"},
	{0},
};

static const struct tlv_bits structures[] = {
	{0, 0xFF, 0x00, "transparent"},
	{0, 0xFF, 0x01, "linear fixed"},
	{0, 0xFF, 0x03, "cyclic"},
	{0},
};

static const struct tlv_bits file_status[] = {
	{0, 0x01, 0x00, "invalidated"},
	{0, 0x01, 0x01, "not invalidated"},
	{0, 0x04, 0x04, "readable and updatable when invalidated"},
	{0},
};

static const struct tlv_bits increase[] = {
	{0, 0x40, 0x00, "INCREASE not allowed"},
	{0, 0x40, 0x40, "INCREASE allowed if cyclic"},
	{0},
};

#define LEVELS(byte, mask, shift, what) \
	{byte, mask, (0x0 << shift), what ": always"}, \
		{byte, mask, (0x1 << shift), what ": CHV1"}, \
		{byte, mask, (0x2 << shift), what ": CHV2"}, \
		{byte, mask, (0x4 << shift), what ": ADM (4)"}, \
		{byte, mask, (0x5 << shift), what ": ADM (5)"}, \
		{byte, mask, (0xA << shift), what ": ADM (A)"}, \
		{byte, mask, (0xB << shift), what ": ADM (B)"}, \
		{byte, mask, (0xE << shift), what ": ADM (E)"}, \
		{byte, mask, (0xF << shift), what ": never"}

/* 9.3, figure 8 */
static const struct tlv_bits access_conditions[] = {
	LEVELS(0, 0xF0, 4, "read, seek"), LEVELS(0, 0x0F, 0, "update"),
	LEVELS(1, 0xF0, 4, "increase"),   LEVELS(2, 0xF0, 4, "rehabilitate"),
	LEVELS(2, 0x0F, 0, "invalidate"), {0},
};

/* 9.2.1: the response to SELECT of an MF or DF */
static const struct tlv_part sim_df[] = {
	{2, VALUE_OPAQUE, "reserved"},
	{2, VALUE_NUMBER, "free memory"},
	{2, VALUE_FILE_ID, "file identifier"},
	{1, VALUE_CODE, "file type", file_types},
	{5, VALUE_OPAQUE, "reserved"},
	{1, VALUE_NUMBER, "length of the following data"},
	{1, VALUE_BITS, "file characteristics", sim_characteristics},
	{1, VALUE_NUMBER, "number of DFs"},
	{1, VALUE_NUMBER, "number of EFs"},
	{1, VALUE_NUMBER, "number of CHVs, unblocking and administrative codes"},
	{1, VALUE_OPAQUE, "reserved"},
	{1, VALUE_BITS, "CHV1 status", chv_status},
	{1, VALUE_BITS, "UNBLOCK CHV1 status", chv_status},
	{1, VALUE_BITS, "CHV2 status", chv_status},
	{1, VALUE_BITS, "UNBLOCK CHV2 status", chv_status},
	{0, VALUE_OPAQUE, "reserved"},
	{0},
};

/* 9.2.1: the response to SELECT of an EF */
static const struct tlv_part sim_ef[] = {
	{2, VALUE_OPAQUE, "reserved"},
	{2, VALUE_NUMBER, "file size"},
	{2, VALUE_FILE_ID, "file identifier"},
	{1, VALUE_CODE, "file type", file_types},
	{1, VALUE_BITS, "increase", increase},
	{3, VALUE_BITS, "access conditions", access_conditions},
	{1, VALUE_BITS, "file status", file_status},
	{1, VALUE_NUMBER, "length of the following data"},
	{1, VALUE_CODE, "structure", structures},
	{1, VALUE_NUMBER, "record length"},
	{0, VALUE_OPAQUE, "reserved"},
	{0},
};

enum { SIM_TYPE_AT = 6, SIM_TYPE_EF = 4 };

static void describe_sim_file(const struct data_context *context)
{
	if (context->data->length <= SIM_TYPE_AT)
		data_field(context, "");
	else
		data_parts(context,
		           context->data->bytes[SIM_TYPE_AT] == SIM_TYPE_EF ? sim_ef : sim_df);
}

/* Describes the data as objects if it begins with one of these tags, whatever is wrong after it. */
static void describe_begun(const struct data_context *context, int64_t parent, const uint8_t *tags,
                           size_t count)
{
	enum family family = context->command->family;

	if (context->data->length > 1 && memchr(tags, context->data->bytes[0], count) != NULL)
		data_objects(context, TLV_BER, parent, family);
	else
		data_objects_if_likely(context, parent, family);
}

/* ISO/IEC 7816-4:2005, 7.1.1: SELECT returns control information in every application */
static void describe_selected(const struct data_context *context)
{
	static const uint8_t templates[] = {0x62, 0x64, 0x6F};

	if (context->command->family == FAMILY_OATH)
		data_objects(context, TLV_BER, TLV_IN_SELECT, FAMILY_OATH);
	else
		describe_begun(context, TLV_IN_SELECT, templates, sizeof templates);
}

/* The objects of OATH do not look like BER-TLV. */
static void describe_oath(const struct data_context *context)
{
	data_objects(context, TLV_BER, TLV_NOWHERE, FAMILY_OATH);
}

static void describe_uicc_objects(const struct data_context *context)
{
	data_objects(context, TLV_ONE_BYTE, TLV_NOWHERE, FAMILY_UICC);
}

/* 3GPP TS 31.102, 7.1.2.1: DB, followed by RES, CK, IK and, if GSM access is supported, Kc; or DC,
 * followed by AUTS. In the GSM context SRES and Kc without a tag, each preceded by its length. */
static void describe_uicc_authenticate(const struct data_context *context)
{
	static const char *const success[] = {"RES", "CK", "IK", "Kc"}, *const failure[] = {"AUTS"},
				 *const gsm[] = {"SRES", "Kc"};
	uint8_t first = context->data->bytes[0];
	node_id field = data_field(context, "");

	if (first == 0xDB || first == 0xDC) {
		bool done = first == 0xDB;

		data_part(context, field, 0, 1, done ? "DB" : "DC",
		          done ? "success" : "synchronisation failure");
		data_parts_counted(context, field, 1, done ? success : failure, done ? 4 : 1);
	} else if (first == 4) {
		data_parts_counted(context, field, 0, gsm, 2);
	}
}

/* 51.011, 9.2.16 */
static const struct tlv_part gsm_algorithm[] = {
	{4, VALUE_OPAQUE, "SRES"},
	{8, VALUE_OPAQUE, "Kc"},
	{0},
};

/* EMV 4.3 Book 3, 6.5.5.4 and 6.5.8.4: format 1 or 2 */
static const uint8_t emv_formats[] = {0x77, 0x80};

static void describe_gpo_response(const struct data_context *context)
{
	describe_begun(context, TLV_IN_GPO, emv_formats, sizeof emv_formats);
}

static void describe_ac_response(const struct data_context *context)
{
	describe_begun(context, TLV_IN_GENERATE_AC, emv_formats, sizeof emv_formats);
}

static void describe_metadata(const struct data_context *context)
{
	data_objects(context, TLV_BER, TLV_IN_METADATA, FAMILY_PIV);
}

/* Yubico's PIV extensions */
static const struct tlv_part yubikey_serial[] = {{4, VALUE_NUMBER, "serial number"}, {0}};
static const struct tlv_part yubikey_version[] = {
	{1, VALUE_NUMBER, "major version"},
	{1, VALUE_NUMBER, "minor version"},
	{1, VALUE_NUMBER, "patch level"},
	{0},
};

static const struct tlv_part yubikey_status[] = {
	{1, VALUE_NUMBER, "major version"},      {1, VALUE_NUMBER, "minor version"},
	{1, VALUE_NUMBER, "patch level"},        {1, VALUE_NUMBER, "number of configurations"},
	{2, VALUE_OPAQUE, "state of the slots"}, {0},
};

/* Yubico's management application: a byte with the length of the objects, then these */
static void describe_yubikey_information(const struct data_context *context)
{
	const struct data *data = context->data;
	const struct tlv_place place = {TLV_ONE_BYTE, TLV_IN_YUBIKEY, .family = FAMILY_YUBIKEY,
	                                .offset = data->offset + 1};
	node_id field = data_field(context, "");

	data_part(context, field, 0, 1, "length", "");
	(void)describe_tlv(context->tree, field, data->bytes + 1, data->length - 1, &place);
}

/* Yubico's OTP application: what P1 requested */
static void describe_api_response(const struct data_context *context)
{
	enum { SERIAL = 0x10, INFORMATION = 0x13 };

	if (context->command->apdu.p1 == INFORMATION)
		describe_yubikey_information(context);
	else if (context->command->apdu.p1 == SERIAL)
		data_parts(context, yubikey_serial);
	else
		data_field(context, "");
}

static const struct tlv_part channel[] = {{1, VALUE_NUMBER, "channel"}, {0}};

/* GlobalPlatform Card Specification 2.3, D.4.1.5 (SCP01), E.5.1.5 (SCP02) */
static const struct tlv_part initialize_scp01[] = {
	{10, VALUE_OPAQUE, "key diversification data"}, {1, VALUE_NUMBER, "key version"},
	{1, VALUE_NUMBER, "secure channel protocol"},   {8, VALUE_OPAQUE, "card challenge"},
	{8, VALUE_OPAQUE, "card cryptogram"},           {0},
};
static const struct tlv_part initialize_scp02[] = {
	{10, VALUE_OPAQUE, "key diversification data"},
	{1, VALUE_NUMBER, "key version"},
	{1, VALUE_NUMBER, "secure channel protocol"},
	{2, VALUE_NUMBER, "sequence counter"},
	{6, VALUE_OPAQUE, "card challenge"},
	{8, VALUE_OPAQUE, "card cryptogram"},
	{0},
};

/* Amendment D, 5.1, table 5-1 */
static const struct tlv_bits scp03_options[] = {
	{0, 0x10, 0x00, "random card challenge"},
	{0, 0x10, 0x10, "pseudo-random card challenge"},
	{0, 0x60, 0x00, "no R-MAC or R-ENCRYPTION"},
	{0, 0x60, 0x20, "R-MAC"},
	{0, 0x60, 0x60, "R-MAC and R-ENCRYPTION"},
	{0, 0x01, 0x01, "S16 mode"},
	{0},
};

/* Amendment D, 7.1.1.6: with a sequence counter if the challenge is pseudo-random */
static const struct tlv_part initialize_scp03[] = {
	{10, VALUE_OPAQUE, "key diversification data"},
	{1, VALUE_NUMBER, "key version"},
	{1, VALUE_NUMBER, "secure channel protocol"},
	{1, VALUE_BITS, "option", scp03_options},
	{8, VALUE_OPAQUE, "card challenge"},
	{8, VALUE_OPAQUE, "card cryptogram"},
	{3, VALUE_NUMBER, "sequence counter"},
	{0},
};

/* The same in S16 mode (Amendment D 1.2). */
static const struct tlv_part initialize_scp03_s16[] = {
	{10, VALUE_OPAQUE, "key diversification data"}, {1, VALUE_NUMBER, "key version"},
	{1, VALUE_NUMBER, "secure channel protocol"},   {1, VALUE_BITS, "option", scp03_options},
	{16, VALUE_OPAQUE, "card challenge"},           {16, VALUE_OPAQUE, "card cryptogram"},
	{3, VALUE_NUMBER, "sequence counter"},          {0},
};

enum { SCP_AT = 11, S16_MODE = 0x01, S16_LENGTH = 45 };

static void describe_initialize_response(const struct data_context *context)
{
	static const struct tlv_part *const forms[] = {
		NULL,
		initialize_scp01,
		initialize_scp02,
		initialize_scp03,
	};
	const struct data *data = context->data;
	uint8_t scp = data->length > SCP_AT ? data->bytes[SCP_AT] : 0;

	if (scp == 3 && data->length >= S16_LENGTH && data->bytes[SCP_AT + 1] & S16_MODE)
		data_parts(context, initialize_scp03_s16);
	else if (scp >= 1 && scp <= 3)
		data_parts(context, forms[scp]);
	else
		data_field(context, "");
}

/* Adds a part of the data that is the value of an object with this tag in a registry entry, without
 * tag and length. */
static void add_registry_value(const struct data_context *context, node_id field, size_t at,
                               uint32_t tag)
{
	const struct tlv_place place = {
		.parent = 0xE3, .above = context->command->apdu.p1, .family = FAMILY_GP};
	bool guess;
	const struct tlv_row *row = tlv_tag_find(tag, &place, &guess);
	const struct tlv_data value = {context->data->bytes + at, 1, FAMILY_GP,
	                               context->data->offset + at, row->bits};
	struct words words = {0};

	tlv_value_text(&words, row->value, &value);
	node_id part = data_part(context, field, at, 1, row->name, words.text);
	tlv_value_details(context->tree, part, row->value, &value);
}

static size_t add_registry_aid(const struct data_context *context, node_id field, size_t at,
                               const char *name)
{
	size_t length = context->data->bytes[at];
	struct words aid = {0};

	aid_text(&aid, context->data->bytes + at + 1, length);
	tree_header(context->tree, data_part(context, field, at, 1 + length, name, aid.text), 1);
	return at + 1 + length;
}

static bool holds_aid(const struct data_context *context, size_t at, size_t more)
{
	return at < context->data->length && context->data->bytes[at] <= AID_MAX &&
		context->data->length - at > context->data->bytes[at] + more;
}

enum { WITH_MODULES = 0x10 };

/* GlobalPlatform Card Specification 2.3, 11.4.3.1, table 11-35: AID, state and privileges; for load
 * files with modules also the number and the AIDs of the modules */
static size_t add_registry_entry(const struct data_context *context, node_id field, size_t at)
{
	at = add_registry_aid(context, field, at, "AID");
	add_registry_value(context, field, at, 0x9F70);
	add_registry_value(context, field, at + 1, 0xC5);
	at += 2;
	if (context->command->apdu.p1 != WITH_MODULES || at >= context->data->length)
		return at;
	unsigned modules = context->data->bytes[at];
	data_part(context, field, at++, 1, "number of modules", "");
	for (; modules > 0 && holds_aid(context, at, 0); modules--)
		at = add_registry_aid(context, field, at, "module AID");
	return at;
}

/* 11.4.3: objects if P2 requests them, else one entry after another */
static void describe_registry(const struct data_context *context)
{
	struct command asking = *context->command;
	struct data_context inner = *context;
	size_t at = 0;

	asking.asked = asking.apdu.p1; /* determines which kind of state it is */
	inner.command = &asking;
	if (context->data->bytes[0] == 0xE3) {
		data_objects(&inner, TLV_BER, TLV_NOWHERE, FAMILY_GP);
		return;
	}
	node_id field = data_field(context, "");
	while (holds_aid(context, at, 2))
		at = add_registry_entry(context, field, at);
	if (at < context->data->length)
		data_part(context, field, at, context->data->length - at, "",
		          "not a registry entry");
}

static void describe_reader_response(const struct data_context *context)
{
	uint8_t p1 = context->command->apdu.p1;

	data_field(context,
	           p1 == 0         ? "UID, PUPI or serial number" :
	                   p1 == 1 ? "historical bytes" :
	                             "");
}

/* 3GPP TS 31.111, 7.1.1.2: the response to a short message may contain a packet for its sender. */
static void describe_envelope_response(const struct data_context *context)
{
	const struct data *data = context->data;
	const struct tlv_data value = {
		.bytes = data->bytes, .length = data->length, .offset = data->offset};

	if (is_response_packet(data->bytes, data->length))
		response_packet_details(context->tree, data_field(context, ""), &value);
	else
		data_unknown(context);
}

const struct data_row data_of_responses[] = {
	{INS_ISO, 0xA1, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0xA2, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0xA3, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0xA4, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0xB5, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0xA4, ALL, FAMILY_NONE, .describe = describe_selected},
	{INS_ISO, 0xB0, ALL, FAMILY_NONE, .describe = sim_file_describe},
	{INS_ISO, 0xB2, ODD_TOO, FAMILY_NONE, .describe = sim_file_describe},
	{INS_ISO, 0x88, ODD_TOO, FAMILY_UICC, .describe = describe_uicc_authenticate},
	{INS_ISO, 0x88, ALL, FAMILY_CSIM, "result of the authentication"},
	{INS_ISO, 0xCA, ALL, FAMILY_NONE, .describe = describe_get_data},
	{INS_ISO, 0x84, ALL, FAMILY_NONE, "random number"},
	{INS_ISO, 0x70, ALL, FAMILY_NONE, .parts = channel},
	{INS_ISO, 0xF7, ALL, FAMILY_PIV, .describe = describe_metadata},
	{INS_ISO, 0xF8, ALL, FAMILY_PIV, .parts = yubikey_serial},
	{INS_ISO, 0xFD, ALL, FAMILY_PIV, .parts = yubikey_version},
	{INS_ISO, 0x03, ALL, FAMILY_YUBIKEY, .parts = yubikey_status},
	{INS_ISO, 0x1D, ALL, FAMILY_YUBIKEY, .describe = describe_yubikey_information},
	{INS_ISO, 0x01, ALL, FAMILY_YUBIKEY, .describe = describe_api_response},
	{INS_SIM, 0xA4, ALL, FAMILY_SIM, .describe = describe_sim_file},
	{INS_SIM, 0xF2, ALL, FAMILY_SIM, .describe = describe_sim_file},
	{INS_SIM, 0xB0, ALL, FAMILY_SIM, .describe = sim_file_describe},
	{INS_SIM, 0xB2, ALL, FAMILY_SIM, .describe = sim_file_describe},
	{INS_SIM, 0x88, ALL, FAMILY_SIM, .parts = gsm_algorithm},
	{INS_SIM, 0x12, ALL, FAMILY_SIM, .describe = describe_uicc_objects},
	{INS_SIM, 0xC2, ALL, FAMILY_SIM, .describe = describe_envelope_response},
	{INS_GLOBAL, 0xCA, ALL, FAMILY_NONE, .describe = describe_get_data},
	{INS_GLOBAL, 0xA8, ALL, FAMILY_EMV, .describe = describe_gpo_response},
	{INS_GLOBAL, 0xAE, ALL, FAMILY_EMV, .describe = describe_ac_response},
	{INS_GLOBAL, 0x50, ALL, FAMILY_GP, .describe = describe_initialize_response},
	{INS_GLOBAL, 0xF2, ALL, FAMILY_GP, .describe = describe_registry},
	{INS_GLOBAL, 0x10, ODD_TOO, FAMILY_FIDO, .describe = describe_fido_response},
	{INS_GLOBAL, 0x12, ALL, FAMILY_UICC, .describe = describe_uicc_objects},
	{INS_GLOBAL, 0xC2, ALL, FAMILY_UICC, .describe = describe_envelope_response},
	{INS_READER, 0xCA, ALL, FAMILY_READER, .describe = describe_reader_response},
	{0},
};

void describe_response_data(struct tree *tree, node_id parent, const struct command *command,
                            const struct data *data)
{
	const struct data_context inner = {tree, parent, command, data};

	if (command->frame > 0 && command->group != INS_DESFIRE)
		data_field(&inner, "continued");
	else if (command_is_secured(command))
		data_objects_if_likely(&inner, TLV_IN_SECURE_MESSAGING, command->family);
	else if (!data_by_row(&inner, data_of_responses) &&
	         !data_by_row(&inner, responses_of_desfire))
		data_unknown(&inner);
}
