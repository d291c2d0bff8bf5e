/* Fields of an ATR from any text: if they are accepted, the ATR that is built from them has the
 * same fields. */
#include "tests/unit/fields.h"
#include "render/atr_fields_json.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct atr_fields fields, again;
	char why[ATR_FIELDS_WHY] = "";
	uint8_t atr[ATR_MAX], second[ATR_MAX];
	size_t length, second_length;
	struct atr parsed;

	if (!atr_fields_from_json(&fields, (const char *)data, size, why)) {
		if (why[0] == '\0')
			abort();
		return 0;
	}
	if (!atr_build(&fields, atr, &length))
		return 0;
	atr_parse(&parsed, atr, length);
	if (parsed.truncated || parsed.extra.length > 0)
		abort();
	atr_fields_of(&again, &parsed);
	if (!atr_build(&again, second, &second_length) || second_length != length ||
	    memcmp(atr, second, length) != 0)
		abort();
	return 0;
}
