#include "tlv/user_data.h"

#include "tlv/gsm_text.h"
#include "tlv/secured_packet.h"
#include "tlv/tlv_value.h"

#include <stdio.h>

#define CLASSES(mask, group) \
	{0, 0x03 | (mask), 0x00 | (group), "class 0: display immediately"}, \
		{0, 0x03 | (mask), 0x01 | (group), "class 1: for the ME"}, \
		{0, 0x03 | (mask), 0x02 | (group), "class 2: for the (U)SIM"}, \
		{0, 0x03 | (mask), 0x03 | (group), "class 3: for the TE"}
#define WAITING(group) \
	{0, 0xF8, 0x00 | (group), "indication inactive"}, \
		{0, 0xF8, 0x08 | (group), "indication active"}, \
		{0, 0xF3, 0x00 | (group), "voicemail message waiting"}, \
		{0, 0xF3, 0x01 | (group), "fax message waiting"}, \
		{0, 0xF3, 0x02 | (group), "e-mail message waiting"}, \
		{0, 0xF3, 0x03 | (group), "other message waiting"}

/* 3GPP TS 23.038, 4 */
const struct tlv_bits coding_schemes[] = {
	{0, 0xC0, 0x40, "to be deleted automatically"},
	{0, 0xA0, 0x20, "compressed"},
	{0, 0x8C, 0x00, "GSM 7-bit default alphabet"},
	{0, 0x8C, 0x04, "8-bit data"},
	{0, 0x8C, 0x08, "UCS2"},
	{0, 0x8C, 0x0C, "reserved alphabet"},
	CLASSES(0x90, 0x10),
	{0, 0xC0, 0x80, "reserved"},
	{0, 0xF0, 0xC0, "GSM 7-bit default alphabet, message may be discarded"},
	WAITING(0xC0),
	{0, 0xF0, 0xD0, "GSM 7-bit default alphabet, message to be stored"},
	WAITING(0xD0),
	{0, 0xF0, 0xE0, "UCS2, message to be stored"},
	WAITING(0xE0),
	{0, 0xF4, 0xF0, "GSM 7-bit default alphabet"},
	{0, 0xF4, 0xF4, "8-bit data"},
	CLASSES(0xF0, 0xF0),
	{0},
};

enum coding { CODING_SEPTETS, CODING_OCTETS, CODING_UCS2, CODING_COMPRESSED };

/* TS 23.038, 4: reserved codings are taken as the default alphabet. */
static enum coding coding_of(uint8_t scheme)
{
	static const enum coding alphabets[] = {CODING_SEPTETS, CODING_OCTETS, CODING_UCS2,
	                                        CODING_SEPTETS};

	if (scheme < 0x80)
		return scheme & 0x20 ? CODING_COMPRESSED : alphabets[scheme >> 2 & 3];
	if (scheme >= 0xF0)
		return scheme & 0x04 ? CODING_OCTETS : CODING_SEPTETS;
	return scheme >> 4 == 0xE ? CODING_UCS2 : CODING_SEPTETS;
}

/* 9.2.3.24: information elements of the user data header */
struct element {
	uint8_t first, last; /* identifiers */
	const char *name;
	const struct tlv_part *parts; /* NULL: its bytes have no more meaning than the name */
};

static const struct tlv_part concatenation[] = {
	{1, VALUE_NUMBER, "reference"},
	{1, VALUE_NUMBER, "parts"},
	{1, VALUE_NUMBER, "number of this part"},
	{0},
};
static const struct tlv_part long_concatenation[] = {
	{2, VALUE_NUMBER, "reference"},
	{1, VALUE_NUMBER, "parts"},
	{1, VALUE_NUMBER, "number of this part"},
	{0},
};
static const struct tlv_part ports[] = {
	{1, VALUE_NUMBER, "destination port"},
	{1, VALUE_NUMBER, "originator port"},
	{0},
};
static const struct tlv_part long_ports[] = {
	{2, VALUE_NUMBER, "destination port"},
	{2, VALUE_NUMBER, "originator port"},
	{0},
};

/* 9.2.3.24.2 */
static const struct tlv_bits indications[] = {
	{0, 0x80, 0x00, "message may be discarded"},  {0, 0x80, 0x80, "message to be stored"},
	{0, 0x03, 0x00, "voicemail message waiting"}, {0, 0x03, 0x01, "fax message waiting"},
	{0, 0x03, 0x02, "e-mail message waiting"},    {0, 0x1F, 0x03, "other message waiting"},
	{0, 0x1F, 0x07, "video message waiting"},     {0},
};
static const struct tlv_part indication[] = {
	{1, VALUE_BITS, "indication", indications},
	{1, VALUE_NUMBER, "messages"},
	{0},
};

