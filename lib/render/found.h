/* Entries of card lists that were found by name. */
#ifndef RENDER_FOUND_H
#define RENDER_FOUND_H

#include "cards/card_search.h"
#include "render/render_atr.h"

/* As text, or in one line: ATR (the line of a pattern), protocols, names, with TABs between. atr is
 * the entry's, NULL for a pattern; the classic layout is the text. */
void render_found(FILE *out, enum atr_format format, const struct layout *layout, const char *list,
                  const struct card_found *found, const struct atr *atr);

/* One object, as the next value of json. */
void render_found_json(struct json *json, const char *list, const struct card_found *found);

#endif
