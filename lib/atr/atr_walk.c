#include "atr/atr_walk.h"

#include "base/cursor.h"

#include <string.h>

/* Bits of Y for TAi, TBi, TCi and TDi: 8.2.2. */
static const struct {
	uint8_t mask;
	enum atr_kind kind;
} announced[] = {
	{0x1, ATR_TA},
	{0x2, ATR_TB},
	{0x4, ATR_TC},
	{0x8, ATR_TD},
};

/* Much faster than clearing the whole structure: only what the counts cover is read. */
static void reset(struct atr *atr, const uint8_t *bytes, size_t length)
{
	atr->length = (uint8_t)(length < ATR_KEPT ? length : ATR_KEPT);
	if (atr->length > 0)
		memcpy(atr->bytes, bytes, atr->length);
	atr->interface_count = 0;
	atr->protocol_count = 0;
	atr->first_protocol = ATR_NO_PROTOCOL;
	atr->has_t15 = false;
	atr->complete = false;
	atr->truncated = false;
	atr->historical_announced = 0;
	atr->historical = (struct atr_span){0};
	atr->tck_needed = false;
	atr->tck_present = false;
	atr->tck_offset = 0;
	atr->tck_expected = 0;
	atr->extra = (struct atr_span){0};
	atr->problem_count = 0;
}

/* 8.2.3: TA1 to TD1, TA2 and TB2 are global. TC2 is always for T=0, all others are for the T of the
 * previous TD. TD itself is structure. */
static int8_t protocol_of(enum atr_kind kind, unsigned index, int protocol)
{
	if (kind == ATR_TD || index == 1)
		return -1;
	if (index == 2)
		return kind == ATR_TC ? 0 : -1;
	return (int8_t)protocol;
}

static bool counts(const struct atr *atr, enum atr_kind kind, unsigned index, int protocol)
{
	return kind == ATR_TD || index <= 2 || protocol < 0 ||
		atr_find_for(atr, kind, (unsigned)protocol) == NULL;
}

static void add_protocol(struct atr *atr, unsigned protocol)
{
	if (protocol == 15) {
		atr->has_t15 = true;
		return;
	}
	if (atr_offers(atr, protocol))
		return;
	if (atr->protocol_count == 0)
		atr->first_protocol = (uint8_t)protocol;
	atr->protocols[atr->protocol_count++] = (uint8_t)protocol;
}

/* Reads the byte of this kind and index; returns false at the end of the input. */
static bool take_byte(struct atr *atr, struct cursor *cursor, enum atr_kind kind, unsigned index,
                      int protocol)
{
	struct atr_interface *byte = &atr->interface[atr->interface_count];
	int8_t own = protocol_of(kind, index, protocol);

	byte->offset = (uint8_t)cursor->at;
	if (!cursor_u8(cursor, &byte->value))
		return false;
	byte->kind = kind;
	byte->index = (uint8_t)index;
	byte->protocol = own;
	byte->counts = counts(atr, kind, index, own);
	atr->interface_count++;
	return true;
}

/* Reads T0 and all bytes that it and the TDs announce. The number of groups needs no limit but the
 * end of the input: 31 TDs fit in an ATR. */
static bool take_interface(struct atr *atr, struct cursor *cursor)
{
	if (!take_byte(atr, cursor, ATR_T0, 0, -1))
		return false;

	unsigned y = atr->interface[0].value >> 4, index = 1;
	int protocol = -1;
	bool more = true;

	atr->historical_announced = atr->interface[0].value & 15;
	if (!(y & 0x8))
		add_protocol(atr, 0);
	while (more) {
		more = false;
		for (size_t i = 0; i < sizeof announced / sizeof announced[0]; i++) {
			if (!(y & announced[i].mask))
				continue;
			if (!take_byte(atr, cursor, announced[i].kind, index, protocol))
				return false;
			more = announced[i].kind == ATR_TD;
		}
		if (more) {
			uint8_t td = atr->interface[atr->interface_count - 1].value;

			y = td >> 4;
			protocol = td & 15;
			add_protocol(atr, (unsigned)protocol);
			index++;
		}
	}
	return true;
}

static struct atr_span take_span(struct cursor *cursor, size_t length)
{
	size_t at = cursor->at, left = cursor_left(cursor);
	const uint8_t *bytes;

