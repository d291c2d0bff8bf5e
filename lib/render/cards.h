/* The cards that an ATR belongs to, or where they were looked for. */
#ifndef RENDER_CARDS_H
#define RENDER_CARDS_H

#include "render/render_atr.h"

#include <stdint.h>
#include <stdio.h>

void render_cards_text(FILE *out, const struct layout *layout, const struct atr_report *report);

/* Returns the heading if no list has the ATR. */
const char *render_cards_none(const struct atr_report *report);

enum { CARDS_AGE_SIZE = 64 };
/* Of when a list is, and how old that makes it: "of 2023-01-22, 3 years old". */
void render_cards_age(char out[CARDS_AGE_SIZE], const struct searched_list *source);

/* A blank and where an entry is: "(LIST:LINE)". */
struct paragraph;
void render_card_place(struct paragraph *row, const char *list, unsigned line);
/* Its names, a row each. */
void render_card_names(FILE *out, const struct layout *layout, struct span names, size_t indent);

/* The address of the page that knows of newer cards and takes reports of unknown ones; the hex
 * digits of the ATR are to follow. */
extern const char render_cards_page[];

/* What to type for a list that knows more cards. */
extern const char render_cards_hint[];

#endif
