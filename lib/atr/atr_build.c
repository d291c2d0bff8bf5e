#include "atr/atr_build.h"

#include <string.h>

/* Returns the number of groups of interface bytes. The first is announced by T0, each other one by
 * a TD. */
static size_t count_groups(const struct atr_fields *fields)
{
	size_t count = fields->protocol_count + 1u;

	for (size_t i = 0; i < ATR_GROUPS; i++)
		for (size_t kind = 0; kind < 3; kind++)
			if (fields->groups[i].has[kind] && i + 1 > count)
				count = i + 1;
	return count;
}

static uint8_t protocol_of(const struct atr_fields *fields, size_t td)
{
	if (fields->protocol_count == 0)
		return 0;
	if (td >= fields->protocol_count)
		td = fields->protocol_count - 1u;
	return fields->protocols[td] & 15;
}

/* Counts bytes beyond ATR_MAX as well, but does not write them. */
struct writer {
	uint8_t *out;
	size_t length;
};

static void put_byte(struct writer *writer, uint8_t value)
{
	if (writer->length < ATR_MAX)
		writer->out[writer->length] = value;
	writer->length++;
}

/* Returns Y of group i, which includes a TD if another group follows. */
static uint8_t announce(const struct atr_fields *fields, size_t i, size_t groups)
{
	unsigned y = i + 1 < groups ? 0x80 : 0;

	for (unsigned kind = 0; i < ATR_GROUPS && kind < 3; kind++)
		if (fields->groups[i].has[kind])
			y |= 0x10u << kind;
	return (uint8_t)y;
}

bool atr_build(const struct atr_fields *fields, uint8_t out[ATR_MAX], size_t *length)
{
	struct writer writer = {out, 0};
	size_t groups = count_groups(fields), historical = fields->historical_length & 15;
	bool tck = false;
	uint8_t sum = 0;

	put_byte(&writer, fields->ts);
	put_byte(&writer, (uint8_t)(announce(fields, 0, groups) | historical));
	for (size_t i = 0; i < groups; i++) {
		for (size_t kind = 0; i < ATR_GROUPS && kind < 3; kind++)
			if (fields->groups[i].has[kind])
				put_byte(&writer, fields->groups[i].value[kind]);
		if (i + 1 == groups)
			break;
		put_byte(&writer, announce(fields, i + 1, groups) | protocol_of(fields, i));
		tck = tck || protocol_of(fields, i) != 0;
	}
	for (size_t i = 0; i < historical; i++)
		put_byte(&writer, fields->historical[i]);
	for (size_t i = 1; i < writer.length && i < ATR_MAX; i++)
		sum ^= out[i];
	if (tck)
		put_byte(&writer, sum);
	*length = writer.length;
	return writer.length <= ATR_MAX;
}
