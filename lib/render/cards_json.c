#include "render/render_atr.h"

#include "cards/pattern_explain.h"
#include "render/atr_formats.h"
#include "render/json_member.h"

static void put_descriptions(struct json *json, const char *key, struct span names, bool urls)
{
	struct span name;

	json_key(json, key);
	json_begin_array(json);
	while (card_name(&names, &name))
		if (card_is_url(name) == urls)
			json_put_text(json, name.text, name.length);
	json_end(json);
}

void json_member_names(struct json *json, struct span names)
{
	put_descriptions(json, "names", names, false);
	put_descriptions(json, "urls", names, true);
}

/* Writes the parts of a pattern with the bytes that each matched. */
static void put_parts(struct json *json, const struct card_matches *matches,
                      const struct card_match *match, const struct atr *atr)
{
	json_key(json, "parts");
	if (!matches->explained) {
		json_put_null(json);
		return;
	}
	json_begin_array(json);
	for (size_t i = 0; i < match->part_count; i++) {
		const struct pattern_part *part = &match->parts[i];

		json_begin_object(json);
		json_member_text(json, "pattern", match->pattern.text + part->at, part->length);
		json_member_integer(json, "offset", part->first);
		json_member_hex(json, "value", atr->bytes + part->first, part->count);
		json_end(json);
	}
	json_end(json);
}

void render_cards_json(struct json *json, const struct card_matches *matches, const struct atr *atr)
{
	json_begin_array(json);
	for (size_t i = 0; i < matches->count; i++) {
		const struct card_match *match = &matches->items[i];

		json_begin_object(json);
		json_member_string(json, "match", match->exact ? "exact" : "pattern");
		json_member_text(json, "pattern", match->pattern.text, match->pattern.length);
		json_member_string(json, "list", match->list);
		json_member_integer(json, "line", match->line);
		json_member_names(json, match->names);
		if (atr != NULL)
			put_parts(json, matches, match, atr);
		json_end(json);
	}
	json_end(json);
}

static void put_difference(struct json *json, const struct card_difference *difference)
{
	json_begin_object(json);
	json_member_string(json, "name", difference->name);
	json_member_hex(json, "here", difference->here_count > 0 ? difference->here : NULL,
	                difference->here_count);
	json_member_hex(json, "there", difference->there_count > 0 ? difference->there : NULL,
	                difference->there_count);
	json_end(json);
}

void render_nearest_json(struct json *json, const struct card_nearest *nearest)
{
	if (nearest == NULL) {
		json_put_null(json);
		return;
	}
	json_begin_array(json);
	for (size_t i = 0; i < nearest->count; i++) {
		const struct card_near *near = &nearest->items[i];

		json_begin_object(json);
		json_member_text(json, "pattern", near->pattern.text, near->pattern.length);
		json_member_string(json, "list", near->list);
		json_member_integer(json, "line", near->line);
		json_member_names(json, near->names);
		json_member_string(json, "relation", near->relation);
		json_key(json, "differences");
		json_begin_array(json);
		for (size_t j = 0; j < near->difference_count; j++)
			put_difference(json, &near->differences[j]);
		json_end(json);
		json_end(json);
	}
	json_end(json);
}
