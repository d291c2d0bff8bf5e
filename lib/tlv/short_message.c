#include "tlv/short_message.h"

#include "tlv/gsm_text.h"
#include "tlv/tlv_fields.h"
#include "tlv/toolkit.h"
#include "tlv/user_data.h"

/* Clauses are those of 3GPP TS 23.040. */

/* 9.2.3.9 */
const struct tlv_bits protocol_identifiers[] = {
	{0, 0xFF, 0x00, "short message"},
	{0, 0xFF, 0x20, "telematic interworking, device type implicit"},
	{0, 0xFF, 0x21, "telex"},
	{0, 0xFF, 0x22, "group 3 telefax"},
	{0, 0xFF, 0x23, "group 4 telefax"},
	{0, 0xFF, 0x24, "voice telephone"},
	{0, 0xFF, 0x25, "ERMES"},
	{0, 0xFF, 0x26, "national paging system"},
	{0, 0xFF, 0x27, "videotex"},
	{0, 0xFC, 0x28, "teletex"},
	{0, 0xFF, 0x2C, "teletex"},
	{0, 0xFF, 0x2D, "universal computer interface (UCI)"},
	{0, 0xFF, 0x30, "message handling facility"},
	{0, 0xFF, 0x31, "message handling system based on X.400"},
	{0, 0xFF, 0x32, "Internet e-mail"},
	{0, 0xFF, 0x3F, "mobile station"},
	{0, 0xF8, 0x38, "service centre specific use"},
	{0, 0xFF, 0x40, "short message type 0"},
	{0, 0xFF, 0x41, "replaces short message type 1"},
	{0, 0xFF, 0x42, "replaces short message type 2"},
	{0, 0xFF, 0x43, "replaces short message type 3"},
	{0, 0xFF, 0x44, "replaces short message type 4"},
	{0, 0xFF, 0x45, "replaces short message type 5"},
	{0, 0xFF, 0x46, "replaces short message type 6"},
	{0, 0xFF, 0x47, "replaces short message type 7"},
	{0, 0xFF, 0x48, "device triggering short message"},
	{0, 0xFF, 0x5E, "enhanced message service (obsolete)"},
	{0, 0xFF, 0x5F, "return call message"},
	{0, 0xFF, 0x7C, "ANSI-136 R-DATA"},
	{0, 0xFF, 0x7D, "ME data download"},
	{0, 0xFF, 0x7E, "ME de-personalization short message"},
	{0, 0xFF, 0x7F, "(U)SIM data download"},
	{0, 0xC0, 0xC0, "service centre specific use"},
	{0},
};

/* 9.2.2: the parts of a TPDU in their order */
enum part {
	PART_END,
	PART_DELIVER, /* the first byte, of each type */
	PART_SUBMIT,
	PART_STATUS_REPORT,
	PART_COMMAND,
	PART_REFERENCE,
	PART_ORIGINATOR,
	PART_DESTINATION,
	PART_RECIPIENT,
	PART_PROTOCOL,
	PART_CODING,
	PART_TIMESTAMP,
	PART_DISCHARGE,
	PART_STATUS,
	PART_INDICATOR,
	PART_VALIDITY, /* its length depends on the first byte */
	PART_TYPE,
	PART_NUMBER,
	PART_USER_DATA,
	PART_COMMAND_DATA,
};

#define COMMON_BITS \
	{0, 0x40, 0x40, "the user data begins with a header"}, {0, 0x80, 0x80, "reply path"}

static const struct tlv_bits deliver_bits[] = {
	{0, 0x04, 0x00, "more messages are waiting"},
	{0, 0x08, 0x08, "forwarded or spawned"},
	{0, 0x20, 0x20, "status report to be returned to the sender"},
	COMMON_BITS,
	{0},
};

