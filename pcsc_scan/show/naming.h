/* What there is to say about a card, from its ATR and the lists. */
#ifndef PCSC_SCAN_SHOW_NAMING_H
#define PCSC_SCAN_SHOW_NAMING_H

#include "cards/atr_report.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct naming;

/* The lists are read when they are first needed, or by naming_prepare. Returns NULL if out of
 * memory. */
struct naming *naming_new(const char *const *lists, size_t count);
void naming_free(struct naming **naming);

/* Reads the lists and builds their index, so that no card has to wait for that. Returns false after
 * a message. */
bool naming_prepare(struct naming *naming);

/* Returns the report on an ATR; it lasts until the next call. words: with its tree. */
const struct atr_report *naming_report(struct naming *naming, const uint8_t *atr, size_t length,
                                       bool words);

/* Does the same with how the card fits the reader of that name, if its descriptor on USB is known;
 * root as in sys/tree.h. */
const struct atr_report *naming_report_in(struct naming *naming, const uint8_t *atr, size_t length,
                                          bool words, const char *root, const char *reader);

enum { CARD_NAME_SIZE = 256 };

/* Copies the name that matches the ATR best, as far as there is room; "" if no list has one.
 * Returns how many names match. */
size_t naming_name(struct naming *naming, const uint8_t *atr, size_t length,
                   char name[CARD_NAME_SIZE]);

/* Reports on standard error, once, how old the lists are that lack a card. */
void naming_report_age(struct naming *naming);

#endif
