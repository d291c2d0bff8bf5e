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

struct card_source;

struct card_source_options {
	const char *reader;    /* -r; NULL if not given: PCSC_READER counts then */
	unsigned protocols;    /* -p, for a note */
	struct card *recorded; /* in place of all readers; NULL: none. The caller's */
	bool quiet;            /* no notes */
	bool asks_pin;         /* one of several cards is never chosen by chance */
	unsigned limit_ms;     /* what the service has to answer in */
	int signals;
};

/* Nothing is done yet. Returns NULL if out of memory. */
struct card_source *card_source_new(const struct card_source_options *options);
void card_source_free(struct card_source **source);

bool card_source_is_recorded(const struct card_source *source);
/* The card of the reader chosen, which is done the first time; it is not connected. */
enum status card_source_card(struct card_source *source, struct card **card);
/* How often a card was inserted in or removed from the reader chosen, as the service counts it; 0
 * if it does not count. */
uint16_t card_source_counter(const struct card_source *source);
/* The readers as they are now. To be called before one is chosen: -r may be a number. */
void card_source_see(struct card_source *source, const struct reader_state *states, size_t count);
/* The name of the reader chosen, or that is to be; "" as long as that is not known. */
const char *card_source_reader(const struct card_source *source);
/* The service did not respond to something; it does not any more before card_source_forget. */
bool card_source_is_lost(const struct card_source *source);
/* The service went away: it is looked for again, and the same reader chosen, when a card is needed
 * next. The card given before is freed. */
void card_source_forget(struct card_source *source);
/* Another reader. The card given before is freed, unless this fails: then it stays chosen. */
enum status card_source_choose(struct card_source *source, const char *wanted);
/* Adds a line for each reader. */
enum status card_source_readers(struct card_source *source, struct text *out);
/* Waits in the reader chosen, or in any where none was chosen yet. ms below 0: for ever. */
enum card_wait_result card_source_wait(struct card_source *source, bool present, int ms);

#endif
