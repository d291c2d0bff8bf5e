/* Chooses readers by --reader, PCSC_READER and PCSC_READER_IGNORE. In all functions wanted is what
 * the user gave: a position in the service's list, from 0; an exact name; or a part of a name in
 * any case. They are tried in that order. */
#ifndef SYS_PCSC_READER_H
#define SYS_PCSC_READER_H

#include "base/status.h"
#include "sys/pcsc/pcsc.h"

#include <stdbool.h>

/* Chooses a reader: the one that wanted or else PCSC_READER means; if neither is set, the first
 * reader with a card, else the first, of those that are not ignored. Writes its name, and to *given
 * whether the user or PCSC_READER named it. Returns STATUS_YES; or, after a message, STATUS_INPUT
 * if several readers match, STATUS_TROUBLE if none does or they cannot be listed. */
enum status reader_choose(struct pcsc *pcsc, const char *wanted, char name[READER_NAME_SIZE],
                          bool *given);

/* Returns wanted, or PCSC_READER if it is NULL; NULL if neither is set. */
const char *reader_requested(const char *wanted);

/* Returns the number of readers with a card, of those that are not ignored; 0 on failure. */
size_t reader_cards(struct pcsc *pcsc);

/* Returns true if name contains a part that PCSC_READER_IGNORE lists: the reader is then left out
 * of default choices and events. */
bool reader_is_ignored(const char *name);

/* Returns true if wanted matches the reader called name at position index, without regard to other
 * readers that match better. */
bool reader_is_meant(const char *wanted, size_t index, const char *name);

/* The names of all readers in the service's order, each of READER_NAME_SIZE bytes: an array of
 * names, or of structures that begin with one. */
struct reader_row {
	const char *names; /* the first */
	size_t stride;     /* bytes from one to the next */
	size_t count;
};

/* Reports that wanted matches found readers of row. Returns STATUS_YES, without a message, if found
 * is 1; STATUS_TROUBLE if it is 0; STATUS_INPUT if it is more, after listing them. If wanted is the
 * value of PCSC_READER, the message says so. */
enum status reader_report_matches(const struct reader_row *row, const char *wanted, size_t found);

/* A reader that may not be connected yet. All zero except wanted at first. */
struct reader_sought {
	const char *wanted;
	bool seen; /* it was connected at least once */
	/* The exact name, set when wanted, being a position or an exact name, first matches. "" for
	 * a part of a name. */
	char name[READER_NAME_SIZE];
};

/* To be called with each list of readers. Returns how many of them wanted matches: 0 until it
 * matches one, then always 1; more than 1 is an error. */
size_t reader_sought_update(struct reader_sought *sought, const struct reader_row *row);
/* Returns true if the reader called name, at position index of the last list, is the one sought. */
bool reader_sought_is(const struct reader_sought *sought, size_t index, const char *name);

#endif