/* TS 23.038, 6.2.1.2.4 */
static const struct tlv_bits languages[] = {
	{0, 0xFF, 0x01, "Turkish"},    {0, 0xFF, 0x02, "Spanish"},
	{0, 0xFF, 0x03, "Portuguese"}, {0, 0xFF, 0x04, "Bengali"},
	{0, 0xFF, 0x05, "Gujarati"},   {0, 0xFF, 0x06, "Hindi"},
	{0, 0xFF, 0x07, "Kannada"},    {0, 0xFF, 0x08, "Malayalam"},
	{0, 0xFF, 0x09, "Oriya"},      {0, 0xFF, 0x0A, "Punjabi"},
	{0, 0xFF, 0x0B, "Tamil"},      {0, 0xFF, 0x0C, "Telugu"},
	{0, 0xFF, 0x0D, "Urdu"},       {0},
};
static const struct tlv_part language[] = {{1, VALUE_CODE, "language", languages}, {0}};

enum {
	SINGLE_SHIFT = 0x24,
	LOCKING_SHIFT = 0x25,
	COMMAND_PACKET = 0x70, /* 3GPP TS 31.115, 4.2, 4.3 */
	RESPONSE_PACKET = 0x71,
};

static const struct element elements[] = {
	{0x00, 0x00, "concatenated short message", concatenation},
	{0x01, 0x01, "special SMS message indication", indication},
	{0x04, 0x04, "application ports", ports},
	{0x05, 0x05, "application ports", long_ports},
	{0x06, 0x06, "SMSC control parameters"},
	{0x07, 0x07, "source of the user data header"},
	{0x08, 0x08, "concatenated short message", long_concatenation},
	{0x09, 0x09, "WCMP"},
	{0x0A, 0x0A, "text formatting"},
	{0x0B, 0x0B, "predefined sound"},
	{0x0C, 0x0C, "user defined sound"},
	{0x0D, 0x0D, "predefined animation"},
	{0x0E, 0x0F, "animation"},
	{0x10, 0x12, "picture"},
	{0x13, 0x13, "user prompt indicator"},
	{0x14, 0x14, "extended object"},
	{0x15, 0x15, "reused extended object"},
	{0x16, 0x16, "compression control"},
	{0x17, 0x17, "object distribution indicator"},
	{0x18, 0x19, "WVG object"},
	{0x1A, 0x1A, "extended object data request"},
	{0x20, 0x20, "RFC 5322 e-mail header"},
	{0x21, 0x21, "hyperlink format"},
	{0x22, 0x22, "reply address"},
	{0x23, 0x23, "enhanced voicemail information"},
	{SINGLE_SHIFT, SINGLE_SHIFT, "national language single shift", language},
	{LOCKING_SHIFT, LOCKING_SHIFT, "national language locking shift", language},
	{COMMAND_PACKET, COMMAND_PACKET, "command packet follows"},
	{RESPONSE_PACKET, RESPONSE_PACKET, "response packet follows"},
	{0x72, 0x7F, "(U)SIM Toolkit security header"},
	{0x80, 0x9F, "SME to SME specific use"},
	{0xC0, 0xDF, "service centre specific use"},
};

static const struct element *find_element(uint8_t identifier)
{
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
		if (identifier >= elements[i].first && identifier <= elements[i].last)
			return &elements[i];
	return NULL;
}

/* What a user data header says about the data after it. */
struct user_data {
	size_t header;  /* bytes of the header, its length included; 0: there is none */
	uint8_t packet; /* COMMAND_PACKET or RESPONSE_PACKET; 0: neither */
	bool locking;   /* not in the default alphabet */
	bool single;    /* what follows an escape is not in its extension */
};

static void add_element(struct tlv_fields *fields, struct user_data *user)
{
	const uint8_t *bytes = fields->data->bytes + fields->at;
	const struct element *element = find_element(bytes[0]);
	size_t length = 2u + bytes[1];
	const struct tlv_data value = {.bytes = bytes + 2,
	                               .length = bytes[1],
	                               .offset = fields->data->offset + fields->at + 2,
	                               .parts = element != NULL ? element->parts : NULL};
	char name[3];

	if (bytes[0] == COMMAND_PACKET || bytes[0] == RESPONSE_PACKET)
		user->packet = bytes[0];
	user->locking |= bytes[0] == LOCKING_SHIFT;
	user->single |= bytes[0] == SINGLE_SHIFT;
	(void)snprintf(name, sizeof name, "%02X", bytes[0]);
	node_id field = tlv_fields_text(fields, length, name,
	                                element != NULL ? element->name : "reserved element");
	tree_header(fields->tree, field, 2);
	if (value.parts != NULL)
		tlv_value_details(fields->tree, field, VALUE_PARTS, &value);
}