	if (length > left)
		length = left;
	(void)cursor_bytes(cursor, length, &bytes);
	return (struct atr_span){.offset = (uint8_t)at, .length = (uint8_t)length};
}

/* 8.2.5: TCK is absent if only T=0 is indicated. */
static bool needs_tck(const struct atr *atr)
{
	return atr->has_t15 || atr->protocol_count > 1 ||
		(atr->protocol_count == 1 && atr->protocols[0] != 0);
}

static void take_tck(struct atr *atr, struct cursor *cursor)
{
	uint8_t value, sum = 0;

	for (size_t i = 1; i < cursor->at; i++)
		sum ^= atr->bytes[i];
	atr->tck_expected = sum;
	if (!atr->tck_needed)
		return;
	atr->tck_offset = (uint8_t)cursor->at;
	atr->tck_present = cursor_u8(cursor, &value);
}

static void take_all(struct atr *atr)
{
	struct cursor cursor = cursor_start(atr->bytes, atr->length);
	uint8_t ts;

	if (!cursor_u8(&cursor, &ts)) {
		atr->truncated = true;
		return;
	}
	if (ts != 0x3B && ts != 0x3F) {
		atr->extra = take_span(&cursor, cursor_left(&cursor));
		return;
	}
	atr->complete = take_interface(atr, &cursor);
	atr->tck_needed = needs_tck(atr);
	if (!atr->complete) {
		atr->truncated = true;
		return;
	}
	atr->historical = take_span(&cursor, atr->historical_announced);
	if (atr->historical.length < atr->historical_announced) {
		atr->truncated = true;
		return;
	}
	take_tck(atr, &cursor);
	atr->extra = take_span(&cursor, cursor_left(&cursor));
}

void atr_walk(struct atr *atr, const uint8_t *bytes, size_t length)
{
	reset(atr, bytes, length);
	take_all(atr);
}

const struct atr_interface *atr_find(const struct atr *atr, enum atr_kind kind, unsigned index)
{
	for (size_t i = 0; i < atr->interface_count; i++) {
		const struct atr_interface *byte = &atr->interface[i];

		if (byte->kind == kind && byte->index == index)
			return byte;
	}
	return NULL;
}

const struct atr_interface *atr_find_for(const struct atr *atr, enum atr_kind kind,
                                         unsigned protocol)
{
	for (size_t i = 0; i < atr->interface_count; i++) {
		const struct atr_interface *byte = &atr->interface[i];

		if (byte->kind == kind && byte->index >= 3 && byte->protocol == (int)protocol)
			return byte;
	}
	return NULL;
}

bool atr_offers(const struct atr *atr, unsigned protocol)
{
	for (size_t i = 0; i < atr->protocol_count; i++)
		if (atr->protocols[i] == protocol)
			return true;
	return false;
}

bool atr_lacks(const struct atr *atr, enum atr_kind kind, unsigned index)
{
	const struct atr_interface *byte = atr_find(atr, ATR_T0, 0);

	for (unsigned i = 1; byte != NULL; i++) {
		unsigned y = byte->value >> 4;

		for (size_t bit = 0; i == index && bit < sizeof announced / sizeof announced[0];
		     bit++)
			if (announced[bit].kind == kind)
				return !(y & announced[bit].mask);
		if (!(y & 0x8))
			return true;
		byte = atr_find(atr, ATR_TD, i);
	}
	return false;
}

bool atr_valid(const struct atr *atr)
{
	for (size_t i = 0; i < atr->problem_count; i++)
		if (atr->problems[i].kind->severity == SEVERITY_ERROR)
			return false;
	return true;
}

/* An ATR has at most one error of each kind, so all of them fit. */
enum { ROOM_FOR_ERRORS = 16 };

void atr_add_problem(struct atr *atr, const struct problem *problem)
{
	size_t room = ATR_PROBLEMS, at = atr->problem_count;

	if (problem->kind->severity != SEVERITY_ERROR)
		room -= ROOM_FOR_ERRORS;
	if (at >= room)
		return;
	for (; at > 0 && atr->problems[at - 1].offset > problem->offset; at--)
		atr->problems[at] = atr->problems[at - 1];
	atr->problems[at] = *problem;
	atr->problem_count++;
}
