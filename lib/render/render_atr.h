/* A report on an ATR as text, as ATR_analysis's layout, as one line, or as JSON. */
#ifndef RENDER_RENDER_ATR_H
#define RENDER_RENDER_ATR_H

#include "cards/atr_report.h"
#include "render/page.h"

#include <stdbool.h>
#include <stdio.h>

struct json;

enum atr_format {
	ATR_FORMAT_TEXT,    /* ours, for people: the card, a summary, the problems */
	ATR_FORMAT_CLASSIC, /* ATR_analysis's layout */
	ATR_FORMAT_BRIEF,   /* atr TAB protocols TAB names, one line */
	ATR_FORMAT_FULL,    /* as text, with every byte and parameter: "text" with -v */
};

/* Returns the word for an atr_format: "text", "classic" or "brief"; NULL for anything else. */
const char *render_atr_word(unsigned format);

/* ATR_FORMAT_TEXT takes the words of atr_report_summary, ATR_FORMAT_FULL and ATR_FORMAT_CLASSIC
 * those of atr_report_fill, ATR_FORMAT_BRIEF none. */
void render_atr(FILE *out, enum atr_format format, const struct layout *layout,
                const struct atr_report *report);

/* One object with every key of `atr_parser --json`, as the next value of json. */
void render_atr_json(struct json *json, const struct atr_report *report);
/* Does the same for text that is no ATR: what is wrong, at which character. */
void render_no_atr_json(struct json *json, struct span input, const char *code, size_t at,
                        const char *text);
/* An array of the matches, as the value of "cards". With the ATR that they met, each has "parts":
 * null where they are not explained. Without (NULL) there is no such key. */
void render_cards_json(struct json *json, const struct card_matches *matches,
                       const struct atr *atr);
/* An array of the closest entries, as the value of "nearest"; null for NULL. */
void render_nearest_json(struct json *json, const struct card_nearest *nearest);

#endif
