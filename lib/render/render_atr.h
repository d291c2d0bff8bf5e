/* Writes a report on an ATR: as text, in ATR_analysis's layout, in one line, or as JSON. */
#ifndef RENDER_RENDER_ATR_H
#define RENDER_RENDER_ATR_H

#include "cards/atr_report.h"
#include "render/page.h"

#include <stdbool.h>
#include <stdio.h>

struct json;

enum atr_format {
	ATR_FORMAT_TEXT,    /* the card, a summary, the problems */
	ATR_FORMAT_CLASSIC, /* ATR_analysis's layout */
	ATR_FORMAT_BRIEF,   /* atr TAB protocols TAB names, one line */
	ATR_FORMAT_FULL,    /* as text, with every byte and parameter: "text" with -v */
};

/* Returns the user's word for an atr_format: "text", "classic" or "brief"; NULL for any other. */
const char *render_atr_word(unsigned format);

/* Writes the report, which was filled by atr_report_summary for ATR_FORMAT_TEXT, by atr_report_fill
 * for ATR_FORMAT_FULL and ATR_FORMAT_CLASSIC, by any of them for ATR_FORMAT_BRIEF. */
void render_atr(FILE *out, enum atr_format format, const struct layout *layout,
                const struct atr_report *report);

/* Adds an object with every key of `atr_parser --json`, as the next value of json. The report was
 * filled by atr_report_fields or atr_report_fill. */
void render_atr_json(struct json *json, const struct atr_report *report);

/* Adds an object for text that is not an ATR: the error's stable code, its sentence, and the
 * character at which it is, from 0. */
void render_no_atr_json(struct json *json, struct span input, const char *code, size_t at,
                        const char *text);
/* Adds an array of the matches, as the value of "cards". If atr, which they match, is not NULL,
 * each has a key "parts", null without card_matches_explain. */
void render_cards_json(struct json *json, const struct card_matches *matches,
                       const struct atr *atr);
/* Adds an array of the nearest entries, as the value of "nearest"; null if nearest is NULL. */
void render_nearest_json(struct json *json, const struct card_nearest *nearest);

#endif
