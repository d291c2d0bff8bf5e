/* Writes JSON, one object a line. The only file with jansson, whose own json_string(), json_null() …
 * are the reason for the "put". */
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

/* Writes the finished value and a newline, and is ready for the next. False where memory ran out;
 * out's own errors are out's. */
bool json_write(struct json *json, FILE *out);

#endif
