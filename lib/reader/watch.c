#include "reader/watch.h"

#include <string.h>

struct compare {
	watch_sink *sink;
	void *context;
	bool initial;
};

/* The bits that belong to the state; CHANGED only shows that a wait has returned. */
static uint32_t state_bits(const struct reader_state *state)
{
	return state->bits & ~(uint32_t)READER_CHANGED;
}

static bool has_card(const struct reader_state *state)
{
	return (state->bits & READER_PRESENT) != 0;
}

static bool is_mute(const struct reader_state *state)
{
	return (state->bits & READER_MUTE) != 0;
}

static void report(const struct compare *compare, enum watch_kind kind, size_t index,
                   const struct reader_state *reader, const struct reader_state *before,
                   uint16_t missed)
{
	const struct reader_state *card = kind == WATCH_CARD_REMOVED ? before : reader;
	/* The card in a new reader is reported as an event of its own. */
	size_t atr_length = kind == WATCH_READER_ADDED ? 0 : card->atr_length;

	compare->sink(compare->context,
	              &(struct watch_event){
			      .kind = kind,
			      .initial = compare->initial,
			      .index = index,
			      .reader = reader,
			      .before = state_bits(before),
			      .missed = missed,
			      .atr = card->atr,
			      .atr_length = atr_length,
		      });
}

static void report_card(const struct compare *compare, size_t index,
                        const struct reader_state *reader, const struct reader_state *before,
                        uint16_t missed)
{
	report(compare, is_mute(reader) ? WATCH_CARD_MUTE : WATCH_CARD_INSERTED, index, reader,
	       before, missed);
}

static void report_gone(const struct compare *compare, size_t index, const struct reader_state *old)
{
	struct reader_state gone = *old;

	gone.bits = READER_UNKNOWN;
	gone.atr_length = 0;
	if (has_card(old))
		report(compare, WATCH_CARD_REMOVED, index, &gone, old, 0);
	report(compare, WATCH_READER_REMOVED, index, &gone, old, 0);
}

static bool same_atr(const struct reader_state *a, const struct reader_state *b)
{
	return a->atr_length == b->atr_length && memcmp(a->atr, b->atr, a->atr_length) == 0;
}

/* Handles a card that is present in both states. A removal and an insertion are two steps of the
 * event counter, so with the same ATR one step means that the card stayed. An ATR unknown before,
 * as of a card without power, does not mean another card. */
static bool card_was_changed(const struct reader_state *old, const struct reader_state *now,
                             uint16_t steps)
{
	return steps > 1 || (old->atr_length > 0 && now->atr_length > 0 && !same_atr(old, now));
}

static uint16_t unreported(uint16_t steps, uint16_t reported)
{
	return steps > reported ? (uint16_t)(steps - reported) : 0;
}

static void report_stayed(const struct compare *compare, size_t index,
                          const struct reader_state *old, const struct reader_state *now,
                          uint16_t steps)
{
	if (is_mute(old) != is_mute(now))
		report_card(compare, index, now, old, steps);
	else if (state_bits(old) != state_bits(now) || !same_atr(old, now) || steps > 0)
		report(compare, WATCH_STATE_CHANGED, index, now, old, steps);
}

static void report_changes(const struct compare *compare, size_t index,
                           const struct reader_state *old, struct reader_state *now, uint16_t steps)
{
	bool before = has_card(old), after = has_card(now);

	if (before && after && card_was_changed(old, now, steps)) {
		report(compare, WATCH_CARD_REMOVED, index, now, old, 0);
		report_card(compare, index, now, old, unreported(steps, 2));
		now->owed = unreported(2, steps);
	} else if (before != after) {
		if (after)
			report_card(compare, index, now, old, unreported(steps, 1));
		else
			report(compare, WATCH_CARD_REMOVED, index, now, old, unreported(steps, 1));
		now->owed = unreported(1, steps);
	} else {
		report_stayed(compare, index, old, now, steps);
	}
}

/* Finds the state of this reader, looking first at its likely index, as lists seldom change. */
static const struct reader_state *find(const struct reader_state *states, size_t count,
                                       const char *name, size_t likely)
{
	if (likely < count && strcmp(states[likely].name, name) == 0)
		return &states[likely];
	for (size_t i = 0; i < count; i++)
		if (strcmp(states[i].name, name) == 0)
			return &states[i];
	return NULL;
}

