/* Writes JSON, one object a line, and reads it. The only file with jansson, whose own
 * json_string(), json_null() … are the reason for the "put". */
#ifndef RENDER_JSON_H
#define RENDER_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct json;

struct json *json_new(void); /* NULL: out of memory */
void json_free(struct json **json);

void json_begin_object(struct json *json);
void json_begin_array(struct json *json);
void json_end(struct json *json);
/* The name of the next value, in an object. */
void json_key(struct json *json, const char *key);

void json_put_string(struct json *json, const char *string); /* NULL is null */
/* Text from outside: made valid UTF-8 first. */
void json_put_text(struct json *json, const char *text, size_t length);
void json_put_hex(struct json *json, const uint8_t *bytes, size_t count); /* NULL bytes is null */
void json_put_integer(struct json *json, int64_t value);
void json_put_real(struct json *json, double value); /* 6 significant digits; NAN is null */
void json_put_bool(struct json *json, bool value);
void json_put_null(struct json *json);
/* The next value could not be made: the whole is not written. */
void json_fail(struct json *json);

/* Writes the finished value and a newline, control characters and such as turn the writing
 * direction as \uXXXX, and is ready for the next. Returns false if out of memory; out's own errors
 * are out's. */
bool json_write(struct json *json, FILE *out);
/* The same into a page, where put_text takes out what the page's language obeys. */
typedef void json_put(FILE *out, const char *text, size_t length);
bool json_write_by(struct json *json, FILE *out, json_put *put_text);
/* To be asked at the end: false if any value could not be written. NULL is whole. */
bool json_is_whole(const struct json *json);

/* A value that was read: an object, a list, a string … What it gives belongs to the root. Each
 * function takes NULL, and a value of another kind, and gives NULL, 0 or false. */
struct json_value;

/* Reads one value, and nothing may stand behind it. NULL, and why filled, where it is not JSON. */
struct json_value *json_read(const char *text, size_t length, char *why, size_t size);
void json_value_free(struct json_value **root);

const struct json_value *json_value_member(const struct json_value *object, const char *key);
size_t json_value_count(const struct json_value *array);
const struct json_value *json_value_at(const struct json_value *array, size_t i);
const char *json_value_string(const struct json_value *value); /* NUL-terminated */
bool json_value_is_array(const struct json_value *value);
bool json_value_is_null(const struct json_value *value);

/* The library that all this is done with, and its version. */
void json_library(char *out, size_t size);

#endif
