#include "sys/pcsc/pcsc_watch.h"

#include "sys/clock.h"
#include "sys/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
	ENTRIES_OLD = 16, /* what pcsc-lite before 2.5.0 takes in a call */
	LOOK_MS = 1000,
	SETTLE_MS = 2000, /* what a service gets after its return to find again what was there */
	SETTLE_LOOK_MS = 50,
	WAIT_MS = 60000,
	FRUITLESS = 3, /* returns without news in a row that need no explanation */
	COUNT_TRIES = 3,
};

struct pcsc_look {
	struct pcsc_news_queue *news;
	struct pcsc *pcsc;
	bool assume_pnp;
	bool pnp;             /* the service tells of new readers */
	uint16_t pnp_counter; /* its count of them; 0 where it has none */
	bool refused;         /* it takes at most ENTRIES_OLD entries */
	bool first;           /* nothing was posted yet since the service was found */
	uint64_t settled;     /* ms of the clock: after that what is not found again has gone */
	bool posted;          /* this list of readers was */
	bool quick; /* something happened: a reader may have come meanwhile, so look again soon */
	int fruitless;               /* returns in a row that told nothing */
	struct reader_state *states; /* count of them, and room for the PnP entry; owned */
	struct reader_state *before; /* the same as they were when the wait began; owned */
	size_t count;
	struct reader_state *told; /* what was posted last, told_count of them; owned */
	size_t told_count;
};

static void pause_for(const struct pcsc_look *look, int ms)
{
	clock_wait(pcsc_news_stop_fd(look->news), ms);
}

static struct reader_state *copy_states(const struct pcsc_look *look)
{
	struct reader_state *copy = calloc(look->count + 1, sizeof *copy);

	if (copy != NULL && look->count > 0)
		memcpy(copy, look->states, look->count * sizeof *copy);
	return copy;
}

static uint32_t post_readers(struct pcsc_look *look)
{
	struct reader_state *copy = copy_states(look), *told = copy_states(look);

	if (!memory_sufficed(copy != NULL && told != NULL)) {
		free(copy);
		free(told);
		return PCSC_E_NO_MEMORY;
	}
	free(look->told);
	look->told = told;
	look->told_count = look->count;
	pcsc_news_post(look->news,
	               (struct pcsc_news){.kind = PCSC_NEWS_READERS,
	                                  .first = look->first,
	                                  .polling = !look->pnp,
	                                  .states = copy,
	                                  .count = look->count});
	look->first = false;
	look->posted = true;
	return PCSC_OK;
}

