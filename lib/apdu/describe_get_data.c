#include "apdu/describe_get_data.h"

#include "tlv/tlv.h"

#include <string.h>

/* An OpenPGP card returns a primitive object without its tag and length (OpenPGP card 3.4, 7.2.6);
 * P1 P2 are its tag. */
static void describe_object(const struct data_context *context)
{
	const struct tlv_place place = {.parent = TLV_IN_DATA_ID, .family = FAMILY_OPENPGP};
	uint32_t tag = (uint32_t)(context->command->apdu.p1 << 8 | context->command->apdu.p2);
	bool guess;
	const struct tlv_row *row = tlv_tag_find(tag, &place, &guess);
	const struct data *data = context->data;
	struct words words = {0};

	if (row == NULL ||
	    (row->value != VALUE_CERTIFICATE &&
	     tlv_is_likely(data->bytes, data->length, FAMILY_OPENPGP))) {
		data_unknown(context);
		return;
	}
	const struct tlv_data value = {data->bytes,  data->length, FAMILY_OPENPGP,
	                               data->offset, row->bits,    row->parts};
	tlv_value_text(&words, row->value, &value);
	tlv_value_details(context->tree, data_field(context, words.text), row->value, &value);
}

/* Data that begin with the tag requested are that object, even if its length does not match. */
static bool begins_with_tag(const struct data_context *context)
{
	const struct apdu *asked = &context->command->apdu;
	const uint8_t tag[] = {asked->p1, asked->p2};
	size_t at = asked->p1 == 0 ? 1 : 0, length = 2 - at;

	return context->data->length > length &&
		memcmp(context->data->bytes, tag + at, length) == 0;
}

/* GlobalPlatform Card Specification 2.3, H.2: only card recognition data (73) begins with this
 * object identifier, so that it is known where no application is. */
static bool is_card_recognition(const struct data *data)
{
	static const uint8_t oid[] = {0x06, 0x07, 0x2A, 0x86, 0x48, 0x86, 0xFC, 0x6B, 0x01};
	const uint8_t *card, *recognition;
	size_t length;

	return tlv_get(data->bytes, data->length, 0x66, &card, &length) &&
		tlv_get(card, length, 0x73, &recognition, &length) && length >= sizeof oid &&
		memcmp(recognition, oid, sizeof oid) == 0;
}

/* Adds the applications in an object whose tag, 2F00, is not one of BER-TLV, as its first byte
 * would be a whole tag. Returns false if the data is not exactly such an object. */
static bool add_applications(const struct data_context *context)
{
	const struct data *data = context->data;
	struct cursor cursor = cursor_start(data->bytes + 1, data->length - 1);
	struct tlv_place inside = {.parent = 0x2F00, .family = FAMILY_GP};
	struct tlv tlv;
	size_t at;

	if (data->length < 3 || data->bytes[0] != 0x2F || data->bytes[1] != 0x00 ||
	    tlv_read(&cursor, TLV_BER, &tlv, &at) != TLV_FINE || cursor_left(&cursor) > 0)
		return false;
	node_id list = data_part(context, data_field(context, ""), 0, data->length, "2F00",
	                         "list of applications");
	inside.offset = data->offset + 1 + tlv.header;
	tree_header(context->tree, list, 1 + tlv.header);
	describe_tlv(context->tree, list, data->bytes + 1 + tlv.header, tlv.length, &inside);
	return true;
}

/* Returns the family whose objects a response begins with: those of class 80 that the selected
 * application does not have are its security domain's (GlobalPlatform Card Specification 2.3,
 * 7.3.2). */
static enum family family_of(const struct command *command)
{
	uint32_t tag = (uint32_t)(command->apdu.p1 << 8 | command->apdu.p2);

	return command->group == INS_GLOBAL && tlv_tag_name(tag, command->family) == NULL &&
			tlv_tag_name(tag, FAMILY_GP) != NULL ?
		FAMILY_GP :
		command->family;
}

void describe_get_data(const struct data_context *context)
{
	const struct apdu *asked = &context->command->apdu;

	if (asked->p1 == 0x2F && asked->p2 == 0x00 && add_applications(context))
		return;
	if (is_card_recognition(context->data))
		data_objects(context, TLV_BER, TLV_NOWHERE, FAMILY_GP);
	else if (begins_with_tag(context))
		data_objects(context, TLV_BER, TLV_NOWHERE, family_of(context->command));
	else if (context->command->family == FAMILY_OPENPGP)
		describe_object(context);
	else
		data_unknown(context);
}
