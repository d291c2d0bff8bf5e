/* Which reader: the rules of --reader, PCSC_READER and PCSC_READER_IGNORE. */
#ifndef SYS_PCSC_READER_H
#define SYS_PCSC_READER_H

#include "base/status.h"
#include "sys/pcsc/pcsc.h"

#include <stdbool.h>

/* Chooses one: wanted is a position from 0, an exact name, or a part of a name in any case, in that
 * order; NULL: PCSC_READER, else the first reader with a card, else the first. Writes the name.
 * Returns, after a message, STATUS_INPUT if part of a name matches several (all are listed), or
 * STATUS_TROUBLE if none matches. *given is set if the user (or PCSC_READER) chose it. */
enum status reader_choose(struct pcsc *pcsc, const char *wanted, char name[READER_NAME_SIZE],
                          bool *given);

/* Returns the requested reader: wanted, or else PCSC_READER; NULL if neither is set. */
const char *reader_asked(const char *wanted);

/* Returns how many readers that are not hidden hold a card. */
size_t reader_cards(struct pcsc *pcsc);

/* Returns true if PCSC_READER_IGNORE hides the reader from default choices and events. */
bool reader_is_ignored(const char *name);

/* Returns true if reader number index of the service's list, called name, is meant by wanted, were
 * it the only reader: a position, the exact name, or a part of it in any case. */
bool reader_is_meant(const char *wanted, size_t index, const char *name);

/* Names in the service's order, each READER_NAME_SIZE bytes: in an array of them, or of structures
 * that begin with one. */
struct reader_row {
	const char *names; /* the first */
	size_t stride;     /* from one to the next */
	size_t count;
};

/* Returns STATUS_YES if one was found; else, after a message, STATUS_TROUBLE if none was and
 * STATUS_INPUT if several were (all are listed). */
enum status reader_refuse(const struct reader_row *row, const char *wanted, size_t found);

/* A reader that may not be connected yet. */
struct reader_sought {
	const char *wanted;
	bool seen;
	/* Of the reader that a position, or an exact name, meant when it was first connected; "" if
	 * it is not known yet, or a part of a name was given. */
	char name[READER_NAME_SIZE];
};

/* To be called for each list of readers. Returns how many of them wanted means (1 once there was
 * one): 0 means that it is to be waited for; several are an error. */
size_t reader_sought_update(struct reader_sought *sought, const struct reader_row *row);
/* Returns true if the reader sought is this one, number index of the list last given. */
bool reader_sought_is(const struct reader_sought *sought, size_t index, const char *name);

#endif
