/* Where the card of a run comes from: a reader of the PC/SC service, or a recording in its
 * place. Functions that return a status report why it is not STATUS_YES. */
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
	const char *reader;    /* -r; NULL: PCSC_READER, if set */
	unsigned protocols;    /* -p; a single one is noted on standard error */
	struct card *recorded; /* used instead of readers; NULL: none. Not owned */
	bool quiet;            /* write no notes */
	bool asks_pin;     /* the script asks for a PIN: if several readers hold a card, one must be
	                      named */
	unsigned limit_ms; /* of a call to the service (struct pcsc_limit) */
	int signals;
};

/* Returns a source, to be freed with card_source_free; does not connect to the service yet.
 * options is copied. NULL if out of memory. */
struct card_source *card_source_new(const struct card_source_options *options);
void card_source_free(struct card_source **source);

bool card_source_is_recorded(const struct card_source *source);
/* Gets the card, not connected; it belongs to the source. The first call, and the first one
 * after card_source_forget, chooses the reader. */
enum status card_source_card(struct card_source *source, struct card **card);
/* Returns the service's count of insertions and removals in the reader; 0 if it is unknown. */
uint16_t card_source_counter(const struct card_source *source);
/* Fixes the reader that -r means if it is a number, by the present list of readers. To be called
 * with each list before a reader is chosen. */
void card_source_resolve(struct card_source *source, const struct reader_state *states,
                         size_t count);
/* Returns the name of the reader that is, or will be, chosen; "" if it is not known yet. */
const char *card_source_reader(const struct card_source *source);
/* Returns true if the service did not respond in time: the source is unusable until
 * card_source_forget. */
bool card_source_is_lost(const struct card_source *source);
/* Closes the connection to the service and frees the card. The next card_source_card connects
 * again, and chooses the same reader. */
void card_source_forget(struct card_source *source);
/* Chooses the reader that wanted means (sys/pcsc/reader.h), and frees the card of the previous
 * one. On failure the previous one is kept. */
enum status card_source_choose(struct card_source *source, const char *wanted);
/* Appends the list of readers to out: "0: NAME" for each. */
enum status card_source_readers(struct card_source *source, struct text *out);
/* Waits until a card is inserted (present) or removed, in the reader that is chosen or that -r
 * means, or in any if there is none; as card_wait does. ms below 0: no limit. With a recording
 * it returns CARD_WAIT_DONE at once. */
enum card_wait_result card_source_wait(struct card_source *source, bool present, int ms);

#endif
