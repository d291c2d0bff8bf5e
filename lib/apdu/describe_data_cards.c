#include "apdu/describe_data_cards.h"

#include "names/aid.h"
#include "tlv/tlv.h"
#include "tlv/tlv_tags.h"
#include "tlv/tlv_value.h"

#include <stdio.h>
#include <string.h>

/* The length-value pairs of INSTALL (GlobalPlatform Card Specification 2.3, 11.5.2.3). */
static const char *const load_parts[] = {
	"load file AID",   "security domain AID", "load file data block hash",
	"load parameters", "load token",
};
static const char *const install_parts[] = {
	"load file AID", "module AID",         "application AID",
	"privileges",    "install parameters", "install token",
};
static const char *const other_parts[] = {
	"security domain AID", "", "application AID", "", "parameters", "token",
};

static void add_install_part(const struct data_context *context, node_id field, size_t at,
                             const char *name)
{
	const uint8_t *value = context->data->bytes + at + 1;
	size_t length = context->data->bytes[at], name_length = strlen(name);
	struct words words = {0};

	words_put(&words, name);
	if (length == 0)
		words_put(&words, *name != '\0' ? ", none" : "none");
	if (length > 0 && name_length >= 3 && strcmp(name + name_length - 3, "AID") == 0) {
		words_put(&words, ": ");
		aid_text(&words, value, length);
	}
	node_id part = data_part(context, field, at, 1 + length, "LV", words.text);
	tree_header(context->tree, part, 1);
	if (strstr(name, "parameters") != NULL && tlv_is_whole(value, length)) {
		const struct tlv_place place = {.parent = TLV_IN_INSTALL,
		                                .family = FAMILY_GP,
		                                .offset = context->data->offset + at + 1};
		describe_tlv(context->tree, part, value, length, &place);
	}
}

static void describe_install(const struct data_context *context)
{
	uint8_t p1 = context->command->apdu.p1;
	bool load = p1 & 0x02, install = p1 & 0x0C;
	const char *const *names = load ? load_parts : install ? install_parts : other_parts;
	size_t count = load ? 5 : 6, at = 0;
	node_id field = data_field(context, "");

	for (size_t i = 0; i < count && at < context->data->length; i++) {
		if (context->data->bytes[at] > context->data->length - at - 1)
			break;
		add_install_part(context, field, at, names[i]);
		at += 1u + context->data->bytes[at];
	}
	if (at < context->data->length)
		data_part(context, field, at, context->data->length - at, "",
		          "not a length-value pair");
}

/* Describes what is left of the first block of a LOAD after the DAP blocks: the object C4, or D4 if
 * it is enciphered, whose value goes on in the next blocks. */
static void add_load_file(const struct data_context *context, node_id field, size_t at)
{
	const struct data *data = context->data;
	struct cursor cursor = cursor_start(data->bytes + at, data->length - at);
	struct tlv tlv;
	size_t fault_at;
	char text[64], tag[TLV_TAG_TEXT];

	(void)tlv_read(&cursor, TLV_BER, &tlv, &fault_at);
	if (tlv.header == 0 || (tlv.tag != 0xC4 && tlv.tag != 0xD4)) {
		data_part(context, field, at, data->length - at, "", "load file");
		return;
	}
	(void)snprintf(text, sizeof text, "%sload file data block of %zu bytes",
	               tlv.tag == 0xD4 ? "enciphered " : "", tlv.length);
	tlv_write_tag(tag, tlv.tag);
	tree_header(context->tree, data_part(context, field, at, data->length - at, tag, text),
	            tlv.header);
}

/* GlobalPlatform Card Specification 2.3, 11.6.2.3 */
static void describe_load(const struct data_context *context)
{
	const struct data *data = context->data;
	struct tlv_place place = {
		.parent = TLV_IN_INSTALL, .family = FAMILY_GP, .offset = data->offset};
	struct cursor cursor = cursor_start(data->bytes, data->length);
	struct tlv tlv = {0};
	size_t at = 0, fault_at;

	if (context->command->apdu.p2 != 0) {
		data_field(context, "load file, continued");
		return;
	}
	while (cursor_left(&cursor) > 0 && data->bytes[at] == 0xE2 &&
	       tlv_read(&cursor, TLV_BER, &tlv, &fault_at) == TLV_FINE)
		at = cursor.at;
	node_id field = data_field(context, "");
	if (at > 0)
		describe_tlv(context->tree, field, data->bytes, at, &place);
	if (at < data->length)
		add_load_file(context, field, at);
}

/* GlobalPlatform Card Specification 2.3, D.4.2 and E.5.2 */
static const struct tlv_part host_cryptogram[] = {
	{8, VALUE_OPAQUE, "host cryptogram"},
	{8, VALUE_OPAQUE, "C-MAC"},
	{0},
};

/* Amendment F, 6.5: MUTUAL AUTHENTICATE of SCP11 has objects instead. */
static void describe_authenticate(const struct data_context *context)
{
	if (context->command->names.rows[0]->data != 0)
		data_objects(context, TLV_BER, TLV_NOWHERE, FAMILY_GP);
	else
		data_parts(context, host_cryptogram);
}

