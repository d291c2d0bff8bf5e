#include "render/reader/fit_json.h"

#include "render/json_member.h"

#include <string.h>

static void put_line(struct json *json, const struct fit_line *line)
{
	json_begin_object(json);
	json_member_string(json, "aspect", line->aspect);
	json_member_string(json, "verdict", fit_verdict(line->severity));
	json_member_string(json, "severity", severity_name(line->severity));
	json_member_string(json, "text", line->text.text);
	json_member_string(json, "clause", line->clause);
	json_end(json);
}

void render_fit_json(struct json *json, const struct fit *fit)
{
	json_key(json, "fit");
	if (fit == NULL) {
		json_put_null(json);
		return;
	}
	json_begin_object(json);
	json_member_text(json, "reader", fit->reader, strlen(fit->reader));
	json_member_string(json, "verdict", fit_whole(fit));
	json_member_known(json, "clock_khz", fit->speed.f != 0 ? fit->speed.clock_khz : 0);
	json_member_known(json, "F", fit->speed.f);
	json_member_known(json, "D", fit->speed.d);
	json_member_known(json, "bit_rate", fit->speed.bit_rate);
	json_key(json, "lines");
	json_begin_array(json);
	for (size_t i = 0; i < fit->count; i++)
		put_line(json, &fit->lines[i]);
	json_end(json);
	json_end(json);
}
