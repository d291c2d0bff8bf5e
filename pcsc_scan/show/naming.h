/* Names and describes cards, from their ATR and the card lists. */
#ifndef PCSC_SCAN_SHOW_NAMING_H
#define PCSC_SCAN_SHOW_NAMING_H

#include "cards/atr_report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct naming;

/* Returns a naming by count lists (app/lists.h), whose names must stay valid; to be freed with
 * naming_free. The lists are opened when they are first needed, or by naming_prepare. NULL if out
 * of memory. */
struct naming *naming_new(const char *const *lists, size_t count);
/* Frees it and sets *naming to NULL. */
void naming_free(struct naming **naming);

/* Opens the lists now. Returns false if they cannot be read, which is reported once. */
bool naming_prepare(struct naming *naming);
/* To be called before waiting: the next card is named by the lists as they are then. */
void naming_rest(struct naming *naming);

/* Returns the report on an ATR, valid until the next call. words: with its tree of texts. */
const struct atr_report *naming_report(struct naming *naming, const uint8_t *atr, size_t length,
                                       bool words);

/* Does the same, and adds how the card fits the reader of that name, if the reader's USB descriptor
 * is known. root is that of sys/tree.h. */
const struct atr_report *naming_report_in(struct naming *naming, const uint8_t *atr, size_t length,
                                          bool words, const char *root, const char *reader);

enum { CARD_NAME_SIZE = 256 };

/* Copies the first name of the entries that match the ATR best, truncated to the size; "" if there
 * is none. Returns the number of names that match. */
size_t naming_name(struct naming *naming, const uint8_t *atr, size_t length,
                   char name[CARD_NAME_SIZE]);

/* Reports on standard error, once, how old the lists are: for a card that they do not have. */
void naming_report_age(struct naming *naming);

#endif
