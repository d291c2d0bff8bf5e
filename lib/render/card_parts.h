/* Shows which part of a pattern matched which byte of an ATR. */
#ifndef RENDER_CARD_PARTS_H
#define RENDER_CARD_PARTS_H

#include "render/render_atr.h"

/* Writes the bytes of the ATR, the parts of match (card_matches_explain) below them, and the names
 * of the bytes below these; for an exact entry a sentence. */
void render_card_parts(FILE *out, const struct layout *layout, const struct atr *atr,
                       const struct card_match *match);

#endif
