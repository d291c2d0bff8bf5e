#include "tlv/ndef/ndef_message.h"

#include "tlv/gsm_text.h"
#include "tlv/tlv_fields.h"
#include "tlv/tlv_text.h"
#include "tlv/tlv_value.h"

#include <string.h>

/* Flags of a record, and values of TNF: NDEF 1.0, 3.2 */
enum {
	BEGIN = 0x80,
	END = 0x40,
	CHUNK = 0x20,
	SHORT = 0x10,
	HAS_ID = 0x08,
	TNF = 0x07,
	WELL_KNOWN = 1,
	MEDIA = 2,
	ABSOLUTE_URI = 3,
	EXTERNAL = 4,
	UNCHANGED = 6,
	UTF_16 = 0x80,        /* in the status of a text */
	LANGUAGE_LENGTH = 63, /* mask of it, in the status */
	DEPTH_MAX = 2,        /* a smart poster contains records, but no smart posters */
};

static const struct tlv_bits flags[] = {
	{0, 0x80, 0x80, "first record (MB)"},
	{0, 0x40, 0x40, "last record (ME)"},
	{0, 0x20, 0x20, "chunk, more follow (CF)"},
	{0, 0x10, 0x10, "payload length in one byte (SR)"},
	{0, 0x08, 0x08, "with ID length (IL)"},
	{0, 0x07, 0x00, "TNF: empty"},
	{0, 0x07, 0x01, "TNF: NFC Forum well-known type"},
	{0, 0x07, 0x02, "TNF: media type"},
	{0, 0x07, 0x03, "TNF: absolute URI"},
	{0, 0x07, 0x04, "TNF: NFC Forum external type"},
	{0, 0x07, 0x05, "TNF: unknown"},
	{0, 0x07, 0x06, "TNF: unchanged"},
	{0, 0x07, 0x07, "TNF: reserved"},
	{0},
};

/* URI Record Type Definition 1.0, table 3 */
static const char *const prefixes[] = {
	"",
	"http://www.",
	"https://www.",
	"http://",
	"https://",
	"tel:",
	"mailto:",
	"ftp://anonymous:anonymous@",
	"ftp://ftp.",
	"ftps://",
	"sftp://",
	"smb://",
	"nfs://",
	"ftp://",
	"dav://",
	"news:",
	"telnet://",
	"imap:",
	"rtsp://",
	"urn:",
	"pop:",
	"sip:",
	"sips:",
	"tftp:",
	"btspp://",
	"btl2cap://",
	"btgoep://",
	"tcpobex://",
	"irdaobex://",
	"file://",
	"urn:epc:id:",
	"urn:epc:tag:",
	"urn:epc:pat:",
	"urn:epc:raw:",
	"urn:epc:",
	"urn:nfc:",
};

/* Text Record Type Definition 1.0, table 3 */
static const struct tlv_bits text_status[] = {
	{0, 0x80, 0x00, "UTF-8"},
	{0, 0x80, 0x80, "UTF-16"},
	{0},
};
static const struct tlv_part status_part = {1, VALUE_BITS, "status", text_status};

/* Smart Poster Record Type Definition 1.0, 3.4 */
static const struct tlv_bits actions[] = {
	{0, 0xFF, 0x00, "do the action"},
	{0, 0xFF, 0x01, "save for later"},
	{0, 0xFF, 0x02, "open for editing"},
	{0},
};
static const struct tlv_part action[] = {{1, VALUE_CODE, "action", actions}, {0}};
static const struct tlv_part size[] = {{4, VALUE_NUMBER, "size"}, {0}};

struct record {
	uint8_t flags;
	size_t header;                /* bytes before the type */
	uint64_t type, id, payload;   /* lengths as stated */
	const uint8_t *type_bytes;    /* type of them, if they are there; else NULL */
	struct tlv_data payload_data; /* length 0: not there */
};

static void uri_details(struct tree *tree, node_id field, const struct tlv_data *data,
                        unsigned depth);
static void text_details(struct tree *tree, node_id field, const struct tlv_data *data,
                         unsigned depth);