/* 9.2.3.3 */
static const struct tlv_bits submit_bits[] = {
	{0, 0x04, 0x04, "duplicates are rejected"},
	{0, 0x18, 0x08, "enhanced validity period"},
	{0, 0x18, 0x10, "relative validity period"},
	{0, 0x18, 0x18, "absolute validity period"},
	{0, 0x20, 0x20, "status report requested"},
	COMMON_BITS,
	{0},
};

static const struct tlv_bits report_bits[] = {
	{0, 0x04, 0x00, "more messages are waiting"},
	{0, 0x08, 0x08, "forwarded or spawned"},
	{0, 0x20, 0x00, "for an SMS-SUBMIT"},
	{0, 0x20, 0x20, "for an SMS-COMMAND"},
	{0, 0x40, 0x40, "the user data begins with a header"},
	{0},
};

static const struct tlv_bits command_bits[] = {
	{0, 0x20, 0x20, "status report requested"},
	{0, 0x40, 0x40, "the command data begins with a header"},
	{0},
};

/* 9.2.3.15 */
static const struct tlv_bits states[] = {
	{0, 0xFF, 0x00, "received by the SME"},
	{0, 0xFF, 0x01, "forwarded to the SME, delivery not confirmed"},
	{0, 0xFF, 0x02, "replaced by the service centre"},
	{0, 0xFF, 0x20, "congestion; still trying"},
	{0, 0xFF, 0x21, "SME busy; still trying"},
	{0, 0xFF, 0x22, "no response from the SME; still trying"},
	{0, 0xFF, 0x23, "service rejected; still trying"},
	{0, 0xFF, 0x24, "quality of service not available; still trying"},
	{0, 0xFF, 0x25, "error in the SME; still trying"},
	{0, 0xFF, 0x40, "remote procedure error"},
	{0, 0xFF, 0x41, "incompatible destination"},
	{0, 0xFF, 0x42, "connection rejected by the SME"},
	{0, 0xFF, 0x43, "not obtainable"},
	{0, 0xFF, 0x44, "quality of service not available"},
	{0, 0xFF, 0x45, "no interworking available"},
	{0, 0xFF, 0x46, "validity period expired"},
	{0, 0xFF, 0x47, "deleted by the originating SME"},
	{0, 0xFF, 0x48, "deleted by the service centre's administration"},
	{0, 0xFF, 0x49, "the message does not exist"},
	{0, 0xFF, 0x60, "congestion; no more attempts"},
	{0, 0xFF, 0x61, "SME busy; no more attempts"},
	{0, 0xFF, 0x62, "no response from the SME; no more attempts"},
	{0, 0xFF, 0x63, "service rejected; no more attempts"},
	{0, 0xFF, 0x64, "quality of service not available; no more attempts"},
	{0, 0xFF, 0x65, "error in the SME; no more attempts"},
	{0, 0x90, 0x10, "service centre specific"},
	{0},
};

/* 9.2.3.19 */
static const struct tlv_bits command_types[] = {
	{0, 0xFF, 0x00, "enquiry about a message"},
	{0, 0xFF, 0x01, "cancel the status report request"},
	{0, 0xFF, 0x02, "delete the message"},
	{0, 0xFF, 0x03, "enable the status report request"},
	{0, 0xE0, 0xE0, "service centre specific"},
	{0},
};

/* 9.2.3.27 */
static const struct tlv_bits present[] = {
	{0, 0x01, 0x01, "protocol identifier"},
	{0, 0x02, 0x02, "data coding scheme"},
	{0, 0x04, 0x04, "user data"},
	{0},
};