/* Asks for the states as they are, in parts that every service takes. */
static uint32_t ask_all(struct pcsc_look *look)
{
	for (size_t at = 0; at < look->count; at += ENTRIES_OLD) {
		size_t left = look->count - at;
		uint32_t code = pcsc_status_change(look->pcsc, look->states + at,
		                                   left < ENTRIES_OLD ? left : ENTRIES_OLD, 0);

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

/* Where a service says of a reader in its list, again and again, that it is gone, that is no news.
 */
static bool is_told(const struct pcsc_look *look)
{
	if (look->first || look->count != look->told_count)
		return false;
	for (size_t i = 0; i < look->count; i++)
		if (!same_state(&look->states[i], &look->told[i]))
			return false;
	return true;
}

static bool same_names(const struct pcsc_look *look, const struct reader_names *names)
{
	if (names->count != look->count)
		return false;
	for (size_t i = 0; i < look->count; i++)
		if (strcmp(look->states[i].name, names->names[i]) != 0)
			return false;
	return true;
}

static const struct reader_state *seen_state(const struct pcsc_look *look, const char *name)
{
	for (size_t i = 0; i < look->count; i++)
		if (strcmp(look->states[i].name, name) == 0)
			return &look->states[i];
	return NULL;
}

static struct reader_state known_state(const struct pcsc_look *look, const char *name)
{
	const struct reader_state *seen = seen_state(look, name);
	struct reader_state unknown = {0};

	if (seen != NULL)
		return *seen;
	memcpy(unknown.name, name, sizeof unknown.name);
	return unknown;
}

/* Takes over a new list; what is known of a reader stays, whatever its place. */
static bool take_names(struct pcsc_look *look, const struct reader_names *names)
{
	struct reader_state *states = calloc(names->count + 1, sizeof *states);
	struct reader_state *before = calloc(names->count + 1, sizeof *before);

	if (!memory_sufficed(states != NULL && before != NULL)) {
		free(states);
		free(before);
		return false;
	}
	for (size_t i = 0; i < names->count; i++)
		states[i] = known_state(look, names->names[i]);
	free(look->states);
	free(look->before);
	look->states = states;
	look->before = before;
	look->count = names->count;
	look->posted = false;
	return true;
}

/* A service that has just begun may not have found all readers yet, nor their cards and ATRs: what
 * was there before it went may come at any moment. */
static bool is_unsettled(const struct pcsc_look *look)
{
	for (size_t i = 0; look->first && i < look->told_count; i++) {
		const struct reader_state *told = &look->told[i];
		const struct reader_state *now = seen_state(look, told->name);
		bool card = now != NULL && (now->bits & READER_PRESENT) != 0;
		bool atr = card && (now->atr_length > 0 || (now->bits & READER_MUTE) != 0);

		if (now == NULL || ((told->bits & READER_PRESENT) != 0 && !card) ||
		    (told->atr_length > 0 && !atr))
			return clock_ms() < look->settled;
	}
	return false;
}

/* Compares the list of readers; posts where it is not what was posted last. */
static uint32_t compare_list(struct pcsc_look *look)
{
	struct reader_names names = {0};
	uint32_t code = pcsc_readers(look->pcsc, &names);

	if (code == PCSC_OK && (look->first || !same_names(look, &names)) &&
	    !take_names(look, &names))
		code = PCSC_E_NO_MEMORY;
	reader_names_free(&names);
	if (code != PCSC_OK || look->posted)
		return code;
	look->quick = true;
	code = ask_all(look);
	if (code != PCSC_OK)
		return code;
	if (is_unsettled(look)) {
		look->count = 0; /* all of it is to be asked for again */
		pause_for(look, SETTLE_LOOK_MS);
		return PCSC_OK;
	}
	if (is_told(look)) {
		look->posted = true;
		look->fruitless++;
		return PCSC_OK;
	}
	look->fruitless = 0;
	return post_readers(look);
}

/* A reader that went while it was waited for is marked unknown. It leaves our list at once, so
 * that one which returned meanwhile under its name is seen as a new one. */
static void drop_gone(struct pcsc_look *look)
{
	size_t kept = 0;

	for (size_t i = 0; i < look->count; i++)
		if (!(look->states[i].bits & READER_UNKNOWN))
			look->states[kept++] = look->states[i];
	look->count = kept;
}

static bool any_changed(const struct pcsc_look *look)
{
	for (size_t i = 0; i < look->count; i++)
		if (!same_state(&look->states[i], &look->before[i]))
			return true;
	return false;
}

static uint32_t take_return(struct pcsc_look *look)
{
	bool changed = any_changed(look);

	drop_gone(look);
	look->quick = true;
	if (!changed) {
		look->fruitless++;
		return PCSC_OK;
	}
	look->fruitless = 0;
	return post_readers(look);
}

static bool any_gone(const struct pcsc_look *look)
{
	for (size_t i = 0; i < look->count; i++)
		if (look->states[i].bits & READER_UNKNOWN)
			return true;
	return false;
}

/* libpcsclite 2.5 finds no reader in an answer that an event got into (sys/pcsc/pcsc.c). Where the
 * service counts readers that come and go, and has counted none since, those that the answer lacks
 * are there. A count that is out of step itself is another: so it is asked for more than once. */
static bool is_out_of_step(const struct pcsc_look *look)
{
	uint16_t counter;
	bool works;

	if (look->pnp_counter == 0 || look->fruitless >= FRUITLESS || !any_gone(look))
		return false;
	for (int tries = 0; tries < COUNT_TRIES; tries++)
		if (pcsc_pnp(look->pcsc, &works, &counter) == PCSC_OK &&
		    counter == look->pnp_counter)
			return true;
	return false;
}

/* What a wait has brought; with_pnp: it had the PnP entry. */
static uint32_t take_wait(struct pcsc_look *look, bool with_pnp)
{
	uint16_t counter = with_pnp ? look->states[look->count].counter : 0;

	if (is_out_of_step(look)) {
		memcpy(look->states, look->before, look->count * sizeof *look->before);
		look->fruitless++;
		return PCSC_OK;
	}
	if (counter != 0)
		look->pnp_counter = counter;
	return take_return(look);
}

/* With all of the old services' entries taken no reader can come, and one that goes wakes by its
 * own entry. */
static bool is_full(const struct pcsc_look *look)
{
	return look->refused && look->count == ENTRIES_OLD;
}

static int wait_time(const struct pcsc_look *look)
{
	if (!look->pnp)
		return LOOK_MS;
	/* With its count given back, the service tells of readers that came between two calls. */
	return look->quick && look->pnp_counter == 0 && !is_full(look) ? LOOK_MS : WAIT_MS;
}

static void add_pnp(struct pcsc_look *look)
{
	look->states[look->count] =
		(struct reader_state){.name = PCSC_PNP, .counter = look->pnp_counter};
}

/* More readers than the service takes in a call: no wait is possible. */
static uint32_t look_at_many(struct pcsc_look *look)
{
	pause_for(look, LOOK_MS);
	uint32_t code = ask_all(look);
	if (code == PCSC_OK)
		code = take_return(look);
	look->fruitless = 0;
	return code;
}

/* A reader for which nothing was counted yet is as one without a counter to the service: a card
 * that comes and goes before anybody looks wakes nobody. So such readers are looked at when time is
 * up. */
static uint32_t look_at_uncounted(struct pcsc_look *look)
{
	bool any = false;

	for (size_t i = 0; i < look->count; i++)
		if (look->states[i].counter == 0) {
			look->states[i].bits = 0; /* unaware */
			any = true;
		}
	uint32_t code = any ? ask_all(look) : PCSC_OK;
	return code == PCSC_OK && any_changed(look) ? take_wait(look, false) : code;
}

static uint32_t wait_once(struct pcsc_look *look)
{
	bool with_pnp = look->pnp && !is_full(look);
	size_t entries = look->count + with_pnp;

	memcpy(look->before, look->states, look->count * sizeof *look->before);
	if (look->refused && look->count > ENTRIES_OLD)
		return look_at_many(look);
	if (entries == 0) {
		pause_for(look, LOOK_MS);
		return PCSC_OK;
	}
	if (with_pnp)
		add_pnp(look);
	int limit = wait_time(look);
	uint64_t began = clock_ms();
	uint32_t code = pcsc_status_change(look->pcsc, look->states, entries, (uint32_t)limit);
	if (code == PCSC_E_TIMEOUT) {
		look->quick = false;
		look->fruitless =
			clock_ms() - began < (uint64_t)limit / 2 ? look->fruitless + 1 : 0;
		return look_at_uncounted(look);
	}
	if (code == PCSC_E_INVALID_PARAMETER && entries > ENTRIES_OLD && !look->refused) {
		look->refused = true;
		return PCSC_OK;
	}
	return code == PCSC_OK ? take_wait(look, with_pnp) : code;
}

/* A reader that went is no failure: the list is asked for again. Where that does not help, the name
 * that the service does not know is the one that stands for the list. */
static uint32_t tolerate(struct pcsc_look *look, uint32_t code)
{
	if (code != PCSC_E_UNKNOWN_READER && code != PCSC_E_READER_UNAVAILABLE &&
	    code != PCSC_E_CANCELLED)
		return code;
	if (++look->fruitless > FRUITLESS)
		look->pnp &= code != PCSC_E_UNKNOWN_READER;
	return look->fruitless > 2 * FRUITLESS ? code : PCSC_OK;
}

uint32_t pcsc_look_run(struct pcsc_look *look, struct pcsc *pcsc, bool *posted)
{
	look->pcsc = pcsc;
	look->first = true;
	look->posted = false;
	look->refused = false;
	look->fruitless = 0;
	look->settled = clock_ms() + SETTLE_MS;
	look->count = 0;
	uint32_t code = pcsc_pnp(pcsc, &look->pnp, &look->pnp_counter);
	look->pnp |= look->assume_pnp;
	while (code == PCSC_OK && !pcsc_news_stopped(look->news)) {
		code = tolerate(look, compare_list(look));
		if (code == PCSC_OK && look->posted)
			code = tolerate(look, wait_once(look));
		if (look->fruitless > FRUITLESS)
			pause_for(look, LOOK_MS / 4);
	}
	*posted = !look->first;
	return code;
}

struct pcsc_look *pcsc_look_new(struct pcsc_news_queue *news, bool assume_pnp)
{
	struct pcsc_look *look = calloc(1, sizeof *look);

	if (look != NULL)
		*look = (struct pcsc_look){.news = news, .assume_pnp = assume_pnp};
	return look;
}

void pcsc_look_free(struct pcsc_look **look)
{
	if (*look == NULL)
		return;
	free((*look)->states);
	free((*look)->before);
	free((*look)->told);
	free(*look);
	*look = NULL;
}
