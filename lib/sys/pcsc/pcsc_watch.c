#include "sys/pcsc/pcsc_watch.h"

#include "sys/clock.h"
#include "sys/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
	POLL_MS = 1000,
	SETTLE_MS = 2000, /* time for a restarted service to find its readers and cards again */
	SETTLE_POLL_MS = 50,
	WAIT_MS = 60000,
	FRUITLESS = 3, /* returns in a row without a change that are considered normal */
	COUNT_TRIES = 3,
};

struct pcsc_watch {
	struct pcsc_news_queue *news;
	struct pcsc *pcsc;
	bool assume_pnp;
	bool pnp;             /* the service reports new readers */
	uint16_t pnp_counter; /* its count of reader changes; 0 if it does not count them */
	bool refused;         /* it accepts at most PCSC_ENTRIES_OLD entries */
	bool first;           /* nothing was posted since the connection to the service */
	uint64_t settled;     /* ms of the clock: readers and cards not found by then are gone */
	bool posted;          /* the current list of readers was posted */
	bool quick;    /* something changed: poll soon, as a reader may have been connected since */
	int fruitless; /* returns in a row without a change */
	struct reader_state *states; /* count readers, and room for the PnP entry; owned */
	struct reader_state *before; /* the same states when the wait began; owned */
	size_t count;
	struct reader_state *last; /* the last_count states posted last; owned */
	size_t last_count;
};

static void pause_for(const struct pcsc_watch *watch, int ms)
{
	clock_wait(pcsc_news_stop_fd(watch->news), ms);
}

static struct reader_state *copy_states(const struct pcsc_watch *watch)
{
	struct reader_state *copy = calloc(watch->count + 1, sizeof *copy);

	if (copy != NULL && watch->count > 0)
		memcpy(copy, watch->states, watch->count * sizeof *copy);
	return copy;
}

static uint32_t post_readers(struct pcsc_watch *watch)
{
	struct reader_state *copy = copy_states(watch), *last = copy_states(watch);

	if (!memory_sufficed(copy != NULL && last != NULL)) {
		free(copy);
		free(last);
		return PCSC_E_NO_MEMORY;
	}
	free(watch->last);
	watch->last = last;
	watch->last_count = watch->count;
	pcsc_news_post(watch->news,
	               (struct pcsc_news){.kind = PCSC_NEWS_READERS,
	                                  .first = watch->first,
	                                  .polling = !watch->pnp,
	                                  .states = copy,
	                                  .count = watch->count});
	watch->first = false;
	watch->posted = true;
	return PCSC_OK;
}

/* Asks for the current states, in portions that every service accepts. */
static uint32_t ask_all(struct pcsc_watch *watch)
{
	for (size_t at = 0; at < watch->count; at += PCSC_ENTRIES_OLD) {
		size_t left = watch->count - at;
		uint32_t code =
			pcsc_status_change(watch->pcsc, watch->states + at,
		                           left < PCSC_ENTRIES_OLD ? left : PCSC_ENTRIES_OLD, 0);

		if (code != PCSC_OK && code != PCSC_E_TIMEOUT)
			return code;
	}
	return PCSC_OK;
}

static bool same_state(const struct reader_state *a, const struct reader_state *b)
{
	uint32_t differ = (a->bits ^ b->bits) & ~(uint32_t)READER_CHANGED;

	return strcmp(a->name, b->name) == 0 && differ == 0 && a->counter == b->counter &&
		a->atr_length == b->atr_length && memcmp(a->atr, b->atr, a->atr_length) == 0;
}

/* Returns true if nothing changed since the last message. A service may repeatedly report that a
 * reader in its list is gone. */
static bool is_already_posted(const struct pcsc_watch *watch)
{
	if (watch->first || watch->count != watch->last_count)
		return false;
	for (size_t i = 0; i < watch->count; i++)
		if (!same_state(&watch->states[i], &watch->last[i]))
			return false;
	return true;
}

static bool same_names(const struct pcsc_watch *watch, const struct reader_names *names)
{
	if (names->count != watch->count)
		return false;
	for (size_t i = 0; i < watch->count; i++)
		if (strcmp(watch->states[i].name, names->names[i]) != 0)
			return false;
	return true;
}

static const struct reader_state *seen_state(const struct pcsc_watch *watch, const char *name)
{
	for (size_t i = 0; i < watch->count; i++)
		if (strcmp(watch->states[i].name, name) == 0)
			return &watch->states[i];
	return NULL;
}

static struct reader_state known_state(const struct pcsc_watch *watch, const char *name)
{
	const struct reader_state *seen = seen_state(watch, name);
	struct reader_state unknown = {0};

	if (seen != NULL)
		return *seen;
	memcpy(unknown.name, name, sizeof unknown.name);
	return unknown;
}

/* Takes over a new list. The state of a reader that is already known is kept, whatever its
 * index. */