/* Parts of a fixed length. */
static const struct tlv_part parts[] = {
	[PART_DELIVER] = {1, VALUE_BITS, "SMS-DELIVER", deliver_bits},
	[PART_SUBMIT] = {1, VALUE_BITS, "SMS-SUBMIT", submit_bits},
	[PART_STATUS_REPORT] = {1, VALUE_BITS, "SMS-STATUS-REPORT", report_bits},
	[PART_COMMAND] = {1, VALUE_BITS, "SMS-COMMAND", command_bits},
	[PART_REFERENCE] = {1, VALUE_NUMBER, "message reference"},
	[PART_ORIGINATOR] = {.name = "originating address"},
	[PART_DESTINATION] = {.name = "destination address"},
	[PART_RECIPIENT] = {.name = "recipient address"},
	[PART_PROTOCOL] = {1, VALUE_CODE, "protocol identifier", protocol_identifiers},
	[PART_CODING] = {1, VALUE_BITS, "data coding scheme", coding_schemes},
	[PART_TIMESTAMP] = {7, VALUE_TIMESTAMP, "service centre time stamp"},
	[PART_DISCHARGE] = {7, VALUE_TIMESTAMP, "discharge time"},
	[PART_STATUS] = {1, VALUE_CODE, "status", states},
	[PART_INDICATOR] = {1, VALUE_BITS, "parameters present", present},
	[PART_TYPE] = {1, VALUE_CODE, "command type", command_types},
	[PART_NUMBER] = {1, VALUE_NUMBER, "message number"},
};

/* 9.2.3.3 and 9.2.3.12: by b5 b4 of the first byte of an SMS-SUBMIT */
static const struct tlv_part validity[] = {
	{0},
	{7, VALUE_OPAQUE, "validity period"},
	{1, VALUE_VALIDITY, "validity period"},
	{7, VALUE_TIMESTAMP, "valid until"},
};

enum { PARTS_MAX = 11 };

/* 9.2.3.1: a received message of the reserved type is an SMS-DELIVER. */
static const uint8_t deliver[PARTS_MAX] = {PART_DELIVER, PART_ORIGINATOR, PART_PROTOCOL,
                                           PART_CODING,  PART_TIMESTAMP,  PART_USER_DATA};
static const uint8_t report[PARTS_MAX] = {
	PART_STATUS_REPORT, PART_REFERENCE, PART_RECIPIENT, PART_TIMESTAMP, PART_DISCHARGE,
	PART_STATUS,        PART_INDICATOR, PART_PROTOCOL,  PART_CODING,    PART_USER_DATA};
static const uint8_t submit[PARTS_MAX] = {PART_SUBMIT,   PART_REFERENCE, PART_DESTINATION,
                                          PART_PROTOCOL, PART_CODING,    PART_VALIDITY,
                                          PART_USER_DATA};
static const uint8_t command[PARTS_MAX] = {PART_COMMAND,     PART_REFERENCE, PART_PROTOCOL,
                                           PART_TYPE,        PART_NUMBER,    PART_DESTINATION,
                                           PART_COMMAND_DATA};

/* The other types are reports between the mobile station and the network, never on a card. */
static const uint8_t *const received_types[] = {deliver, NULL, report, deliver};
static const uint8_t *const sent_types[] = {NULL, submit, command, NULL};

/* Returns the parts of a TPDU; NULL for another type, and for the FF of a record that is free. */
static const uint8_t *parts_of(const struct tlv_data *data, const uint8_t *const types[])
{
	return data->length == 0 || data->bytes[0] == 0xFF ? NULL : types[data->bytes[0] & 3];
}

enum { USER_DATA_HEADER = 0x40, TYPE_OF_NUMBER = 0x70, ALPHANUMERIC = 0x50, EIGHT_BIT = 0x04 };

/* What is known of a TPDU while its parts are described. */
struct message {
	struct tlv_fields fields;
	uint8_t first;     /* its first byte */
	uint8_t indicator; /* TP-PI, or 07: all parts are present */
	uint8_t scheme;    /* TP-DCS */
};

/* 9.1.2.5: a number, or a name in the default alphabet */
static void address_text(struct words *words, const uint8_t *address, size_t length,
                         unsigned digits)
{
	const struct tlv_data number = {address, length};

	if ((address[0] & TYPE_OF_NUMBER) == ALPHANUMERIC)
		gsm_text_septets(words, address + 1, length - 1, 0, digits * 4u / 7);
	else
		message_number_text(words, &number);
}

