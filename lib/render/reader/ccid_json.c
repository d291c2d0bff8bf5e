#include "render/reader/ccid_json.h"

#include "render/json_member.h"

#include <stdio.h>

/* How the value of a key is derived from a field. */
enum shape {
	SHAPE_NUMBER,
	SHAPE_PLUS_ONE,
	SHAPE_WORDS,
	SHAPE_HEX,
	SHAPE_VOLTS,
	SHAPE_BIT_NUMBERS,
	SHAPE_BIT_NAMES,
	SHAPE_LEVEL,
	SHAPE_HIGH_BYTE,
	SHAPE_LOW_BYTE,
	SHAPE_BIT_0,
	SHAPE_BIT_1,
};

static const struct {
	const char *key;
	enum ccid_field_id field;
	enum shape shape;
} rows[] = {
	{"descriptor_type", CCID_DESCRIPTOR_TYPE, SHAPE_NUMBER},
	{"ccid_version", CCID_VERSION, SHAPE_WORDS},
	{"slots", CCID_MAX_SLOT_INDEX, SHAPE_PLUS_ONE},
	{"busy_slots", CCID_MAX_BUSY_SLOTS, SHAPE_NUMBER},
	{"volts", CCID_VOLTAGE_SUPPORT, SHAPE_VOLTS},
	{"protocols", CCID_PROTOCOLS, SHAPE_BIT_NUMBERS},
	{"default_clock_khz", CCID_DEFAULT_CLOCK, SHAPE_NUMBER},
	{"maximum_clock_khz", CCID_MAXIMUM_CLOCK, SHAPE_NUMBER},
	{"data_rate", CCID_DATA_RATE, SHAPE_NUMBER},
	{"maximum_data_rate", CCID_MAX_DATA_RATE, SHAPE_NUMBER},
	{"max_ifsd", CCID_MAX_IFSD, SHAPE_NUMBER},
	{"features", CCID_FEATURES, SHAPE_HEX},
	{"feature_names", CCID_FEATURES, SHAPE_BIT_NAMES},
	{"exchange_level", CCID_FEATURES, SHAPE_LEVEL},
	{"max_message", CCID_MAX_MESSAGE, SHAPE_NUMBER},
	{"lcd_lines", CCID_LCD_LAYOUT, SHAPE_HIGH_BYTE},
	{"lcd_columns", CCID_LCD_LAYOUT, SHAPE_LOW_BYTE},
	{"pin_verify", CCID_PIN_SUPPORT, SHAPE_BIT_0},
	{"pin_modify", CCID_PIN_SUPPORT, SHAPE_BIT_1},
};

static void put_volts(struct json *json, uint32_t value)
{
	static const double volts[] = {5.0, 3.0, 1.8};

	json_begin_array(json);
	for (unsigned i = 0; i < sizeof volts / sizeof *volts; i++)
		if (value >> i & 1)
			json_put_real(json, volts[i]);
	json_end(json);
}

/* Writes the numbers or the names of the bits that have a row. */
static void put_bits(struct json *json, enum ccid_field_id field, uint32_t value, bool names)
{
	const struct ccid_bit *bits = ccid_fields[field].bits;

	json_begin_array(json);
	for (unsigned i = 0; bits[i].mask != 0; i++) {
		if ((value & bits[i].mask) == 0)
			continue;
		if (names)
			json_put_string(json, bits[i].text);
		else
			json_put_integer(json, i);
	}
	json_end(json);
}

static void put_words(struct json *json, const struct ccid *ccid, enum ccid_field_id field)
{
	struct words words = {0};

	ccid_field_text(&words, ccid, field);
	json_put_string(json, words.text);
}

static void put_hex(struct json *json, uint32_t value)
{
	char digits[9];

	snprintf(digits, sizeof digits, "%08X", value);
	json_put_string(json, digits);
}

static void put_value(struct json *json, const struct ccid *ccid, enum ccid_field_id field,
                      enum shape shape)
{
	uint32_t value = ccid->value[field];

	switch (shape) {
	case SHAPE_NUMBER:
		json_put_integer(json, value);
		break;
	case SHAPE_PLUS_ONE:
		json_put_integer(json, (int64_t)value + 1);
		break;
	case SHAPE_WORDS:
		put_words(json, ccid, field);
		break;
	case SHAPE_HEX:
		put_hex(json, value);
		break;
	case SHAPE_VOLTS:
		put_volts(json, value);
		break;
	case SHAPE_BIT_NUMBERS:
	case SHAPE_BIT_NAMES:
		put_bits(json, field, value, shape == SHAPE_BIT_NAMES);
		break;
	case SHAPE_LEVEL:
		json_put_string(json, ccid_level_name(ccid_level(ccid)));
		break;
	case SHAPE_HIGH_BYTE:
	case SHAPE_LOW_BYTE:
		json_put_integer(json, shape == SHAPE_HIGH_BYTE ? value >> 8 : value & 0xFF);
		break;
	case SHAPE_BIT_0:
	case SHAPE_BIT_1:
		json_put_bool(json, value >> (shape - SHAPE_BIT_0) & 1);
		break;
	}
}

void render_ccid_json(struct json *json, const struct usb_interface_descriptor *interface,
                      const struct ccid *ccid, const struct ccid_problems *problems,
                      const char *kernel_driver)
{
	json_begin_object(json);
	json_member_integer(json, "interface", interface->number);
	json_member_integer(json, "interface_class", interface->class);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		json_key(json, rows[i].key);
		if (ccid_has(ccid, rows[i].field))
			put_value(json, ccid, rows[i].field, rows[i].shape);
		else
			json_put_null(json);
	}
	json_member_known_text(json, "kernel_driver", kernel_driver);
	json_member_problems(json, problems->list, problems->count);
	json_end(json);
}
