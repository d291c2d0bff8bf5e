#include "script/variables.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

enum { SLOTS_FIRST = 32 };

void variables_free(struct variables *variables)
{
	for (size_t i = 0; i < variables->count; i++) {
		free(variables->list[i].name);
		text_free(&variables->list[i].value);
	}
	free(variables->list);
	free(variables->slots);
	*variables = (struct variables){0};
}

/* FNV-1a */
static uint32_t hash(const char *name, size_t length)
{
	uint32_t value = 2166136261u;

	for (size_t i = 0; i < length; i++)
		value = (value ^ (uint8_t)name[i]) * 16777619u;
	return value;
}

/* The slot that holds the name, or the empty one where it belongs. There is always an empty one. */
static uint32_t *slot_of(const struct variables *variables, const char *name, size_t length)
{
	size_t at = hash(name, length) % variables->slot_count;

	for (; variables->slots[at] != 0; at = (at + 1) % variables->slot_count) {
		const struct variable *one = &variables->list[variables->slots[at] - 1];

		if (one->name_length == length && memcmp(one->name, name, length) == 0)
			break;
	}
	return &variables->slots[at];
}

static struct variable *find(const struct variables *variables, const char *name, size_t length)
{
	uint32_t at = variables->count == 0 ? 0 : *slot_of(variables, name, length);

	return at == 0 ? NULL : &variables->list[at - 1];
}

/* Twice the slots, at most half of them used. */
static bool grow_slots(struct variables *variables)
{
	size_t count = variables->slot_count == 0 ? SLOTS_FIRST : variables->slot_count * 2;
	uint32_t *slots = calloc(count, sizeof *slots);

	if (slots == NULL)
		return false;
	free(variables->slots);
	variables->slots = slots;
	variables->slot_count = count;
	for (size_t i = 0; i < variables->count; i++) {
		const struct variable *one = &variables->list[i];

		*slot_of(variables, one->name, one->name_length) = (uint32_t)i + 1;
	}
	return true;
}

static struct variable *add(struct variables *variables, const char *name, size_t length)
{
	struct variable *list =
		array_room(variables->list, variables->count, &variables->size, sizeof *list);

	if (list == NULL)
		return NULL;
	variables->list = list;
	if (variables->count >= variables->slot_count / 2 && !grow_slots(variables))
		return NULL;
	struct variable *variable = &variables->list[variables->count];
	*variable = (struct variable){.name = strndup(name, length), .name_length = length};
	if (variable->name == NULL)
		return NULL;
	*slot_of(variables, name, length) = (uint32_t)++variables->count;
	return variable;
}

bool variables_set(struct variables *variables, const char *name, size_t name_length,
                   const void *bytes, size_t length)
{
	struct variable *variable = find(variables, name, name_length);

	if (variable == NULL)
		variable = add(variables, name, name_length);
	if (variable == NULL)
		return false;
	text_clear(&variable->value);
	text_add(&variable->value, bytes, length);
	variable->secret = false;
	return !variable->value.failed;
}

void variables_hide(struct variables *variables, const char *name, size_t length)
{
	struct variable *variable = find(variables, name, length);

	if (variable != NULL)
		variable->secret = true;
}

bool variables_is_secret(const struct variables *variables, const char *name, size_t length)
{
	const struct variable *variable = find(variables, name, length);

	return variable != NULL && variable->secret;
}

const struct text *variables_find(const struct variables *variables, const char *name,
                                  size_t length)
{
	const struct variable *variable = find(variables, name, length);

	return variable == NULL ? NULL : &variable->value;
}
