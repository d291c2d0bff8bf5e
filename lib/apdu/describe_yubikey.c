#include "apdu/describe_yubikey.h"

#include "tlv/tlv_text.h"

#include <stdio.h>

enum kind {
	OPAQUE,
	NUMBER,
	TEXT,
	VERSION,
	APPLICATIONS, /* one byte, or two from firmware 5 on */
	FORM,
	FLAGS,
	YES_OR_NO,
};

static const struct object {
	uint8_t tag;
	enum kind kind;
	const char *name;
} objects[] = {
	{0x01, APPLICATIONS, "supported over USB"},
	{0x02, NUMBER, "serial number"},
	{0x03, APPLICATIONS, "enabled over USB"},
	{0x04, FORM, "form factor"},
	{0x05, VERSION, "firmware version"},
	{0x06, NUMBER, "timeout of automatic ejection"},
	{0x07, NUMBER, "timeout of challenges"},
	{0x08, FLAGS, "flags"},
	{0x09, OPAQUE, "versions of applications"},
	{0x0A, YES_OR_NO, "locked by a code"},
	{0x0D, APPLICATIONS, "supported over NFC"},
	{0x0E, APPLICATIONS, "enabled over NFC"},
	{0x0F, OPAQUE, "iAP detection"},
	{0x10, NUMBER, "next page"},
	{0x11, OPAQUE, "free form"},
	{0x12, NUMBER, "HID initialisation delay"},
	{0x13, TEXT, "part number"},
	{0x14, OPAQUE, "FIPS capable"},
	{0x15, OPAQUE, "FIPS approved"},
	{0x16, YES_OR_NO, "PIN complexity required"},
	{0x17, YES_OR_NO, "NFC restricted"},
	{0x18, APPLICATIONS, "reset blocked"},
	{0x19, OPAQUE, "version qualifier"},
	{0x20, VERSION, "fingerprint sensor version"},
	{0x21, VERSION, "secure element version"},
};

static const struct object *find(uint8_t tag)
{
	for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
		if (objects[i].tag == tag)
			return &objects[i];
	return NULL;
}

static uint32_t number_of(const uint8_t *value, size_t length)
{
	uint32_t number = 0;

	for (size_t i = 0; i < length; i++)
		number = number << 8 | value[i];
	return number;
}

struct flag {
	uint16_t bit;
	const char *text;
};

static void put_flags(struct words *words, const struct flag *flags, uint32_t set)
{
	size_t count = 0;

	for (; flags->text != NULL; flags++)
		if (set & flags->bit)
			words_add(words, "%s%s", count++ > 0 ? ", " : "", flags->text);
	words_put(words, count == 0 ? "none" : "");
}

static void put_form(struct words *words, uint8_t form)
{
	static const char *const forms[] = {
		"unknown",
		"USB-A keychain",
		"USB-A nano",
		"USB-C keychain",
		"USB-C nano",
		"USB-C and Lightning",
		"USB-A with fingerprint sensor",
		"USB-C with fingerprint sensor",
	};
	uint8_t which = form & 0x0F;

	words_put(words, which < sizeof forms / sizeof *forms ? forms[which] : "unknown");
	words_put(words, form & 0x40 ? ", Security Key" : "");
	words_put(words, form & 0x80 ? ", FIPS" : "");
}

static void put_value(struct words *words, enum kind kind, const uint8_t *value, size_t length)
{
	static const struct flag applications[] = {
		{0x001, "OTP"},  {0x002, "U2F"},          {0x008, "OpenPGP"}, {0x010, "PIV"},
		{0x020, "OATH"}, {0x100, "YubiHSM Auth"}, {0x200, "FIDO2"},   {0, NULL},
	};
	static const struct flag flags[] = {
		{0x40, "remote wakeup"}, {0x80, "eject on touch"}, {0, NULL}};

	if (length == 0 || kind == OPAQUE || (kind != TEXT && length > 4))
		return;
	if (kind == NUMBER)
		words_add(words, "%u", (unsigned)number_of(value, length));
	else if (kind == TEXT)
		tlv_put_text(words, value, length);
	else if (kind == APPLICATIONS)
		put_flags(words, applications, number_of(value, length));
	else if (kind == FORM)
		put_form(words, value[0]);
	else if (kind == FLAGS)
		put_flags(words, flags, value[0]);
	else if (kind == YES_OR_NO)
		words_put(words, value[0] != 0 ? "yes" : "no");
	else if (length == 3)
		words_add(words, "%u.%u.%u", value[0], value[1], value[2]);
}

static void add_object(const struct data_context *context, node_id field, size_t at)
{
	const uint8_t *bytes = context->data->bytes + at;
	const struct object *object = find(bytes[0]);
	struct words words = {0};
	char tag[4];

	if (object != NULL) {
		words_put(&words, object->name);
		struct words value = {0};
		put_value(&value, object->kind, bytes + 2, bytes[1]);
		words_add(&words, "%s%s", value.length > 0 ? ": " : "", value.text);
	}
	(void)snprintf(tag, sizeof tag, "%02X", bytes[0]);
	tree_header(context->tree, data_part(context, field, at, 2u + bytes[1], tag, words.text),
	            2);
}

void describe_yubikey_information(const struct data_context *context)
{
	const struct data *data = context->data;
	node_id field = data_field(context, "");
	size_t at = 1;

	data_part(context, field, 0, 1, "length", "");
	while (at + 2 <= data->length && data->bytes[at + 1] <= data->length - at - 2) {
		add_object(context, field, at);
		at += 2u + data->bytes[at + 1];
	}
	if (at < data->length)
		data_part(context, field, at, data->length - at, "", "unexpected");
}
