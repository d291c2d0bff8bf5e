/* Converts an ATR back to its fields, to compare the ATR that was built with what was requested. */
#ifndef TESTS_UNIT_FIELDS_H
#define TESTS_UNIT_FIELDS_H

#include "atr/atr_build.h"

#include <string.h>

/* Returns the fields of a complete ATR. */
static inline void atr_fields_of(struct atr_fields *fields, const struct atr *atr)
{
	*fields = (struct atr_fields){.ts = atr->length > 0 ? atr->bytes[0] : 0x3B};
	for (size_t i = 1; i < atr->interface_count; i++) {
		const struct atr_interface *byte = &atr->interface[i];

		if (byte->index > ATR_GROUPS)
			break;
		if (byte->kind == ATR_TD) {
			fields->protocols[fields->protocol_count++] = byte->value & 15;
		} else {
			struct atr_group *group = &fields->groups[byte->index - 1];

			group->has[byte->kind - ATR_TA] = true;
			group->value[byte->kind - ATR_TA] = byte->value;
		}
	}
	fields->historical_length = atr->historical.length;
	memcpy(fields->historical, atr->bytes + atr->historical.offset, atr->historical.length);
}

#endif
