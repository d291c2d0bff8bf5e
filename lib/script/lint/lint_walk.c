#include "script/lint/lint_walk.h"

#include <stdarg.h>
#include <stdio.h>

void lint_found(struct lint_walk *walk, enum lint_code code, const char *format, ...)
{
	struct lint_finding *finding = lint_add(walk->lint, code);
	va_list args;

	if (finding == NULL)
		return;
	finding->file = walk->statement->file;
	finding->line = walk->statement->line;
	finding->column = walk->statement->column;
	va_start(args, format);
	(void)vsnprintf(finding->text, sizeof finding->text, format, args);
	va_end(args);
}

void lint_learn(struct lint_walk *walk, struct span name)
{
	if (!variables_set(&walk->names, name, "", 0))
		walk->lint->failed = true;
}

bool lint_items(struct lint_walk *walk, struct range items)
{
	bool literal = true;

	for (uint32_t i = 0; i < items.count; i++) {
		const struct item *item = &walk->script->items[items.at + i];
		struct span name = script_text(walk->script, item->range);

		if (item->kind != ITEM_VARIABLE)
			continue;
		literal = false;
		if (variables_find(&walk->names, name) == NULL) {
			lint_found(walk, LINT_UNSET, "$%.*s is not set before this line",
			           name.length > 60 ? 60 : (int)name.length, name.text);
			lint_learn(walk, name);
		}
	}
	return literal;
}
