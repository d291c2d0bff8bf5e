#include "script/variables.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

void variables_free(struct variables *variables)
{
	for (size_t i = 0; i < variables->count; i++) {
		free(variables->list[i].name);
		text_free(&variables->list[i].value);
	}
	free(variables->list);
	span_map_free(&variables->by_name);
	*variables = (struct variables){0};
}

static struct variable *find(const struct variables *variables, struct span name)
{
	uint32_t *at = span_map_find(&variables->by_name, name);

	return at == NULL ? NULL : &variables->list[*at];
}

static struct variable *add_variable(struct variables *variables, struct span name)
{
	struct variable *list =
		array_room(variables->list, variables->count, &variables->size, sizeof *list);

	if (list == NULL)
		return NULL;
	variables->list = list;
	struct variable *variable = &variables->list[variables->count];
	*variable = (struct variable){.name = strndup(name.text, name.length)};
	if (variable->name == NULL ||
	    !span_map_add(&variables->by_name, (struct span){variable->name, name.length},
	                  (uint32_t)variables->count)) {
		free(variable->name);
		return NULL;
	}
	variables->count++;
	return variable;
}

bool variables_set(struct variables *variables, struct span name, const void *bytes, size_t length)
{
	struct variable *variable = find(variables, name);

	if (variable == NULL)
		variable = add_variable(variables, name);
	if (variable == NULL)
		return false;
	text_clear(&variable->value);
	text_add(&variable->value, bytes, length);
	variable->secret = variable->literal = false;
	return !variable->value.failed;
}

void variables_hide(struct variables *variables, struct span name)
{
	struct variable *variable = find(variables, name);

	if (variable != NULL)
		variable->secret = true;
}

bool variables_is_secret(const struct variables *variables, struct span name)
{
	const struct variable *variable = find(variables, name);

	return variable != NULL && variable->secret;
}

void variables_mark_literal(struct variables *variables, struct span name)
{
	struct variable *variable = find(variables, name);

	if (variable != NULL)
		variable->literal = true;
}

bool variables_is_literal(const struct variables *variables, struct span name)
{
	const struct variable *variable = find(variables, name);

	return variable != NULL && variable->literal;
}

const struct text *variables_find(const struct variables *variables, struct span name)
{
	const struct variable *variable = find(variables, name);

	return variable == NULL ? NULL : &variable->value;
}
