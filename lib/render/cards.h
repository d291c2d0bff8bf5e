/* The cards that an ATR belongs to, or where they were looked for. */
#ifndef RENDER_CARDS_H
#define RENDER_CARDS_H

#include "render/atr.h"

#include <stdint.h>
#include <stdio.h>

void render_cards_text(FILE *out, const struct layout *layout, const struct atr_report *report);

/* What to say where no list has the ATR. */
const char *render_cards_none(const struct atr_report *report);

/* The day of a time in s since 1970, UTC: "2023-01-22". */
enum { RENDER_DAY_SIZE = 32 };
void render_day(char out[RENDER_DAY_SIZE], int64_t seconds);

/* What to type for a list that knows more cards. */
extern const char render_cards_hint[];

#endif
