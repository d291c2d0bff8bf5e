#include "script/script.h"

#include "base/array.h"

#include <stdlib.h>
#include <string.h>

void script_free(struct script *script)
{
	free(script->statements);
	free(script->items);
	free(script->expects);
	text_free(&script->pool);
	for (size_t i = 0; i < script->file_count; i++)
		free(script->files[i]);
	free(script->files);
	*script = (struct script){0};
}

void script_clear(struct script *script)
{
	script->count = 0;
	script->item_count = 0;
	script->expect_count = 0;
	script->error_count = 0;
	script->failed = false;
	text_clear(&script->pool);
}

/* Returns the array with room for one more element of width bytes; NULL if out of memory. */
static void *grow(struct script *script, void *array, size_t count, size_t *size, size_t width)
{
	void *grown = array_room(array, count, size, width);

	script->failed = script->failed || grown == NULL;
	return grown;
}

struct statement *script_add(struct script *script)
{
	struct statement *statements =
		grow(script, script->statements, script->count, &script->size, sizeof *statements);

	if (statements == NULL)
		return NULL;
	script->statements = statements;
	statements[script->count] = (struct statement){0};
	return &statements[script->count++];
}

struct item *script_add_item(struct script *script, enum item_kind kind)
{
	struct item *items =
		grow(script, script->items, script->item_count, &script->item_size, sizeof *items);

	if (items == NULL)
		return NULL;
	script->items = items;
	items[script->item_count] = (struct item){.kind = kind};
	return &items[script->item_count++];
}

struct expect *script_add_expect(struct script *script)
{
	struct expect *expects = grow(script, script->expects, script->expect_count,
	                              &script->expect_size, sizeof *expects);

	if (expects == NULL)
		return NULL;
	script->expects = expects;
	expects[script->expect_count] = (struct expect){0};
	return &expects[script->expect_count++];
}

bool script_is_full(const struct script *script)
{
	return script->file_count > UINT16_MAX - 1;
}

bool script_add_file(struct script *script, const char *name)
{
	char **files =
		grow(script, script->files, script->file_count, &script->file_size, sizeof *files);

	if (files == NULL)
		return false;
	script->files = files;
	if (script_is_full(script))
		return false;
	char *copy = strdup(name);
	if (copy == NULL) {
		script->failed = true;
		return false;
	}
	files[script->file_count++] = copy;
	return true;
}

struct range script_store(struct script *script, const void *data, size_t length)
{
	size_t at = script->pool.length;

	if (length > UINT32_MAX / 2 || at > UINT32_MAX / 2) {
		script->failed = true;
		return (struct range){0};
	}
	text_add(&script->pool, data, length);
	if (script->pool.failed) {
		script->failed = true;
		return (struct range){0};
	}
	return (struct range){(uint32_t)at, (uint32_t)length};
}

uint32_t script_index(const struct script *script, const struct statement *statement)
{
	return (uint32_t)(statement - script->statements);
}

bool statement_is(const struct statement *statement, enum keyword_id id)
{
	return statement->kind == STATEMENT_COMMAND && statement->keyword->id == id;
}

bool statement_writes_outside(const struct script *script, const struct statement *statement)
{
	const char *at = script_text(script, statement->name).text,
		   *end = at + statement->name.count;

	if (!statement_is(statement, KEYWORD_WRITE) || at == end)
		return false;
	if (*at == '/')
		return true;
	for (const char *slash; at < end; at = slash + 1) {
		slash = memchr(at, '/', (size_t)(end - at));
		if (slash == NULL)
			slash = end;
		if (slash - at == 2 && memcmp(at, "..", 2) == 0)
			return true;
	}
	return false;
}

struct span script_text(const struct script *script, struct range range)
{
	const char *text = script->pool.data == NULL ? "" : script->pool.data + range.at;

	return (struct span){text, range.count};
}

const struct expect *script_expect(const struct script *script, const struct statement *statement)
{
	return statement->expect == 0 ? NULL : &script->expects[statement->expect - 1];
}
