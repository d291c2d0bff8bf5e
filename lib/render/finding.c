#include "render/finding.h"

#include "render/escaped.h"
#include "render/json_member.h"

#include <string.h>

void render_finding(FILE *out, const struct palette *palette, const struct list_finding *finding)
{
	const struct problem_kind *kind = finding->problem->kind;
	enum role role = severity_role(kind->severity);
	char text[200];

	problem_text(finding->problem, text, sizeof text);
	put_escaped(out, (struct span){finding->file, strlen(finding->file)});
	fprintf(out, ":%u:%u: %s%s%s: %s: %s\n", finding->line, finding->column, palette->on[role],
	        severity_name(kind->severity), palette->off[role], kind->code, text);
}

void render_finding_json(struct json *json, const struct list_finding *finding)
{
	const struct problem_kind *kind = finding->problem->kind;
	char text[200];

	problem_text(finding->problem, text, sizeof text);
	json_begin_object(json);
	json_member_integer(json, "schema", 1);
	json_member_text(json, "file", finding->file, strlen(finding->file));
	json_member_integer(json, "line", finding->line);
	json_member_integer(json, "column", finding->column);
	json_member_string(json, "severity", severity_name(kind->severity));
	json_member_string(json, "code", kind->code);
	json_member_string(json, "text", text);
	json_key(json, "fixable");
	json_put_bool(json, finding->fixable);
	json_end(json);
}
