/* Sessions with a card in which an application is selected. */
#ifndef TESTS_UNIT_SELECTED_H
#define TESTS_UNIT_SELECTED_H

#include "from_hex.h"

#include "apdu/apdu_context.h"

/* Returns the context after a successful SELECT by this AID, in hex; NULL: after a reset. */
static inline struct apdu_context selected(const char *aid)
{
	static const uint8_t success[] = {0x90, 0x00};
	struct apdu_context context = {0};
	uint8_t select[32] = {0x00, 0xA4, 0x04, 0x00};

	if (aid == NULL)
		return context;
	select[4] = (uint8_t)read_hex(aid, select + 5, sizeof select - 5);
	apdu_context_learn(&context, select, 5u + select[4], success, sizeof success);
	return context;
}

#endif
