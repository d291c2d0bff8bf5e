/* Which reader: the rules of --reader, PCSC_READER and PCSC_READER_IGNORE. */
#ifndef SYS_PCSC_READER_H
#define SYS_PCSC_READER_H

#include "base/status.h"
#include "sys/pcsc/pcsc.h"

#include <stdbool.h>

/* Chooses one: wanted is a position from 0, an exact name, or a part of a name in any case, in that
 * order; NULL: PCSC_READER, else the first reader with a card, else the first. Writes the name.
 * After a message: STATUS_INPUT where a part fits two (both are named), STATUS_TROUBLE where there
 * is none. *given tells whether the user (or PCSC_READER) named it. */
enum status reader_choose(struct pcsc *pcsc, const char *wanted, char name[READER_NAME_SIZE],
                          bool *given);

/* What asks for a reader: wanted, without it PCSC_READER; NULL where neither does. */
const char *reader_asked(const char *wanted);

/* How many readers that are not hidden hold a card. */
size_t reader_cards(struct pcsc *pcsc);

/* True where PCSC_READER_IGNORE hides the reader from default choices and events. */
bool reader_is_ignored(const char *name);

/* True where reader number index of the service's list, called name, is meant by wanted: a
 * position, the exact name, or a part of it in any case. */
bool reader_is_meant(const char *wanted, size_t index, const char *name);

#endif
