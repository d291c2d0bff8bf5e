/* Writes entries of card lists that a search found. */
#ifndef RENDER_SEARCH_RESULT_H
#define RENDER_SEARCH_RESULT_H

#include "cards/card_search.h"
#include "render/render_atr.h"

/* Writes an entry of a list as text; with ATR_FORMAT_BRIEF in one line: ATR or pattern, protocols,
 * names, with TABs between. atr is the entry's, NULL for a pattern. */
void render_found(FILE *out, enum atr_format format, const struct layout *layout, const char *list,
                  const struct card_found *found, const struct atr *atr);

/* Adds an object, as the next value of json. */
void render_found_json(struct json *json, const char *list, const struct card_found *found);

#endif
