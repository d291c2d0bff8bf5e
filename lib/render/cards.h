/* Writes the cards that an ATR belongs to; if it is unknown, the lists searched and the nearest
 * entries. */
#ifndef RENDER_CARDS_H
#define RENDER_CARDS_H

#include "render/render_atr.h"

#include <stdint.h>
#include <stdio.h>

/* Writes the report's matches, or what is known without any. */
void render_cards_text(FILE *out, const struct layout *layout, const struct atr_report *report);

/* Returns the heading for an ATR that is in no list: "unknown card: …". */
const char *render_cards_none(const struct atr_report *report);

enum { CARDS_AGE_SIZE = 64 };
/* Writes the date and age of a list to out: "of 2023-01-22, 3 years old". */
void render_cards_age(char out[CARDS_AGE_SIZE], const struct searched_list *source);

struct paragraph;
/* Adds a blank and "(LIST:LINE)" to a row. */
void render_card_place(struct paragraph *row, const char *list, unsigned line);
/* Writes a row for each name, from column indent on. */
void render_card_names(FILE *out, const struct layout *layout, struct span names, size_t indent);

/* The address of the public list's page on a card, which also takes reports of unknown ones; the
 * ATR in hex is to be appended. */
extern const char render_cards_page[];
/* The hint how to get a list with more cards. */
extern const char render_cards_hint[];

#endif
