/* What is outside: the service, its readers and the card in one of them; or a recording in their
 * place. */
#ifndef SCRIPTOR_RUN_CARD_SOURCE_H
#define SCRIPTOR_RUN_CARD_SOURCE_H

#include "base/card.h"
#include "base/reader_state.h"
#include "base/status.h"
#include "base/text.h"
#include "sys/pcsc/card_wait.h"

#include <stdbool.h>

struct world;

struct world_options {
	const char *reader;    /* -r; NULL where not given: PCSC_READER counts then */
	unsigned protocols;    /* -p, for a note */
	struct card *recorded; /* in place of all readers; NULL: none. The caller's */
	bool asks_pin;         /* one of several cards is never chosen by chance */
	unsigned limit_ms;     /* what the service has to answer in */
	int signals;
};

/* Nothing is done yet. NULL: out of memory. */
struct world *world_new(const struct world_options *options);
void world_free(struct world **world);

bool world_is_recorded(const struct world *world);
/* The card of the reader chosen, which is done the first time; it is not connected. */
enum status world_card(struct world *world, struct card **card);
/* How often a card was inserted in or removed from the reader chosen, as the service counts it; 0
 * where it does not tell. */
uint16_t world_counter(const struct world *world);
/* The readers as they are now. To be told before one is chosen: -r may be a number. */
void world_see(struct world *world, const struct reader_state *states, size_t count);
/* The name of the reader chosen, or that is to be; "" as long as that is not known. */
const char *world_reader(const struct world *world);
/* The service did not respond to something; it does not any more before world_forget. */
bool world_is_lost(const struct world *world);
/* The service went away: it is looked for again, and the same reader chosen, when a card is needed
 * next. The card given before is freed. */
void world_forget(struct world *world);
/* Another reader. The card given before is freed, unless this fails: then it stays chosen. */
enum status world_choose(struct world *world, const char *wanted);
/* Adds a line for each reader. */
enum status world_readers(struct world *world, struct text *out);
/* Waits in the reader chosen, or in any where none was chosen yet. ms below 0: for ever. */
enum card_wait_result world_wait(struct world *world, bool present, int ms);

#endif