/* The event counter has 16 bits and wraps. A difference of more than half of its range means that
 * the counter went back: it was reset because the reader was disconnected. */
static bool was_away(uint16_t steps)
{
	return steps > 0x7FFF;
}

/* Returns the new steps without those of events that were reported before the counter showed them
 * (owed); what is left of owed is kept in now. */
static uint16_t settle(struct reader_state *now, uint16_t owed, uint16_t steps)
{
	now->owed = unreported(owed, steps);
	return unreported(steps, owed);
}

/* Returns whether the card was removed or is now another one. A restarted service counts from 0, so
 * its counters cannot be compared with earlier ones. */
static bool card_has_left(const struct reader_state *old, const struct reader_state *now)
{
	return has_card(old) && (!has_card(now) || card_was_changed(old, now, 0));
}

static void report_left(const struct compare *compare, const struct reader_state *old,
                        size_t old_count, const struct reader_state *now, size_t now_count)
{
	for (size_t i = 0; i < old_count; i++) {
		const struct reader_state *reader = find(now, now_count, old[i].name, i);

		if (reader == NULL)
			report_gone(compare, i, &old[i]);
		else if (card_has_left(&old[i], reader))
			report(compare, WATCH_CARD_REMOVED, i, reader, &old[i], 0);
	}
}

/* Reports a reader and its card; was is NULL if the reader is new. */
static void report_present(const struct compare *compare, size_t index,
                           const struct reader_state *was, const struct reader_state *now)
{
	struct reader_state before = {.bits = was != NULL ? was->bits : 0};

	if (was != NULL && card_has_left(was, now))
		before.bits = READER_EMPTY; /* the removal was reported */
	report(compare, WATCH_READER_ADDED, index, now, &before, 0);
	if (has_card(now))
		report_card(compare, index, now, &before, 0);
}

static void report_initial(struct compare *compare, const struct reader_state *old,
                           size_t old_count, const struct reader_state *now, size_t now_count)
{
	report_left(compare, old, old_count, now, now_count);
	compare->initial = true;
	for (size_t i = 0; i < now_count; i++)
		report_present(compare, i, find(old, old_count, now[i].name, i), &now[i]);
}

void watch_compare(const struct reader_state *old, size_t old_count, struct reader_state *now,
                   size_t now_count, bool initial, watch_sink *sink, void *context)
{
	struct compare compare = {.sink = sink, .context = context};

	if (initial) {
		report_initial(&compare, old, old_count, now, now_count);
		return;
	}
	for (size_t i = 0; i < old_count; i++)
		if (find(now, now_count, old[i].name, i) == NULL)
			report_gone(&compare, i, &old[i]);
	for (size_t i = 0; i < now_count; i++) {
		const struct reader_state *was = find(old, old_count, now[i].name, i);
		uint16_t steps = was != NULL ? (uint16_t)(now[i].counter - was->counter) : 0;

		if (was != NULL && !was_away(steps)) {
			steps = settle(&now[i], was->owed, steps);
			report_changes(&compare, i, was, &now[i], steps);
			continue;
		}
		if (was != NULL)
			report_gone(&compare, i, was);
		report_present(&compare, i, NULL, &now[i]);
	}
}

bool watch_brings_atr(const struct watch_event *event)
{
	/* For a card that had no power before, only the ATR is new. */
	return event->atr_length > 0 &&
		(event->kind == WATCH_CARD_INSERTED ||
	         (event->kind == WATCH_STATE_CHANGED &&
	          event->before == state_bits(event->reader)));
}

const char *watch_kind_name(enum watch_kind kind)
{
	static const char *const names[] = {
		[WATCH_READER_ADDED] = "reader-added",
		[WATCH_READER_REMOVED] = "reader-removed",
		[WATCH_CARD_INSERTED] = "card-inserted",
		[WATCH_CARD_REMOVED] = "card-removed",
		[WATCH_CARD_MUTE] = "card-mute",
		[WATCH_STATE_CHANGED] = "state-changed",
		[WATCH_SERVICE_LOST] = "service-lost",
		[WATCH_SERVICE_BACK] = "service-back",
		[WATCH_EVENTS_DROPPED] = "events-dropped",
	};

	return names[kind];
}
