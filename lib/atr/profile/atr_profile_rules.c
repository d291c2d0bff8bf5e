#include "atr/profile/atr_profile_rules.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool atr_rule_reject(struct atr_ruling *ruling, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	(void)vsnprintf(ruling->reason, sizeof ruling->reason, format, arguments);
	va_end(arguments);
	return false;
}

/* Stores the byte as the reason of the ruling; T is that of the protocol requested, or -1. */
static const struct atr_interface *take_byte(struct atr_ruling *ruling, const struct atr *atr,
                                             const struct atr_interface *byte, enum atr_kind kind,
                                             unsigned index, int protocol)
{
	char letter = "0ABCD"[kind];

	ruling->offset = byte != NULL ? byte->offset : atr->length;
	if (byte != NULL)
		(void)atr_rule_reject(ruling, "T%c%u is %02X", letter, byte->index, byte->value);
	else if (protocol < 0)
		(void)atr_rule_reject(ruling, "T%c%u is absent", letter, index);
	else
		(void)atr_rule_reject(ruling, "no T%c for T=%d", letter, protocol);
	return byte;
}

const struct atr_interface *atr_rule_byte(struct atr_ruling *ruling, const struct atr *atr,
                                          enum atr_kind kind, unsigned index)
{
	return take_byte(ruling, atr, atr_find(atr, kind, index), kind, index, -1);
}

const struct atr_interface *atr_rule_byte_for(struct atr_ruling *ruling, const struct atr *atr,
                                              enum atr_kind kind, unsigned protocol)
{
	return take_byte(ruling, atr, atr_find_for(atr, kind, protocol), kind, 0, (int)protocol);
}

static bool has_code(const struct problem *problem, const char *const *codes)
{
	for (size_t i = 0; i < ATR_RULE_CODES && codes[i] != NULL; i++)
		if (strcmp(problem->kind->code, codes[i]) == 0)
			return true;
	return false;
}

bool atr_rule_problems(struct atr_ruling *ruling, const struct atr *atr, const char *const *codes)
{
	for (size_t i = 0; i < atr->problem_count; i++) {
		const struct problem *problem = &atr->problems[i];

		if (!has_code(problem, codes))
			continue;
		ruling->offset = problem->offset;
		problem_text(problem, ruling->reason, sizeof ruling->reason);
		return false;
	}
	return true;
}