static bool take_names(struct pcsc_watch *watch, const struct reader_names *names)
{
	struct reader_state *states = calloc(names->count + 1, sizeof *states);
	struct reader_state *before = calloc(names->count + 1, sizeof *before);

	if (!memory_sufficed(states != NULL && before != NULL)) {
		free(states);
		free(before);
		return false;
	}
	for (size_t i = 0; i < names->count; i++)
		states[i] = known_state(watch, names->names[i]);
	free(watch->states);
	free(watch->before);
	watch->states = states;
	watch->before = before;
	watch->count = names->count;
	watch->posted = false;
	return true;
}

/* A service that has just started may not have found all readers, cards and ATRs yet. Returns true
 * while some of those that were there before may still be found. */
static bool is_unsettled(const struct pcsc_watch *watch)
{
	for (size_t i = 0; watch->first && i < watch->last_count; i++) {
		const struct reader_state *last = &watch->last[i];
		const struct reader_state *now = seen_state(watch, last->name);
		bool card = now != NULL && (now->bits & READER_PRESENT) != 0;
		bool atr = card && (now->atr_length > 0 || (now->bits & READER_MUTE) != 0);

		if (now == NULL || ((last->bits & READER_PRESENT) != 0 && !card) ||
		    (last->atr_length > 0 && !atr))
			return clock_ms() < watch->settled;
	}
	return false;
}

/* Compares the list of readers with the one posted last and posts it if it differs. */
static uint32_t compare_list(struct pcsc_watch *watch)
{
	struct reader_names names = {0};
	uint32_t code = pcsc_readers(watch->pcsc, &names);

	if (code == PCSC_OK && (watch->first || !same_names(watch, &names)) &&
	    !take_names(watch, &names))
		code = PCSC_E_NO_MEMORY;
	reader_names_free(&names);
	if (code != PCSC_OK || watch->posted)
		return code;
	watch->quick = true;
	code = ask_all(watch);
	if (code != PCSC_OK)
		return code;
	if (is_unsettled(watch)) {
		watch->count = 0; /* ask for all of it again */
		pause_for(watch, SETTLE_POLL_MS);
		return PCSC_OK;
	}
	if (is_already_posted(watch)) {
		watch->posted = true;
		watch->fruitless++;
		return PCSC_OK;
	}
	watch->fruitless = 0;
	return post_readers(watch);
}

/* Removes the readers that were disconnected during the wait, which are marked as unknown, so that
 * a reader that was connected again under the same name is seen as a new one. */
static void drop_gone(struct pcsc_watch *watch)
{
	size_t kept = 0;

	for (size_t i = 0; i < watch->count; i++)
		if (!(watch->states[i].bits & READER_UNKNOWN))
			watch->states[kept++] = watch->states[i];
	watch->count = kept;
}

static bool any_changed(const struct pcsc_watch *watch)
{
	for (size_t i = 0; i < watch->count; i++)
		if (!same_state(&watch->states[i], &watch->before[i]))
			return true;
	return false;
}

static uint32_t take_return(struct pcsc_watch *watch)
{
	bool changed = any_changed(watch);

	drop_gone(watch);
	watch->quick = true;
	if (!changed) {
		watch->fruitless++;
		return PCSC_OK;
	}
	watch->fruitless = 0;
	return post_readers(watch);
}

static bool any_gone(const struct pcsc_watch *watch)
{
	for (size_t i = 0; i < watch->count; i++)
		if (watch->states[i].bits & READER_UNKNOWN)
			return true;
	return false;
}

/* libpcsclite 2.5 finds no reader in a response that an event got mixed into (sys/pcsc/pcsc.c). If
 * the service counts connected and disconnected readers and its count is unchanged, the readers
 * missing from the response are still there. The response with the count may be affected as well,
 * so it is requested more than once. */
static bool is_out_of_step(const struct pcsc_watch *watch)
{
	uint16_t counter;
	bool works;

	if (watch->pnp_counter == 0 || watch->fruitless >= FRUITLESS || !any_gone(watch))
		return false;
	for (int tries = 0; tries < COUNT_TRIES; tries++)
		if (pcsc_pnp(watch->pcsc, &works, &counter) == PCSC_OK &&
		    counter == watch->pnp_counter)
			return true;
	return false;
}

/* Handles the return of a wait; with_pnp: the PnP entry was part of it. */
static uint32_t take_wait(struct pcsc_watch *watch, bool with_pnp)
{
	uint16_t counter = with_pnp ? watch->states[watch->count].counter : 0;

	if (is_out_of_step(watch)) {
		memcpy(watch->states, watch->before, watch->count * sizeof *watch->before);
		watch->fruitless++;
		return PCSC_OK;
	}
	if (counter != 0)
		watch->pnp_counter = counter;
	return take_return(watch);
}

/* If an old service cannot take another entry, no reader can be added; the removal of a reader ends
 * the wait by the reader's own entry. */