/* 9.1.2.5: how many half bytes there are after the type of number, then both */
static void add_address(struct tlv_fields *fields, const char *name)
{
	const struct tlv_part length = {1, VALUE_NUMBER, "address length, digits"};
	const uint8_t *bytes = fields->data->bytes + fields->at;
	size_t count = 1 + (bytes[0] + 1u) / 2;
	struct words words = {0};

	(void)tlv_fields_add(fields, &length);
	if (count <= fields->data->length - fields->at)
		address_text(&words, bytes + 1, count, bytes[0]);
	(void)tlv_fields_text(fields, count, name, words.text);
}

static void add_data(struct message *message, uint8_t scheme, const char *length_name)
{
	const struct tlv_part part = {1, VALUE_NUMBER, length_name};
	unsigned length = message->fields.data->bytes[message->fields.at];

	(void)tlv_fields_add(&message->fields, &part);
	user_data_details(&message->fields, scheme, (message->first & USER_DATA_HEADER) != 0,
	                  length);
}

/* Adds the next part, for which there is a byte at least. */
static void add_part(struct message *message, enum part part)
{
	struct tlv_fields *fields = &message->fields;
	uint8_t byte = fields->data->bytes[fields->at];

	if (part == PART_ORIGINATOR || part == PART_DESTINATION || part == PART_RECIPIENT)
		add_address(fields, parts[part].name);
	else if (part == PART_VALIDITY)
		(void)tlv_fields_add(fields, &validity[message->first >> 3 & 3]);
	else if (part == PART_USER_DATA)
		add_data(message, message->scheme, "user data length");
	else if (part == PART_COMMAND_DATA)
		add_data(message, EIGHT_BIT, "command data length");
	else
		(void)tlv_fields_add(fields, &parts[part]);
	if (part == PART_CODING)
		message->scheme = byte;
	if (part == PART_INDICATOR)
		message->indicator = byte;
}

/* 9.2.2.3: these parts of a status report are there if TP-PI says so; TP-PI may be absent. */
static bool is_absent(const struct message *message, enum part part)
{
	return (part == PART_VALIDITY && (message->first & 0x18) == 0) ||
		(part == PART_PROTOCOL && (message->indicator & 0x01) == 0) ||
		(part == PART_CODING && (message->indicator & 0x02) == 0) ||
		(part == PART_USER_DATA && (message->indicator & 0x04) == 0);
}

static bool is_filling(const struct tlv_fields *fields)
{
	size_t i = fields->at;

	while (i < fields->data->length && fields->data->bytes[i] == 0xFF)
		i++;
	return i == fields->data->length;
}

static void add_message(struct tree *tree, node_id parent, const struct tlv_data *data,
                        const uint8_t *const types[])
{
	struct message message = {{.tree = tree, .parent = parent, .data = data}, .indicator = 7};
	struct tlv_fields *fields = &message.fields;

	const uint8_t *part = parts_of(data, types);

	if (part == NULL)
		return;
	message.first = data->bytes[0];
	for (; *part != PART_END; part++) {
		if (fields->cut || is_absent(&message, *part))
			continue;
		if (*part == PART_INDICATOR && is_filling(fields))
			break;
		if (fields->at == data->length)
			(void)tlv_fields_add(fields, &(struct tlv_part){1, VALUE_OPAQUE, ""});
		else
			add_part(&message, *part);
	}
	tlv_fields_rest(fields, "",
	                is_filling(fields) ? "unused" : "more than the standard defines");
}

void received_message_details(struct tree *tree, node_id parent, const struct tlv_data *data)
{
	add_message(tree, parent, data, received_types);
}

void sent_message_details(struct tree *tree, node_id parent, const struct tlv_data *data)
{
	add_message(tree, parent, data, sent_types);
}