/* Adds the elements of a header, which is the whole value. */
static void add_elements(struct tree *tree, node_id parent, const struct tlv_data *data,
                         struct user_data *user)
{
	struct tlv_fields fields = {.tree = tree, .parent = parent, .data = data};

	while (fields.at + 2 <= data->length &&
	       2u + data->bytes[fields.at + 1] <= data->length - fields.at)
		add_element(&fields, user);
	tlv_fields_rest(&fields, "", "not an information element");
}

/* 9.2.3.24 */
static struct user_data add_header(struct tlv_fields *fields)
{
	const uint8_t *bytes = fields->data->bytes + fields->at;
	struct user_data user = {.header = 1u + bytes[0]};
	struct tlv_data inside = {.bytes = bytes + 1,
	                          .length = bytes[0],
	                          .offset = fields->data->offset + fields->at + 1};
	struct words length = {0};

	words_add(&length, "%u", bytes[0]);
	if (tlv_fields_text(fields, 1, "user data header length", length.text) == 0 ||
	    inside.length == 0)
		return user;
	node_id field = tlv_fields_text(fields, inside.length, "user data header", "");
	if (field != 0)
		add_elements(fields->tree, field, &inside, &user);
	return user;
}

/* TS 23.038, 6.2.1.2: adds nothing if it depends on a national table. */
static void text_of_septets(struct words *words, const struct tlv_data *data,
                            const struct user_data *user, size_t first, size_t count)
{
	bool national = user->locking ||
		(user->single && gsm_text_escapes(data->bytes, data->length, first, count));

	if (!national)
		gsm_text_septets(words, data->bytes, data->length, first, count);
}

static void text_of_user_data(struct words *words, const struct tlv_data *data, enum coding coding,
                              const struct user_data *user, unsigned length)
{
	const uint8_t *text = data->bytes + user->header;
	size_t first = (user->header * 8 + 6) / 7;

	if (coding == CODING_SEPTETS && length > first)
		text_of_septets(words, data, user, first, length - first);
	else if (coding == CODING_UCS2)
		gsm_text_ucs2(words, text, data->length - user->header);
	else if (coding == CODING_OCTETS)
		tlv_value_text(words, VALUE_BYTES,
		               &(struct tlv_data){text, data->length - user->header});
}

void user_data_details(struct tlv_fields *fields, uint8_t scheme, bool header, unsigned length)
{
	enum coding coding = coding_of(scheme);
	size_t at = fields->at, bytes = coding == CODING_SEPTETS ? (length * 7u + 7) / 8 : length;
	const struct tlv_data all = {.bytes = fields->data->bytes + at,
	                             .length = bytes,
	                             .offset = fields->data->offset + at};
	struct user_data user = {0};
	struct words text = {0};

	if (bytes == 0)
		return;
	if (bytes > fields->data->length - at) {
		(void)tlv_fields_text(fields, bytes, "user data", "");
		return;
	}
	struct tlv_fields inside = {.tree = fields->tree, .parent = fields->parent, .data = &all};
	if (header)
		user = add_header(&inside);
	fields->at = at + bytes;
	fields->cut = inside.cut;
	if (inside.cut || user.header >= bytes)
		return;
	if (user.packet != 0) {
		secured_packet_details(&inside, user.packet == RESPONSE_PACKET);
		return;
	}
	text_of_user_data(&text, &all, coding, &user, length);
	tlv_fields_rest(&inside, "user data", text.text);
}

bool is_response_packet(const uint8_t *bytes, size_t length)
{
	return length > 3 && bytes[0] >= 2 && bytes[0] < length - 1 &&
		bytes[1] == RESPONSE_PACKET && bytes[2] <= bytes[0] - 2;
}

void response_packet_details(struct tree *tree, node_id parent, const struct tlv_data *data)
{
	struct tlv_fields fields = {.tree = tree, .parent = parent, .data = data};

	(void)add_header(&fields);
	secured_packet_details(&fields, true);
}
