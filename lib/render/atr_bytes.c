#include "render/atr_bytes.h"

#include <stdio.h>

struct atr_byte atr_interface_byte(const struct atr_interface *byte)
{
	static const struct {
		char letter;
		enum role role;
	} kinds[] = {
		[ATR_T0] = {'0', ROLE_T0}, [ATR_TA] = {'A', ROLE_TA}, [ATR_TB] = {'B', ROLE_TB},
		[ATR_TC] = {'C', ROLE_TC}, [ATR_TD] = {'D', ROLE_TD},
	};
	struct atr_byte result = {.name = "T0", .role = kinds[byte->kind].role};

	if (byte->kind != ATR_T0)
		snprintf(result.name, sizeof result.name, "T%c%u", kinds[byte->kind].letter,
		         byte->index);
	return result;
}

struct atr_byte atr_byte(const struct atr *atr, size_t offset)
{
	size_t historical = offset - atr->historical.offset;
	struct atr_byte result = {.name = "+", .role = ROLE_EXTRA};

	if (offset == 0)
		return (struct atr_byte){.name = "TS", .role = ROLE_TS};
	for (size_t i = 0; i < atr->interface_count; i++)
		if (atr->interface[i].offset == offset)
			return atr_interface_byte(&atr->interface[i]);
	if (offset >= atr->historical.offset && historical < atr->historical.length) {
		snprintf(result.name, sizeof result.name, "T%u", (unsigned)historical + 1);
		result.role = ROLE_HISTORICAL;
	} else if (atr->tck_present && offset == atr->tck_offset) {
		result = (struct atr_byte){.name = "TCK", .role = ROLE_TCK};
	}
	return result;
}
