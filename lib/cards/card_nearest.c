#include "cards/card_nearest.h"

#include "cards/cardlist.h"
#include "atr/hist.h"

#include <stdio.h>
#include <string.h>

/* Weights, which add up to 10000. */
enum {
	SHARE_HISTORICAL = 8000, /* more than all other differences together */
	SHARE_INTERFACE = 1400,
	SHARE_PROTOCOLS = 500,
	SHARE_CONVENTION = 100,
	SIMILAR = 3600, /* from here on historical bytes count as similar */
};

static const uint8_t *historical(const struct atr *atr)
{
	return atr->bytes + atr->historical.offset;
}

/* Returns the number of historical bytes, at most as many as ISO/IEC 7816-3, 8.2.4 allows. */
static size_t historical_count(const struct atr *atr)
{
	return atr->historical.length < HIST_MAX ? atr->historical.length : HIST_MAX;
}

static bool same_historical(const struct atr *a, const struct atr *b)
{
	size_t count = historical_count(a);

	return count == historical_count(b) && memcmp(historical(a), historical(b), count) == 0;
}

/* Returns the length of the longest common subsequence: the bytes that occur in both in the same
 * order. */
static unsigned common_bytes(const struct atr *a, const struct atr *b)
{
	unsigned row[HIST_MAX + 1] = {0};

	for (size_t i = 0; i < historical_count(a); i++) {
		unsigned diagonal = 0;

		for (size_t j = 1; j <= historical_count(b); j++) {
			unsigned above = row[j];

			if (historical(a)[i] == historical(b)[j - 1])
				row[j] = diagonal + 1;
			else if (row[j - 1] > row[j])
				row[j] = row[j - 1];
			diagonal = above;
		}
	}
	return row[historical_count(b)];
}

static unsigned common_head(const struct atr *a, const struct atr *b)
{
	unsigned count = 0;

	while (count < historical_count(a) && count < historical_count(b) &&
	       historical(a)[count] == historical(b)[count])
		count++;
	return count;
}

/* Returns 0 to SHARE_HISTORICAL. Manufacturers put their own bytes first and serial or version
 * numbers last, so a common beginning counts more. */
static unsigned historical_nearness(const struct atr *a, const struct atr *b)
{
	unsigned m = (unsigned)historical_count(a), n = (unsigned)historical_count(b);
	unsigned longer = m > n ? m : n;

	if (longer == 0)
		return SHARE_HISTORICAL / 2;
	if (same_historical(a, b))
		return SHARE_HISTORICAL;
	return SHARE_HISTORICAL / 100 *
		(50 * 2 * common_bytes(a, b) / (m + n) + 25 * common_head(a, b) / longer);
}

/* Counts the interface bytes without T0, which follows from the others. */
static unsigned interface_count(const struct atr *atr)
{
	return atr->interface_count > 0 ? atr->interface_count - 1u : 0;
}

static unsigned interface_nearness(const struct atr *a, const struct atr *b)
{
	unsigned same = 0, all = interface_count(b);

	for (size_t i = 0; i < a->interface_count; i++) {
		const struct atr_interface *byte = &a->interface[i];
		const struct atr_interface *other = atr_find(b, byte->kind, byte->index);

		if (byte->kind == ATR_T0)
			continue;
		all += other == NULL;
		same += other != NULL && other->value == byte->value;
	}
	return all > 0 ? SHARE_INTERFACE * same / all : SHARE_INTERFACE;
}

static bool same_protocols(const struct atr *a, const struct atr *b)
{
	return a->protocol_count == b->protocol_count &&
		memcmp(a->protocols, b->protocols, a->protocol_count) == 0;
}

/* Returns the similarity of two ATRs, from 0 to 10000: mainly that of the historical bytes, then of
 * the interface bytes and protocols. */
static unsigned nearness(const struct atr *a, const struct atr *b)
{
	return historical_nearness(a, b) + interface_nearness(a, b) +
		(same_protocols(a, b) ? SHARE_PROTOCOLS : 0) +
		(a->length > 0 && b->length > 0 && a->bytes[0] == b->bytes[0] ? SHARE_CONVENTION :
	                                                                        0);
}