static void poster_details(struct tree *tree, node_id field, const struct tlv_data *data,
                           unsigned depth);

static const struct type_row {
	const char *type, *name;
	const struct tlv_part *parts;
	void (*details)(struct tree *tree, node_id field, const struct tlv_data *data,
	                unsigned depth);
} types[] = {
	{"U", "URI", .details = uri_details},
	{"T", "text", .details = text_details},
	{"Sp", "smart poster", .details = poster_details},
	{"act", "action", action},
	{"s", "size", size},
	{"t", "media type"},
	{"Sig", "signature"},
	{"Hs", "handover select"},
	{"Hr", "handover request"},
	{"Hc", "handover carrier"},
};

/* Returns the row of a record's well-known type; NULL if it has none. */
static const struct type_row *type_of(const struct record *record)
{
	if ((record->flags & TNF) != WELL_KNOWN || record->type_bytes == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strlen(types[i].type) == record->type &&
		    memcmp(types[i].type, record->type_bytes, (size_t)record->type) == 0)
			return &types[i];
	return NULL;
}

static const char *prefix_of(uint8_t code)
{
	return code < sizeof prefixes / sizeof *prefixes ? prefixes[code] : NULL;
}

static void uri_details(struct tree *tree, node_id field, const struct tlv_data *data,
                        unsigned depth)
{
	static const struct tlv_part rest = {0, VALUE_TEXT, "rest"};
	struct tlv_fields fields = {.tree = tree, .parent = field, .data = data};
	const char *prefix = prefix_of(data->bytes[0]);

	(void)depth;
	(void)tlv_fields_text(&fields, 1, "prefix",
	                      prefix == NULL          ? "reserved" :
	                              *prefix == '\0' ? "none" :
	                                                prefix);
	if (fields.at < data->length)
		(void)tlv_fields_add(&fields, &rest);
}

/* Text Record Type Definition 1.0, 3.4: UTF-16 is big-endian, unless it begins with the mark FF FE.
 */
static void put_utf16(struct words *words, const uint8_t *bytes, size_t length)
{
	uint8_t swapped[2 * 200];
	bool little = length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE;
	bool big = length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF;
	size_t mark = little || big ? 2 : 0;

	bytes += mark;
	length -= mark;
	if (!little) {
		gsm_text_ucs2(words, bytes, length);
		return;
	}
	length = length < sizeof swapped ? length & ~(size_t)1 : sizeof swapped;
	for (size_t i = 0; i < length; i++)
		swapped[i] = bytes[i ^ 1];
	gsm_text_ucs2(words, swapped, length);
}

/* Adds the text that follows the language. */
static void put_characters(struct words *words, uint8_t status, const uint8_t *bytes, size_t length)
{
	if (status & UTF_16)
		put_utf16(words, bytes, length);
	else
		tlv_put_lines(words, bytes, length);
}

static void text_details(struct tree *tree, node_id field, const struct tlv_data *data,
                         unsigned depth)
{
	struct tlv_fields fields = {.tree = tree, .parent = field, .data = data};
	size_t language = data->bytes[0] & LANGUAGE_LENGTH;
	struct words words = {0};

	(void)depth;
	(void)tlv_fields_add(&fields, &status_part);
	if (language > 0 && language < data->length)
		tlv_put_text(&words, data->bytes + 1, language);
	if (language > 0)
		(void)tlv_fields_text(&fields, language, "language", words.text);
	if (fields.cut || fields.at == data->length)
		return;
	words = (struct words){0};
	put_characters(&words, data->bytes[0], data->bytes + fields.at, data->length - fields.at);
	tlv_fields_rest(&fields, "text", words.text);
}

static size_t number(const uint8_t *bytes, size_t length)
{
	size_t value = 0;

	for (size_t i = 0; i < length; i++)
		value = value << 8 | bytes[i];
	return value;
}

/* Reads the lengths of the record at the start of the value. Returns false if they are incomplete.
 */
