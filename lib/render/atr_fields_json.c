#include "render/atr_fields_json.h"

#include "render/json.h"

#include "base/bytes.h"

#include <stdio.h>
#include <string.h>

static bool give_reason(char why[ATR_FIELDS_WHY], const char *reason)
{
	snprintf(why, ATR_FIELDS_WHY, "%s", reason);
	return false;
}

static bool take_convention(struct atr_fields *fields, const struct json_value *value,
                            char why[ATR_FIELDS_WHY])
{
	const char *name = json_value_string(value);

	if (name == NULL && (value == NULL || json_value_is_null(value)))
		return true;
	if (name == NULL || (strcmp(name, "direct") != 0 && strcmp(name, "inverse") != 0))
		return give_reason(why, "\"convention\" must be \"direct\" or \"inverse\"");
	fields->ts = name[0] == 'i' ? 0x3F : 0x3B;
	return true;
}

/* Only the lower half of a TDi can be set; the upper half follows from the other bytes. */
static bool take_protocol(struct atr_fields *fields, const char *value, char why[ATR_FIELDS_WHY])
{
	uint8_t byte;

	if (hex_read(value, strlen(value), &byte, 1).status != HEX_OK)
		return give_reason(why, "a TDi must be two hex digits");
	if (fields->protocol_count == ATR_GROUPS)
		return give_reason(why, "too many protocols for an ATR");
	fields->protocols[fields->protocol_count++] = byte & 15;
	return true;
}

static bool take_byte(struct atr_fields *fields, const struct json_value *byte,
                      char why[ATR_FIELDS_WHY])
{
	const char *name = json_value_string(json_value_member(byte, "name"));
	const char *value = json_value_string(json_value_member(byte, "value"));
	char reason[ATR_FIELDS_WHY];

	if (name == NULL || value == NULL)
		return give_reason(why, "an item of \"interface\" has no \"name\" or no \"value\"");
	if (strcmp(name, "T0") == 0)
		return true;
	if (strncmp(name, "TD", 2) == 0)
		return take_protocol(fields, value, why);
	if (name[0] != 'T' || name[1] < 'A' || name[1] > 'C')
		return give_reason(why, "unknown name in \"interface\", expected T0, TA1, TB1 ...");
	if (!atr_fields_set(fields, name, strlen(name), value, reason)) {
		snprintf(why, ATR_FIELDS_WHY, "%.8s: %.100s", name, reason);
		return false;
	}
	return true;
}

static bool take_historical(struct atr_fields *fields, const struct json_value *historical,
                            char why[ATR_FIELDS_WHY])
{
	const char *value = json_value_string(json_value_member(historical, "value"));

	if (historical == NULL || json_value_is_null(historical))
		return true;
	if (value == NULL)
		return give_reason(why, "\"historical\" has no \"value\"");
	return atr_fields_set(fields, "hist", 4, value, why);
}

static bool take_fields(struct atr_fields *fields, const struct json_value *root,
                        char why[ATR_FIELDS_WHY])
{
	const struct json_value *interface = json_value_member(root, "interface");

	if (!json_value_is_array(interface))
		return give_reason(why, "no array \"interface\"");
	if (!take_convention(fields, json_value_member(root, "convention"), why))
		return false;
	for (size_t i = 0; i < json_value_count(interface); i++)
		if (!take_byte(fields, json_value_at(interface, i), why))
			return false;
	return take_historical(fields, json_value_member(root, "historical"), why);
}

bool atr_fields_from_json(struct atr_fields *fields, const char *text, size_t length,
                          char why[ATR_FIELDS_WHY])
{
	struct json_value *root = json_read(text, length, why, ATR_FIELDS_WHY);
	bool taken = false;

	atr_fields_start(fields);
	if (root != NULL)
		taken = take_fields(fields, root, why);
	json_value_free(&root);
	return taken;
}
