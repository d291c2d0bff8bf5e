/* Which part of a list's pattern met which byte. */
#ifndef RENDER_CARD_PARTS_H
#define RENDER_CARD_PARTS_H

#include "render/atr.h"

/* Bytes, below them the parts that met them, below these the bytes' names; or a sentence where each
 * byte met itself. */
void render_card_parts(FILE *out, const struct layout *layout, const struct atr *atr,
                       const struct card_match *match);

#endif
