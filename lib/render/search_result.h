/* Writes the results of a search: entries of card lists. */
#ifndef RENDER_SEARCH_RESULT_H
#define RENDER_SEARCH_RESULT_H

#include "cards/card_search.h"
#include "render/render_atr.h"

/* Writes an entry of the list called list as text; with ATR_FORMAT_BRIEF in one line: ATR or
 * pattern, protocols and names, separated by TABs. atr is the entry's ATR; NULL: it is a
 * pattern. */
void render_search_result(FILE *out, enum atr_format format, const struct layout *layout,
                          const char *list, const struct card_found *found, const struct atr *atr);

/* Adds an entry as an object, the next value of json. */
void render_search_result_json(struct json *json, const char *list, const struct card_found *found);

#endif