/* PC/SC part 3, 3.2.2.1.6 */
static void describe_reader_authenticate(const struct data_context *context)
{
	node_id field = data_field(context, "");
	const uint8_t *b = context->data->bytes;
	char block[24];

	if (context->data->length != 5)
		return;
	(void)snprintf(block, sizeof block, "%u", (unsigned)(b[1] << 8 | b[2]));
	data_part(context, field, 0, 1, "version", b[0] == 1 ? "1" : "unknown");
	data_part(context, field, 1, 2, "block", block);
	data_part(context, field, 3, 1, "key type",
	          b[3] == 0x60         ? "key A" :
	                  b[3] == 0x61 ? "key B" :
	                                 "other");
	data_part(context, field, 4, 1, "key number", "");
}

/* GlobalPlatform Card Specification 2.3, 11.10.2.3: the AID of the application whose state is set;
 * not for the state of the card. */
static void describe_status_subject(const struct data_context *context)
{
	struct words words = {0};

	aid_text(&words, context->data->bytes, context->data->length);
	data_field(context, words.text);
}

/* The values of objects that look constructed are not objects. */
static void describe_oath(const struct data_context *context)
{
	data_objects(context, TLV_BER, TLV_NOWHERE, FAMILY_OATH);
}

/* 3GPP2 C.S0023: commands of R-UIMs, some of which are a CSIM's too */
static const struct tlv_part cave[] = {
	{1, VALUE_NUMBER, "RAND type (0: global, 1: unique)"},
	{4, VALUE_OPAQUE, "RAND"},
	{1, VALUE_NUMBER, "length of the digits"},
	{3, VALUE_OPAQUE, "digits"},
	{1, VALUE_OPAQUE, "process control"},
	{7, VALUE_OPAQUE, "ESN or MEID"},
	{0},
};
static const struct tlv_part ssd_update[] = {
	{7, VALUE_OPAQUE, "RANDSSD"},
	{1, VALUE_OPAQUE, "process control"},
	{7, VALUE_OPAQUE, "ESN or MEID"},
	{0},
};
static const struct tlv_part key_generation[] = {
	{1, VALUE_NUMBER, "first octet of the VPM"},
	{1, VALUE_NUMBER, "last octet of the VPM"},
	{0},
};
static const struct tlv_part parameter_block[] = {
	{1, VALUE_NUMBER, "block"},
	{1, VALUE_NUMBER, "length"},
	{0, VALUE_OPAQUE, "parameters"},
	{0},
};

static void describe_cave(const struct data_context *context)
{
	if (context->command->apdu.p1 == 0)
		data_parts(context, cave);
	else
		data_unknown(context);
}

const struct data_row data_of_cards[] = {
	{INS_ISO, 0x02, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0x05, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0xA2, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0xA3, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0xA4, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0xB1, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_ISO, 0xB5, ALL, FAMILY_OATH, .describe = describe_oath},
	{INS_GLOBAL, 0xF0, ALL, FAMILY_GP, .describe = describe_status_subject},
	{INS_GLOBAL, 0xE6, ALL, FAMILY_GP, .describe = describe_install},
	{INS_GLOBAL, 0xE8, ALL, FAMILY_GP, .describe = describe_load},
	{INS_GLOBAL, 0x50, ALL, FAMILY_GP, "host challenge"},
	{INS_GLOBAL, 0x82, ALL, FAMILY_GP, .describe = describe_authenticate},
	{INS_ISO, 0x88, ALL, FAMILY_CSIM, "challenge"},
	{INS_SIM, 0x88, ALL, FAMILY_CSIM, .describe = describe_cave},
	{INS_SIM, 0x82, ALL, FAMILY_CSIM, "AUTHBS"},
	{INS_SIM, 0x84, ALL, FAMILY_CSIM, .parts = ssd_update},
	{INS_SIM, 0x8A, ALL, FAMILY_CSIM, "RANDSeed"},
	{INS_SIM, 0x8E, ALL, FAMILY_CSIM, .parts = key_generation},
	{INS_SIM, 0x56, ALL, FAMILY_CSIM, .parts = parameter_block},
	{INS_SIM, 0xCE, ALL, FAMILY_CSIM, .parts = parameter_block},
	{INS_SIM, 0xEC, ALL, FAMILY_CSIM, .parts = parameter_block},
	{INS_GLOBAL, 0x8A, ALL, FAMILY_CSIM, "RANDSeed"},
	{INS_GLOBAL, 0x8E, ALL, FAMILY_CSIM, .parts = key_generation},
	{INS_GLOBAL, 0xCE, ALL, FAMILY_CSIM, .parts = parameter_block},
	{INS_READER, 0x86, ALL, FAMILY_READER, .describe = describe_reader_authenticate},
	{INS_READER, 0x82, ALL, FAMILY_READER, "key"},
	{0},
};
