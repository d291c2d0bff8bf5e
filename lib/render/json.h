/* Writes JSON, one value in each line, and parses it. Only this file uses jansson; functions are
 * named json_put_… as json_string(), json_null() … are jansson's. */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct json;

/* Returns a writer, to be freed with json_free; NULL if out of memory. */
struct json *json_new(void);
/* Frees the writer and sets *json to NULL. */
void json_free(struct json **json);

/* The functions up to json_fail build a value. If memory runs out, json_write fails. */

/* Open an object or array, as the next value, until json_end. */
void json_begin_object(struct json *json);
void json_begin_array(struct json *json);
void json_end(struct json *json);
/* Sets the key of the next value, in an object. */
void json_key(struct json *json, const char *key);

/* Add the next value. */
void json_put_string(struct json *json, const char *string);              /* NULL: null */
void json_put_text(struct json *json, const char *text, size_t length);   /* made valid UTF-8 */
void json_put_hex(struct json *json, const uint8_t *bytes, size_t count); /* NULL: null */
void json_put_integer(struct json *json, int64_t value);
void json_put_real(struct json *json, double value); /* 6 significant digits; NAN: null */
void json_put_bool(struct json *json, bool value);
void json_put_null(struct json *json);

/* Makes json_write fail for this value, as a part of it could not be made. */
void json_fail(struct json *json);

/* Writes the value, which is complete, and a newline; control characters and those that change the
 * writing direction as \uXXXX. Then starts anew. Returns false, with nothing written, if out of
 * memory; errors of out are left to the caller. */
bool json_write(struct json *json, FILE *out);
/* Does the same with a function that writes text and escapes it for the page around it. */
typedef void json_put(FILE *out, const char *text, size_t length);
bool json_write_by(struct json *json, FILE *out, json_put *put_text);

/* Returns false if json_write ever failed. json may be NULL. */
bool json_is_whole(const struct json *json);

/* A parsed value, part of its root. Each function accepts NULL and values of other kinds, for which
 * it returns NULL, 0 or false. */
struct json_value;

/* Parses length bytes of text as exactly one value, to be freed with json_value_free. If they are
 * not JSON, returns NULL and writes the reason to why, of size bytes; "" if out of memory. Not for
 * several threads at once. */
struct json_value *json_read(const char *text, size_t length, char *why, size_t size);
/* Frees a root and sets *root to NULL. */
void json_value_free(struct json_value **root);
const struct json_value *json_value_member(const struct json_value *object, const char *key);
size_t json_value_count(const struct json_value *array);
const struct json_value *json_value_at(const struct json_value *array, size_t i);
const char *json_value_string(const struct json_value *value); /* NUL-terminated */
bool json_value_is_array(const struct json_value *value);
bool json_value_is_null(const struct json_value *value);

/* Writes the name and version of the JSON library to out, of size bytes. */
void json_library(char *out, size_t size);

#endif
