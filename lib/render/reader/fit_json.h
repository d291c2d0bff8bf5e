/* Writes how a card fits a reader as JSON. */
#ifndef RENDER_READER_FIT_JSON_H
#define RENDER_READER_FIT_JSON_H

#include "reader/fit.h"
#include "render/json.h"

/* Adds the key "fit" to the open object; null if fit is NULL. */
void render_fit_json(struct json *json, const struct fit *fit);

#endif
