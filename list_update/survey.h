/* Surveys a card list: to recognize one, and to compare a new list with the old one. */
#ifndef LIST_UPDATE_SURVEY_H
#define LIST_UPDATE_SURVEY_H

#include "cards/cardlist.h"

#include <stdbool.h>
#include <stddef.h>

struct survey_entry {
	struct span atr;   /* the ATR line; points into the surveyed text */
	struct span names; /* its descriptions, for card_name() */
};

/* All zero is that of an empty list. */
struct survey {
	struct survey_entry *entries; /* sorted by their ATR lines; owned */
	size_t count;
	size_t unreadable; /* invalid ATR lines */
	bool begins_well;  /* the first line that is not blank is a comment or an entry */
};

/* Surveys text, of length bytes, which must outlive survey; to be freed with survey_free.
 * Returns false, with survey empty, if out of memory. */
bool survey_take(struct survey *survey, const char *text, size_t length);
void survey_free(struct survey *survey);

/* Returns NULL if the list of survey may replace the list of old; else the reason against it.
 * first is the number of entries that it needs if there is no old list. */
const char *survey_doubt(const struct survey *survey, const struct survey *old, size_t first);

/* Returns the number of entries of survey whose ATR line is not in old. Each is passed to
 * report, unless that is NULL, with its number from 1. */
size_t survey_new(const struct survey *survey, const struct survey *old,
                  void (*report)(const struct survey_entry *entry, size_t number));

#endif
