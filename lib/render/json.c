#include "render/json.h"

#include "base/bytes.h"
#include "base/stream.h"
#include "base/escape.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 16 };

#define DUMP_FLAGS (JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(6))

struct json {
	json_t *open[DEPTH_MAX]; /* borrowed: owned by the previous one, or by root */
	unsigned depth;
	const char *key; /* of the next value */
	json_t *root;    /* owned */
	bool failed;     /* out of memory, or nested too deeply */
	bool lost;       /* a value was not written because of that */
	char *text;      /* buffer for escaped texts and for the output; owned */
	size_t size;
};

struct json *json_new(void)
{
	return calloc(1, sizeof(struct json));
}

static void forget(struct json *json)
{
	json_decref(json->root);
	json->root = NULL;
	json->depth = 0;
	json->key = NULL;
	json->failed = false;
}

void json_free(struct json **json)
{
	if (*json == NULL)
		return;
	forget(*json);
	free((*json)->text);
	free(*json);
	*json = NULL;
}

static bool reserve(struct json *json, size_t size)
{
	if (size <= json->size)
		return true;
	char *text = realloc(json->text, size);
	if (text == NULL)
		return false;
	json->text = text;
	json->size = size;
	return true;
}

/* Adds value, of which it takes ownership, to the innermost array or object. */
static bool add_value(struct json *json, json_t *value)
{
	json_t *above = json->depth > 0 ? json->open[json->depth - 1] : NULL;
	bool nameless = above != NULL && json_is_object(above) && json->key == NULL;

	if (value == NULL || json->failed || nameless) {
		json_decref(value);
		json->failed = true;
		return false;
	}
	if (above == NULL) {
		json_decref(json->root);
		json->root = value;
		return true;
	}
	bool done;
	if (json_is_object(above))
		done = json_object_set_new_nocheck(above, json->key, value) == 0;
	else
		done = json_array_append_new(above, value) == 0;
	json->key = NULL;
	json->failed = !done;
	return done;
}

static void begin(struct json *json, json_t *value)
{
	if (json->depth == DEPTH_MAX) {
		json_decref(value);
		json->failed = true;
	} else if (add_value(json, value)) {
		json->open[json->depth++] = value;
	}
}

void json_begin_object(struct json *json)
{
	begin(json, json_object());
}

void json_begin_array(struct json *json)
{
	begin(json, json_array());
}

void json_end(struct json *json)
{
	if (!json->failed && json->depth > 0)
		json->depth--;
}

void json_key(struct json *json, const char *key)
{
	json->key = key;
}

void json_put_string(struct json *json, const char *string)
{
	if (string == NULL)
		json_put_null(json);
	else
		json_put_text(json, string, strlen(string));
}

void json_put_text(struct json *json, const char *text, size_t length)
{
	if (length >= SIZE_MAX / 3 || !reserve(json, 3 * length + 1)) {
		json->failed = true;
		return;
	}
	size_t n = utf8_repair(json->text, json->size, text, length);
	add_value(json, json_stringn_nocheck(json->text, n));
}

void json_put_hex(struct json *json, const uint8_t *bytes, size_t count)
{
	if (bytes == NULL) {
		json_put_null(json);
		return;
	}
	if (count >= SIZE_MAX / 2 || !reserve(json, 2 * count + 1)) {
		json->failed = true;
		return;
	}
	size_t n = hex_write(json->text, bytes, count);
	add_value(json, json_stringn_nocheck(json->text, n));
}

void json_put_integer(struct json *json, int64_t value)
{
	add_value(json, json_integer(value));
}

void json_put_real(struct json *json, double value)
{
	add_value(json, isfinite(value) ? json_real(value) : json_null());
}

void json_put_bool(struct json *json, bool value)
{
	add_value(json, json_boolean(value));
}

void json_put_null(struct json *json)
{
	add_value(json, json_null());
}

void json_fail(struct json *json)
{
	json->failed = true;
}

