/* The files of DF.EIRENE, of SIMs for GSM-R: what each contains. */
#include "apdu/sim/sim_file_table.h"

#include "base/bytes.h"
#include "names/file_id.h"

/* Clauses are those of UIC P 38 T 9001 5.0 (FFFIS for GSM-R SIM cards), as are the names in capital
 * letters. */

enum {
	FUNCTIONAL_BYTES = 9,
	FUNCTIONAL_DIGITS = 15,
	TYPE_AT = 7, /* in the upper half of this byte */
	PERMANENT = 0x80,
	ALONE = 0x40
};

/* 7.2 */
static bool describe_functional_number(const struct data_context *context)
{
	const uint8_t *b = context->data->bytes;
	struct words number = {0}, list = {0};

	if (context->data->length != FUNCTIONAL_BYTES)
		return false;
	for (size_t i = 0; i < FUNCTIONAL_DIGITS && nibble_at(b, i ^ 1) <= 9; i++)
		words_add(&number, "%u", nibble_at(b, i ^ 1));
	if (number.text[0] != '\0') {
		words_put(&number, b[TYPE_AT] & PERMANENT ? ", permanent" : "");
		words_put(&number, b[TYPE_AT] & ALONE ? ", no other one is presented" : "");
	}
	words_add(&list, "%u", b[FUNCTIONAL_BYTES - 1]);
	node_id field = data_field(context, "");
	data_part(context, field, 0, FUNCTIONAL_BYTES - 1, "functional number", number.text);
	data_part(context, field, FUNCTIONAL_BYTES - 1, 1, "list number", list.text);
	return true;
}

/* 7.3, 7.5 */
static const struct tlv_bits priorities[] = {
	{0, 0x07, 0x00, "none"}, {0, 0x07, 0x01, "4"}, {0, 0x07, 0x02, "3"},
	{0, 0x07, 0x03, "2"},    {0, 0x07, 0x04, "1"}, {0, 0x07, 0x05, "0"},
	{0, 0x07, 0x06, "B"},    {0, 0x07, 0x07, "A"}, {0},
};
static const struct tlv_part confirmation[] = {
	{1, VALUE_CODE, "PL_CONF (priority level)", priorities},
	{8, VALUE_SWAPPED_DIGITS, "CONF_NR"},
	{1, VALUE_NUMBER, "MAX_RAND"},
	{2, VALUE_NUMBER, "N_ACK_MAX"},
	{1, VALUE_CODE, "PL_ACK (priority level)", priorities},
	{1, VALUE_NUMBER, "N_NESTED_MAX"},
	{1, VALUE_NUMBER, "train emergency group"},
	{1, VALUE_NUMBER, "shunting emergency group"},
	{8, VALUE_SWAPPED_DIGITS, "IMEI"},
	{0},
};
static const struct tlv_part last_call[] = {
	{3, VALUE_NUMBER, "T_DUR"},
	{4, VALUE_NUMBER, "T_RELCALC"},
	{1, VALUE_CODE, "PL_CALL (priority level)", priorities},
	{1, VALUE_OPAQUE, "cause"},
	{4, VALUE_SWAPPED_DIGITS, "group call reference"},
	{8, VALUE_SWAPPED_DIGITS, "functional number"},
	{0},
};

/* 7.6 */
static const struct tlv_part shunting[] = {
	{1, VALUE_NUMBER, "common group"},
	{7, VALUE_OPAQUE, "shunting groups"},
	{0},
};

/* 7.7 */
static const struct tlv_bits network_classes[] = {
	{0, 0x80, 0x80, "EIRENE"}, {0, 0x40, 0x40, "functional numbering"},
	{0, 0x20, 0x20, "eMLPP"},  {0, 0x10, 0x10, "VGCS"},
	{0, 0x08, 0x08, "VBS"},    {0},
};
static const struct tlv_part networks[] = {
	{3, VALUE_PLMN, "PLMN"},
	{1, VALUE_BITS, "class of the network", network_classes},
	{2, VALUE_OPAQUE, "table of incoming international codes"},
	{2, VALUE_OPAQUE, "table of outgoing calls"},
	{1, VALUE_NUMBER, "reference in the table of international codes"},
	{0},
};

/* 7.8, 8.4, 8.6: tables of the numbering plan, each of which names the next one */
static const struct tlv_bits table_types[] = {
	{0, 0xFF, 0xF0, "decision"},
	{0, 0xFF, 0xF1, "predefined values"},
	{0, 0xFF, 0xF2, "number of dialled digits"},
	{0, 0xFF, 0xF3, "international code"},
	{0, 0xFF, 0xFF, "none"},
	{0},
};
#define NEXT_TABLE \
	{1, VALUE_CODE, "type of the next table", table_types}, \
		{2, VALUE_OPAQUE, "identifier of the next table"}
static const struct tlv_part international_code[] = {
	NEXT_TABLE,
	{2, VALUE_SWAPPED_DIGITS, "decision value"},
	{2, VALUE_OPTIONAL, "number of the network's name"},
	{0},
};
static const struct tlv_part decision[] = {
	NEXT_TABLE,
	{2, VALUE_SWAPPED_DIGITS, "decision value"},
	{1, VALUE_NUMBER, "number of the text"},
	{0},
};
static const struct tlv_part dialled_digits[] = {
	NEXT_TABLE,
	{1, VALUE_SWAPPED_DIGITS, "dialled digits"},
	{0},
};

/* 7.9 */
static const struct tlv_part network_name[] = {{8, VALUE_ALPHA, "network name"}, {0}};

#define IN_EIRENE .directory = DF_EIRENE

const struct sim_file sim_files_railway[] = {
	{0x6F80, FAMILY_NONE, network_name, IN_EIRENE},
	{0x6F81, FAMILY_NONE, dialled_digits, IN_EIRENE},
	{0x6F82, FAMILY_NONE, dialled_digits, IN_EIRENE},
	{0x6F83, FAMILY_NONE, dialled_digits, IN_EIRENE},
	{0x6F84, FAMILY_NONE, dialled_digits, IN_EIRENE},
	{0x6F85, FAMILY_NONE, dialled_digits, IN_EIRENE},
	{0x6F86, FAMILY_NONE, dialled_digits, IN_EIRENE},
	{0x6F87, FAMILY_NONE, dialled_digits, IN_EIRENE},
	{0x6F8D, FAMILY_NONE, international_code, IN_EIRENE},
	{0x6F8E, FAMILY_NONE, decision, IN_EIRENE},
	{0x6F8F, FAMILY_NONE, decision, IN_EIRENE},
	{0x6F91, FAMILY_NONE, dialled_digits, IN_EIRENE},
	{0x6FF1, FAMILY_NONE, .describe = describe_functional_number, IN_EIRENE},
	{0x6FF2, FAMILY_NONE, confirmation, IN_EIRENE},
	{0x6FF3, FAMILY_NONE, last_call, IN_EIRENE},
	{0x6FF4, FAMILY_NONE, shunting, IN_EIRENE},
	{0x6FF5, FAMILY_NONE, networks, IN_EIRENE},
	{0},
};