static bool read_record(struct record *record, const struct tlv_data *data)
{
	const uint8_t *bytes = data->bytes;
	size_t length_bytes = bytes[0] & SHORT ? 1 : 4;

	*record = (struct record){.flags = bytes[0]};
	record->header = 2 + length_bytes + (bytes[0] & HAS_ID ? 1 : 0);
	if (record->header > data->length)
		return false;
	record->type = bytes[1];
	record->payload = number(bytes + 2, length_bytes);
	record->id = bytes[0] & HAS_ID ? bytes[2 + length_bytes] : 0;
	uint64_t left = data->length - record->header;
	if (record->type > 0 && record->type <= left)
		record->type_bytes = bytes + record->header;
	uint64_t before = record->type + record->id;
	if (before >= left)
		return true;
	uint64_t there = record->payload < left - before ? record->payload : left - before;
	size_t at = record->header + (size_t)before;
	record->payload_data = (struct tlv_data){.bytes = bytes + at,
	                                         .length = (size_t)there,
	                                         .family = FAMILY_NDEF,
	                                         .offset = data->offset + at};
	return true;
}

/* Adds the whole URI, or the start of the text, in quotes. */
static void put_content(struct words *words, const struct record *record,
                        const struct type_row *row)
{
	const struct tlv_data *data = &record->payload_data;
	uint8_t first = data->bytes[0];
	bool text = row->details == text_details;
	size_t skip = text ? 1u + (first & LANGUAGE_LENGTH) : 1;
	const char *prefix = text ? "" : prefix_of(first);
	struct words rest = {0};

	if (skip < data->length && text)
		put_characters(&rest, first, data->bytes + skip, data->length - skip);
	else if (skip < data->length)
		tlv_put_text(&rest, data->bytes + skip, data->length - skip);
	if (rest.length > 0 && prefix != NULL)
		words_add(words, ": \"%s%s", prefix, rest.text + 1);
}

/* Returns false for no payload or a part of one, of which only the bytes are known. */
static bool has_payload(const struct record *record)
{
	return record->payload > 0 && !(record->flags & CHUNK) &&
		record->payload_data.length == record->payload;
}

/* Describes the record in one line. */
static void put_record(struct words *words, const struct record *record)
{
	static const char *const names[] = {"empty",           "well-known type", "media type",
	                                    "absolute URI",    "external type",   "unknown type",
	                                    "chunk continued", "reserved"};
	const struct type_row *row = type_of(record);
	struct words type = {0};

	words_put(words, row != NULL ? row->name : names[record->flags & TNF]);
	if (row == NULL && record->type_bytes != NULL) {
		tlv_put_text(&type, record->type_bytes, (size_t)record->type);
		words_add(words, "%s%s", type.length > 0 ? " " : "", type.text);
	} else if (row != NULL && has_payload(record) &&
	           (row->details == uri_details || row->details == text_details)) {
		put_content(words, record, row);
	}
}

/* Adds a field of length bytes, of which some may be missing. */
static node_id add_part(struct tlv_fields *fields, uint64_t length, const char *name,
                        enum tlv_value value)
{
	const struct tlv_data *data = fields->data;
	struct words words = {0};

	if (length == 0 || fields->cut)
		return 0;
	if (length <= data->length - fields->at) {
		const struct tlv_data part = {.bytes = data->bytes + fields->at,
		                              .length = (size_t)length,
		                              .family = FAMILY_NDEF};
		if (value == VALUE_TEXT)
			tlv_put_lines(&words, part.bytes, part.length);
		else
			tlv_value_text(&words, value, &part);
	}
	return tlv_fields_text(fields, (size_t)length, name, words.text);
}

static void payload_details(struct tree *tree, node_id field, const struct record *record,
                            unsigned depth)
{
	const struct type_row *row = type_of(record);
	struct tlv_data data = record->payload_data;

	if (row == NULL || !has_payload(record))
		return;
	data.parts = row->parts;
	if (row->parts != NULL)
		tlv_value_details(tree, field, VALUE_PARTS, &data);
	else if (row->details != NULL && depth < DEPTH_MAX)
		row->details(tree, field, &data, depth + 1);
}

/* Adds the parts of a record, whose lengths are complete; data ends where the record or the input
 * does, after which it may go on. */
