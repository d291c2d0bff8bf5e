#include "atr/atr.h"

#include "atr/atr_check.h"

void atr_parse(struct atr *atr, const uint8_t *bytes, size_t length)
{
	atr_walk(atr, bytes, length);
	atr_check(atr);
}