static void insert_entry(struct card_nearest *nearest, const struct card_near *near)
{
	size_t at = nearest->count;

	if (at == nearest->wanted && (at == 0 || nearest->items[--at].score >= near->score))
		return;
	for (; at > 0 && nearest->items[at - 1].score < near->score; at--)
		nearest->items[at] = nearest->items[at - 1];
	nearest->items[at] = *near;
	if (nearest->count < nearest->wanted)
		nearest->count++;
}

void card_nearest_scan(struct card_nearest *nearest, const struct atr *atr, const char *text,
                       size_t length, const char *list, unsigned source)
{
	struct cardlist_walk walk = cardlist_start(text, length);
	struct card_near near = {.list = list, .source = source};
	struct cardlist_line line;
	struct cardlist_atr entry;
	struct atr other;

	while (cardlist_next(&walk, &line)) {
		cardlist_read(&line.text, &entry);
		if (entry.kind != CARDLIST_EXACT)
			continue;
		atr_parse(&other, entry.bytes, entry.length);
		near.score = nearness(atr, &other);
		near.pattern = line.text;
		near.names = cardlist_names(&walk);
		near.line = line.line;
		insert_entry(nearest, &near);
	}
}

static void add_difference(struct card_near *near, const char *name, const uint8_t *here,
                           size_t here_count, const uint8_t *there, size_t there_count)
{
	struct card_difference *difference = &near->differences[near->difference_count];

	if (here_count == there_count && memcmp(here, there, here_count) == 0)
		return;
	if (near->difference_count == CARD_DIFFERENCES_MAX)
		return;
	snprintf(difference->name, sizeof difference->name, "%s", name);
	memcpy(difference->here, here, here_count);
	memcpy(difference->there, there, there_count);
	difference->here_count = (uint8_t)here_count;
	difference->there_count = (uint8_t)there_count;
	near->difference_count++;
}

static void compare_interface(struct card_near *near, const struct atr *here,
                              const struct atr *there)
{
	static const uint8_t none;

	for (unsigned index = 1; index <= ATR_MAX; index++) {
		for (enum atr_kind kind = ATR_TA; kind <= ATR_TD; kind++) {
			const struct atr_interface *a = atr_find(here, kind, index);
			const struct atr_interface *b = atr_find(there, kind, index);
			char name[8];

			snprintf(name, sizeof name, "T%c%u", "0ABCD"[kind], index);
			add_difference(near, name, a != NULL ? &a->value : &none, a != NULL,
			               b != NULL ? &b->value : &none, b != NULL);
		}
	}
}

static void compare_historical(struct card_near *near, const struct atr *here,
                               const struct atr *there)
{
	size_t count = historical_count(here);
	char name[8];

	if (count != historical_count(there)) {
		add_difference(near, "historical bytes", historical(here), count, historical(there),
		               historical_count(there));
		return;
	}
	for (size_t i = 0; i < count; i++) {
		snprintf(name, sizeof name, "T%zu", i + 1);
		add_difference(near, name, historical(here) + i, 1, historical(there) + i, 1);
	}
}

static void compare(struct card_near *near, const struct atr *here, const struct atr *there)
{
	near->difference_count = 0;
	add_difference(near, "TS", here->bytes, here->length > 0, there->bytes, there->length > 0);
	compare_interface(near, here, there);
	compare_historical(near, here, there);
	add_difference(near, "TCK", here->bytes + here->tck_offset, here->tck_present,
	               there->bytes + there->tck_offset, there->tck_present);
}

static const char *relation(const struct atr *a, const struct atr *b)
{
	if (same_historical(a, b))
		return historical_count(a) > 0 ? "same historical bytes" :
						 "no historical bytes in either";
	return historical_nearness(a, b) >= SIMILAR ? "similar historical bytes" : "weak match";
}

void card_nearest_finish(struct card_nearest *nearest, const struct atr *atr)
{
	struct cardlist_atr entry;
	struct atr other;

	for (size_t i = 0; i < nearest->count; i++) {
		struct card_near *near = &nearest->items[i];

		cardlist_read(&near->pattern, &entry);
		atr_parse(&other, entry.bytes, entry.length);
		near->relation = relation(atr, &other);
		compare(near, atr, &other);
	}
}