static void add_parts(struct tree *tree, node_id field, const struct tlv_data *data,
                      const struct record *record, unsigned depth, bool goes_on)
{
	static const struct tlv_part header = {1, VALUE_BITS, "flags", flags};
	struct tlv_fields fields = {
		.tree = tree, .parent = field, .data = data, .goes_on = goes_on};
	uint8_t tnf = record->flags & TNF;

	(void)tlv_fields_add(&fields, &header);
	(void)add_part(&fields, 1, "type length", VALUE_NUMBER);
	(void)add_part(&fields, record->flags & SHORT ? 1 : 4, "payload length", VALUE_NUMBER);
	if (record->flags & HAS_ID)
		(void)add_part(&fields, 1, "ID length", VALUE_NUMBER);
	(void)add_part(&fields, record->type, "type", VALUE_TEXT);
	(void)add_part(&fields, record->id, "ID", VALUE_TEXT);
	const struct type_row *row = type_of(record);
	node_id payload = add_part(&fields, record->payload, "payload",
	                           tnf == MEDIA || tnf == ABSOLUTE_URI || tnf == EXTERNAL ||
	                                           (row != NULL && strcmp(row->type, "t") == 0) ?
	                                   VALUE_TEXT :
	                                   VALUE_BYTES);
	if (payload != 0)
		payload_details(tree, payload, record, depth);
}

/* Returns how many of the left bytes the record takes. */
static size_t record_length(const struct record *record, size_t left)
{
	uint64_t length = record->header + record->type + record->id + record->payload;

	return length < left ? (size_t)length : left;
}

/* goes_on: more records, or the rest of the last one, may be in another APDU. */
static void add_records(struct tree *tree, node_id field, const struct tlv_data *data,
                        unsigned depth, bool goes_on)
{
	struct tlv_fields fields = {.tree = tree, .parent = field, .data = data};
	bool ended = false;

	while (fields.at < data->length && !ended) {
		struct tlv_data rest = *data;
		struct record record;
		struct words words = {0};

		rest.bytes += fields.at;
		rest.offset += fields.at;
		rest.length -= fields.at;
		if (!read_record(&record, &rest)) {
			tlv_fields_rest(&fields, "record", "incomplete");
			return;
		}
		put_record(&words, &record);
		rest.length = record_length(&record, rest.length);
		node_id part = tlv_fields_text(&fields, rest.length, "record", words.text);
		add_parts(tree, part, &rest, &record, depth, goes_on);
		ended = (record.flags & END) != 0;
	}
	tlv_fields_rest(&fields, "", "after the last record");
}

static void poster_details(struct tree *tree, node_id field, const struct tlv_data *data,
                           unsigned depth)
{
	add_records(tree, field, data, depth, false);
}

void ndef_message_details(struct tree *tree, node_id field, const struct tlv_data *data)
{
	add_records(tree, field, data, 0, true);
}

void ndef_file_details(struct tree *tree, node_id field, const struct tlv_data *data,
                       size_t length_bytes)
{
	struct tlv_fields fields = {.tree = tree, .parent = field, .data = data};
	struct tlv_data message = *data;

	(void)add_part(&fields, length_bytes, length_bytes == 4 ? "ENLEN" : "NLEN", VALUE_NUMBER);
	if (fields.cut || fields.at == data->length)
		return;
	message.bytes += length_bytes;
	message.offset += length_bytes;
	message.length -= length_bytes;
	size_t stated = number(data->bytes, length_bytes);
	bool goes_on = stated > message.length;
	message.length = goes_on ? message.length : stated;
	if (message.length > 0) {
		node_id part = tlv_fields_text(&fields, message.length, "message", "");
		add_records(tree, part, &message, 0, goes_on);
	}
	tlv_fields_rest(&fields, "", "unused");
}

bool ndef_begins(const uint8_t *bytes, size_t length)
{
	const struct tlv_data data = {.bytes = bytes, .length = length};
	struct record record;

	return (bytes[0] & BEGIN) != 0 && (bytes[0] & TNF) != TNF &&
		(bytes[0] & TNF) != UNCHANGED && read_record(&record, &data);
}