/* Writes the JSON text to the buffer; returns its length, 0 if out of memory. */
static size_t dump(struct json *json)
{
	/* Sufficient for nearly every value. A call that only determines the size needed takes as
	 * long as one that writes the text. */
	enum { USUAL = 16384 };

	if (!reserve(json, USUAL))
		return 0;
	size_t need = json_dumpb(json->root, json->text, json->size, DUMP_FLAGS);

	if (need <= json->size)
		return need;
	if (!reserve(json, need + need / 2))
		return 0;
	return json_dumpb(json->root, json->text, json->size, DUMP_FLAGS);
}

static void put_plain(FILE *out, const char *text, size_t length)
{
	stream_write(out, text, length);
}

/* jansson escapes control characters of C0 only. Other active characters can occur only within
 * strings. */
static void write_line(FILE *out, const char *text, size_t length, json_put *put_text)
{
	size_t from = 0, at = 0;

	while (at < length) {
		uint32_t point = 0;
		size_t plain = escape_plain(text + at, length - at);
		size_t taken = utf8_next(text + at + plain, length - at - plain, &point);

		at += plain;
		if (taken > 0 && escape_is_active(point)) {
			put_text(out, text + from, at - from);
			fprintf(out, "\\u%04X", (unsigned)point);
			from = at + taken;
		}
		at += taken;
	}
	put_text(out, text + from, length - from);
	putc_unlocked('\n', out);
}

bool json_write(struct json *json, FILE *out)
{
	return json_write_by(json, out, put_plain);
}

bool json_write_by(struct json *json, FILE *out, json_put *put_text)
{
	size_t length = json->failed || json->depth > 0 || json->root == NULL ? 0 : dump(json);

	if (length > 0)
		write_line(out, json->text, length, put_text);
	forget(json);
	json->lost = json->lost || length == 0;
	return length > 0;
}

bool json_is_whole(const struct json *json)
{
	return json == NULL || !json->lost;
}

/* struct json_value is jansson's json_t under another name, so that other files need not include
 * jansson.h. */
static json_t *to_jansson(const struct json_value *value)
{
	return (json_t *)(uintptr_t)value;
}

static struct json_value *from_jansson(json_t *value)
{
	return (struct json_value *)value;
}

/* For some failed allocations jansson reports an invalid token, for others nothing. */
static bool memory_failed;

static void *noted_malloc(size_t size)
{
	void *memory = malloc(size);

	memory_failed = memory_failed || memory == NULL;
	return memory;
}

struct json_value *json_read(const char *text, size_t length, char *why, size_t size)
{
	json_error_t error;

	memory_failed = false;
	json_set_alloc_funcs(noted_malloc, free);
	json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
	json_set_alloc_funcs(malloc, free);
	if (root == NULL && memory_failed)
		why[0] = '\0';
	else if (root == NULL)
		snprintf(why, size, "not JSON at character %d: %.80s", error.position, error.text);
	return from_jansson(root);
}

void json_value_free(struct json_value **root)
{
	json_decref(to_jansson(*root));
	*root = NULL;
}

const struct json_value *json_value_member(const struct json_value *object, const char *key)
{
	return from_jansson(json_object_get(to_jansson(object), key));
}

size_t json_value_count(const struct json_value *array)
{
	return json_array_size(to_jansson(array));
}

const struct json_value *json_value_at(const struct json_value *array, size_t i)
{
	return from_jansson(json_array_get(to_jansson(array), i));
}

const char *json_value_string(const struct json_value *value)
{
	return json_string_value(to_jansson(value));
}

bool json_value_is_array(const struct json_value *value)
{
	return value != NULL && json_is_array(to_jansson(value));
}

bool json_value_is_null(const struct json_value *value)
{
	return value != NULL && json_is_null(to_jansson(value));
}

void json_library(char *out, size_t size)
{
	snprintf(out, size, "jansson %s", jansson_version_str());
}
