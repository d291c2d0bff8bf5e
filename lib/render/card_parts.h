/* Which part of a list's pattern matched which byte. */
#ifndef RENDER_CARD_PARTS_H
#define RENDER_CARD_PARTS_H

#include "render/render_atr.h"

/* Bytes, below them the parts that matched them, below these the bytes' names; for an exact entry a
 * sentence. */
void render_card_parts(FILE *out, const struct layout *layout, const struct atr *atr,
                       const struct card_match *match);

#endif
