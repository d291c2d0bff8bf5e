#include "atr/atr_fields.h"

#include "base/bytes.h"
#include "base/num.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

void atr_fields_start(struct atr_fields *fields)
{
	*fields = (struct atr_fields){.ts = 0x3B};
}

static bool give_reason(char why[ATR_FIELDS_WHY], const char *reason)
{
	snprintf(why, ATR_FIELDS_WHY, "%s", reason);
	return false;
}

static bool read_byte(const char *value, uint8_t *byte)
{
	return hex_read(value, strlen(value), byte, 1).status == HEX_OK;
}

static bool set_ts(struct atr_fields *fields, const char *value, char why[ATR_FIELDS_WHY])
{
	uint8_t ts;

	if (!read_byte(value, &ts) || (ts != 0x3B && ts != 0x3F))
		return give_reason(why,
		                   "TS must be 3B (direct convention) or 3F (inverse convention)");
	fields->ts = ts;
	return true;
}

static bool set_protocols(struct atr_fields *fields, const char *value, char why[ATR_FIELDS_WHY])
{
	uint64_t protocol;

	for (;;) {
		size_t length = strcspn(value, ",");

		if (length > 2 || !num_decimal((struct span){value, length}, 15, &protocol))
			return give_reason(
				why, "expected protocol numbers from 0 to 15, separated by commas");
		if (fields->protocol_count == ATR_GROUPS)
			return give_reason(why, "too many protocols for an ATR");
		fields->protocols[fields->protocol_count++] = (uint8_t)protocol;
		if (value[length] == '\0')
			return true;
		value += length + 1;
	}
}

static bool set_historical(struct atr_fields *fields, const char *value, char why[ATR_FIELDS_WHY])
{
	struct hex_result result =
		hex_read(value, strlen(value), fields->historical, sizeof fields->historical);

	if (fields->historical_length > 0)
		return give_reason(why, "given twice");
	if (result.status != HEX_OK && result.status != HEX_EMPTY)
		return give_reason(why, "expected at most 15 pairs of hex digits");
	fields->historical_length = (uint8_t)result.count;
	return true;
}

/* Reads the name TAi, TBi or TCi. */
static bool read_interface_name(const char *name, size_t length, size_t *kind, size_t *group)
{
	int letter = length > 1 ? hex_digit(name[1]) : -1; /* A, B or C */
	uint64_t index;

	if (length < 3 || length > 4 || strncasecmp(name, "T", 1) != 0 || letter < 10 ||
	    letter > 12)
		return false;
	struct span number = {name + 2, length - 2};
	if (number.text[0] == '0' || !num_decimal(number, ATR_GROUPS, &index))
		return false;
	*kind = (size_t)letter - 10;
	*group = (size_t)index - 1;
	return true;
}

static bool set_interface(struct atr_fields *fields, size_t kind, size_t group, const char *value,
                          char why[ATR_FIELDS_WHY])
{
	struct atr_group *place = &fields->groups[group];

	if (place->has[kind])
		return give_reason(why, "given twice");
	if (!read_byte(value, &place->value[kind]))
		return give_reason(why, "expected two hex digits");
	place->has[kind] = true;
	return true;
}

static bool is_name(const char *name, size_t length, const char *other)
{
	return strlen(other) == length && strncasecmp(name, other, length) == 0;
}

bool atr_fields_set(struct atr_fields *fields, const char *name, size_t name_length,
                    const char *value, char why[ATR_FIELDS_WHY])
{
	size_t kind, group;

	if (is_name(name, name_length, "TS"))
		return set_ts(fields, value, why);
	if (is_name(name, name_length, "T"))
		return set_protocols(fields, value, why);
	if (is_name(name, name_length, "hist"))
		return set_historical(fields, value, why);
	if (read_interface_name(name, name_length, &kind, &group))
		return set_interface(fields, kind, group, value, why);
	if (is_name(name, name_length, "T0") || is_name(name, name_length, "TCK") ||
	    (name_length > 2 && strncasecmp(name, "TD", 2) == 0))
		return give_reason(why, "computed from the other fields; T sets the protocols");
	return give_reason(why, "unknown field, expected TS, T, TA1 to TC32 or hist");
}
