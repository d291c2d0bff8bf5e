/* The cards that an ATR belongs to, or where they were looked for. */
#ifndef RENDER_CARDS_H
#define RENDER_CARDS_H

#include "render/atr.h"

#include <stdio.h>

void render_cards_text(FILE *out, const struct layout *layout, const struct atr_report *report);

/* What to type for a list that knows more cards. */
extern const char render_cards_hint[];

#endif
