#include "reader/reader_features.h"

#include "base/cursor.h"
#include "base/little_endian.h"

#include <string.h>

/* Part 10, 2.2: table 1. */
static const struct {
	uint8_t tag;
	const char *name;
} names[] = {
	{0x01, "start PIN verification"},
	{0x02, "finish PIN verification"},
	{0x03, "start PIN change"},
	{0x04, "finish PIN change"},
	{0x05, "report pressed keys"},
	{0x06, "verify a PIN"},
	{0x07, "change a PIN"},
	{0x08, "MCT, reader direct"},
	{0x09, "MCT, universal"},
	{0x0A, "report PIN pad properties"},
	{0x0B, "abort"},
	{0x0C, "set the SPE message"},
	{0x0D, "verify a PIN by application ID"},
	{0x0E, "change a PIN by application ID"},
	{0x0F, "write to the display"},
	{0x10, "read a key"},
	{0x11, "report display properties"},
	{0x12, "report TLV properties"},
	{0x13, "CCID escape"},
	{0x20, "PACE"},
};

const char *reader_feature_name(uint8_t tag)
{
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].tag == tag)
			return names[i].name;
	return NULL;
}

/* Reads a tag of one byte, a length of one byte, and the value: both responses use this format. */
static bool next_object(struct cursor *cursor, uint8_t *tag, const uint8_t **value, size_t *length)
{
	uint8_t size;

	if (!cursor_u8(cursor, tag) || !cursor_u8(cursor, &size))
		return false;
	*length = size;
	return cursor_bytes(cursor, size, value);
}

void reader_features_parse(struct reader_features *features, const uint8_t *bytes, size_t length)
{
	struct cursor cursor = cursor_start(bytes, length);
	const uint8_t *value;
	size_t size;
	uint8_t tag;

	features->count = 0;
	while (features->count < FEATURES_MAX && next_object(&cursor, &tag, &value, &size)) {
		if (size != 4 || reader_features_control(features, tag) != 0)
			continue;
		/* Big endian on all platforms: 2.3. */
		uint32_t control = (uint32_t)value[0] << 24 | (uint32_t)value[1] << 16 |
			(uint32_t)value[2] << 8 | value[3];
		features->list[features->count++] = (struct reader_feature){tag, control};
	}
}

uint32_t reader_features_control(const struct reader_features *features, uint8_t tag)
{
	for (size_t i = 0; i < features->count; i++)
		if (features->list[i].tag == tag)
			return features->list[i].control;
	return 0;
}

/* Tags of 2.6.14; numbers are little endian. */
static void take_property(struct reader_properties *to, uint8_t tag, const uint8_t *value,
                          size_t length)
{
	if (tag == 0x04 && length == 2 && !to->has_characters) {
		to->characters = le16(value);
		to->has_characters = true;
	} else if (tag == 0x05 && length == 2 && !to->has_lines) {
		to->lines = le16(value);
		to->has_lines = true;
	} else if (tag == 0x06 && length == 1 && to->min_pin == 0) {
		to->min_pin = value[0];
	} else if (tag == 0x07 && length == 1 && to->max_pin == 0) {
		to->max_pin = value[0];
	} else if (tag == 0x08 && to->firmware[0] == '\0') {
		size_t n = length < PROPERTY_TEXT_MAX - 1 ? length : PROPERTY_TEXT_MAX - 1;

		memcpy(to->firmware, value, n);
		to->firmware[n] = '\0';
	} else if (tag == 0x0A && length == 4 && !to->has_max_apdu) {
		to->max_apdu = le32(value);
		to->has_max_apdu = true;
	} else if (tag == 0x0B && length == 2 && to->vendor == 0) {
		to->vendor = le16(value);
	} else if (tag == 0x0C && length == 2 && to->product == 0) {
		to->product = le16(value);
	}
}

/* wLcdLayout, 0xXXYY: lines and characters per line, 0000 without a display. The properties for
 * only one of these take precedence. */
static void take_layout(struct reader_properties *to, const uint8_t value[2])
{
	if (to->has_lines || to->has_characters)
		return;
	to->has_lines = to->has_characters = true;
	to->characters = value[0];
	to->lines = value[1];
}

void reader_properties_parse(struct reader_properties *properties, const uint8_t *bytes,
                             size_t length)
{
	struct cursor cursor = cursor_start(bytes, length);
	const uint8_t *value, *layout = NULL;
	size_t size;
	uint8_t tag;

	*properties = (struct reader_properties){0};
	while (next_object(&cursor, &tag, &value, &size))
		if (tag == 0x01 && size == 2 && layout == NULL)
			layout = value;
		else
			take_property(properties, tag, value, size);
	if (layout != NULL)
		take_layout(properties, layout);
}

void reader_display_parse(struct reader_properties *properties, const uint8_t *bytes, size_t length)
{
	if (length != 4)
		return;
	take_property(properties, 0x04, bytes, 2);
	take_property(properties, 0x05, bytes + 2, 2);
}

void reader_pin_parse(struct reader_properties *properties, const uint8_t *bytes, size_t length)
{
	if (length == 4)
		take_layout(properties, bytes);
}
