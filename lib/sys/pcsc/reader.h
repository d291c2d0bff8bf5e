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

/* The requested reader: wanted, or else PCSC_READER; NULL if neither is set. */
const char *reader_asked(const char *wanted);

/* How many readers that are not hidden hold a card. */
size_t reader_cards(struct pcsc *pcsc);

/* True if PCSC_READER_IGNORE hides the reader from default choices and events. */
bool reader_is_ignored(const char *name);

/* True if reader number index of the service's list, called name, is meant by wanted, were it
 * the only reader: a position, the exact name, or a part of it in any case. */
bool reader_is_meant(const char *wanted, size_t index, const char *name);

/* Names in the service's order, each READER_NAME_SIZE bytes: in an array of them, or of structures
 * that begin with one. */
struct reader_row {
	const char *names; /* the first */
	size_t stride;     /* from one to the next */
	size_t count;
};

/* How many readers wanted means: 1 if it is a position or an exact name, else those that it is a
 * part of. *index is the first of them. */
size_t reader_find(const struct reader_row *row, const char *wanted, size_t *index);
/* STATUS_YES where one was found; else after a message: STATUS_TROUBLE where none was,
 * STATUS_INPUT where several were (all are named). */
enum status reader_refuse(const struct reader_row *row, const char *wanted, size_t found);

/* A reader that may still have to come. */
struct reader_sought {
	const char *wanted;
	bool seen;
	char name[READER_NAME_SIZE]; /* of the reader that a position, or an exact name, meant when
	                              * it was first there; "" if it was a part, or not yet */
};

/* To be called for each list of readers. Returns how many of them wanted means (1 once there was
 * one): with none it is to be waited for, and several are an error. */
size_t reader_sought_update(struct reader_sought *sought, const struct reader_row *row);
/* After that look: is it this reader, number index of the list? */
bool reader_sought_is(const struct reader_sought *sought, size_t index, const char *name);

#endif