static bool is_full(const struct pcsc_watch *watch)
{
	return watch->refused && watch->count == PCSC_ENTRIES_OLD;
}

static int wait_time(const struct pcsc_watch *watch)
{
	if (!watch->pnp)
		return POLL_MS;
	/* Given its own count, the service also reports readers that were connected between two
	 * calls. */
	return watch->quick && watch->pnp_counter == 0 && !is_full(watch) ? POLL_MS : WAIT_MS;
}

static void add_pnp(struct pcsc_watch *watch)
{
	watch->states[watch->count] =
		(struct reader_state){.name = PCSC_PNP, .counter = watch->pnp_counter};
}

/* Handles more readers than the service accepts in one call: waiting is not possible. */
static uint32_t poll_many(struct pcsc_watch *watch)
{
	pause_for(watch, POLL_MS);
	uint32_t code = ask_all(watch);
	if (code == PCSC_OK)
		code = take_return(watch);
	watch->fruitless = 0;
	return code;
}

/* The service treats a reader whose event counter is still 0 like one without a counter: a card
 * inserted and removed between two calls does not end the wait. So the states of such readers are
 * requested whenever a wait has timed out. */
static uint32_t poll_uncounted(struct pcsc_watch *watch)
{
	bool any = false;

	for (size_t i = 0; i < watch->count; i++)
		if (watch->states[i].counter == 0) {
			watch->states[i].bits = 0; /* unaware */
			any = true;
		}
	uint32_t code = any ? ask_all(watch) : PCSC_OK;
	return code == PCSC_OK && any_changed(watch) ? take_wait(watch, false) : code;
}

static uint32_t wait_once(struct pcsc_watch *watch)
{
	bool with_pnp = watch->pnp && !is_full(watch);
	size_t entries = watch->count + with_pnp;

	memcpy(watch->before, watch->states, watch->count * sizeof *watch->before);
	if (watch->refused && watch->count > PCSC_ENTRIES_OLD)
		return poll_many(watch);
	if (entries == 0) {
		pause_for(watch, POLL_MS);
		return PCSC_OK;
	}
	if (with_pnp)
		add_pnp(watch);
	int limit = wait_time(watch);
	uint64_t began = clock_ms();
	uint32_t code = pcsc_status_change(watch->pcsc, watch->states, entries, (uint32_t)limit);
	if (code == PCSC_E_TIMEOUT) {
		watch->quick = false;
		watch->fruitless =
			clock_ms() - began < (uint64_t)limit / 2 ? watch->fruitless + 1 : 0;
		return poll_uncounted(watch);
	}
	if (code == PCSC_E_INVALID_PARAMETER && entries > PCSC_ENTRIES_OLD && !watch->refused) {
		watch->refused = true;
		return PCSC_OK;
	}
	return code == PCSC_OK ? take_wait(watch, with_pnp) : code;
}

/* A reader that was disconnected is not an error: the list is requested again. If that does not
 * help, the unknown name must be that of the PnP entry. */
static uint32_t tolerate(struct pcsc_watch *watch, uint32_t code)
{
	if (code != PCSC_E_UNKNOWN_READER && code != PCSC_E_READER_UNAVAILABLE &&
	    code != PCSC_E_CANCELLED)
		return code;
	if (++watch->fruitless > FRUITLESS)
		watch->pnp &= code != PCSC_E_UNKNOWN_READER;
	return watch->fruitless > 2 * FRUITLESS ? code : PCSC_OK;
}

uint32_t pcsc_watch_run(struct pcsc_watch *watch, struct pcsc *pcsc, bool *posted)
{
	watch->pcsc = pcsc;
	watch->first = true;
	watch->posted = false;
	watch->refused = false;
	watch->fruitless = 0;
	watch->settled = clock_ms() + SETTLE_MS;
	watch->count = 0;
	uint32_t code = pcsc_pnp(pcsc, &watch->pnp, &watch->pnp_counter);
	watch->pnp |= watch->assume_pnp;
	while (code == PCSC_OK && !pcsc_news_stopped(watch->news)) {
		code = tolerate(watch, compare_list(watch));
		if (code == PCSC_OK && watch->posted)
			code = tolerate(watch, wait_once(watch));
		if (watch->fruitless > FRUITLESS)
			pause_for(watch, POLL_MS / 4);
	}
	*posted = !watch->first;
	return code;
}

struct pcsc_watch *pcsc_watch_new(struct pcsc_news_queue *news, bool assume_pnp)
{
	struct pcsc_watch *watch = calloc(1, sizeof *watch);

	if (watch != NULL)
		*watch = (struct pcsc_watch){.news = news, .assume_pnp = assume_pnp};
	return watch;
}

void pcsc_watch_free(struct pcsc_watch **watch)
{
	if (*watch == NULL)
		return;
	free((*watch)->states);
	free((*watch)->before);
	free((*watch)->last);
	free(*watch);
	*watch = NULL;
}
