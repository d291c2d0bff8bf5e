/* What is in a card list: enough to recognise a list, and to compare a new one with an old. */
#ifndef LIST_UPDATE_SURVEY_H
#define LIST_UPDATE_SURVEY_H

#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>

struct survey_entry {
	struct span atr;   /* the ATR line; inside the surveyed text */
	struct span names; /* its descriptions, for card_name() */
};

/* All zero is an empty list's. */
struct survey {
	struct survey_entry *entries; /* in the order of their ATR lines; owned */
	size_t count;
	size_t unreadable; /* ATR lines that are none */
	bool begins_well;  /* the first line that is not blank is a comment or an entry */
};

/* Looks at length characters, which must outlive survey. Returns false if out of memory. */
bool survey_take(struct survey *survey, const char *text, size_t length);
void survey_free(struct survey *survey);

/* Returns NULL if survey is that of a list that may replace the one of old; else why not. first:
 * the entries that a list needs where there is no old one. */
const char *survey_doubt(const struct survey *survey, const struct survey *old, size_t first);

/* Entries of survey whose ATR line old does not have; each is given to report, which may be NULL.
 */
size_t survey_new(const struct survey *survey, const struct survey *old,
                  void (*report)(const struct survey_entry *entry, size_t number));

#endif
