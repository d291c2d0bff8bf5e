#include "render/search_result.h"

#include "render/atr_formats.h"
#include "render/cards.h"
#include "render/escaped.h"
#include "render/json_member.h"
#include "render/paragraph.h"

static void put_brief(FILE *out, const struct card_found *found, const struct atr *atr)
{
	bool first = true;

	if (atr != NULL) {
		render_brief_head(out, atr);
	} else {
		put_escaped(out, found->pattern);
		fputs("\t\t", out);
	}
	render_brief_names(out, found->names, &first);
	putc('\n', out);
}

void render_search_result(FILE *out, enum atr_format format, const struct layout *layout,
                          const char *list, const struct card_found *found, const struct atr *atr)
{
	struct paragraph row;

	if (format == ATR_FORMAT_BRIEF) {
		put_brief(out, found, atr);
		return;
	}
	paragraph_start(&row, out, layout, 0);
	row.hang = 2;
	paragraph_words(&row, ROLE_HEADING, found->pattern);
	render_card_place(&row, list, found->line);
	paragraph_end(&row);
	render_card_names(out, layout, found->names, 2);
}

void render_search_result_json(struct json *json, const char *list, const struct card_found *found)
{
	bool exact = found->atr.kind == CARDLIST_EXACT;

	json_begin_object(json);
	json_member_integer(json, "schema", 1);
	json_member_hex(json, "atr", exact ? found->atr.bytes : NULL, found->atr.length);
	json_member_string(json, "match", exact ? "exact" : "pattern");
	json_member_text(json, "pattern", found->pattern.text, found->pattern.length);
	json_member_string(json, "list", list);
	json_member_integer(json, "line", found->line);
	json_member_names(json, found->names);
	json_end(json);
}
