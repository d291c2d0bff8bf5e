/* Adds members to the open object of a JSON writer: a key and its value in one call. */
#ifndef RENDER_JSON_MEMBER_H
#define RENDER_JSON_MEMBER_H

#include "base/problem.h"
#include "render/json.h"

void json_member_hex(struct json *json, const char *key, const uint8_t *bytes, size_t count);
/* A string of two hex digits. */
void json_member_byte(struct json *json, const char *key, unsigned value);
void json_member_integer(struct json *json, const char *key, int64_t value);
/* An integer; null if it is 0, which means unknown. */
void json_member_known(struct json *json, const char *key, int64_t value);
void json_member_real(struct json *json, const char *key, double value);
void json_member_string(struct json *json, const char *key, const char *string);
/* Untrusted text (json_put_text); null if it is NULL. */
void json_member_text(struct json *json, const char *key, const char *text, size_t length);
/* Untrusted text, NUL-terminated; null if it is "", which means unknown. */
void json_member_known_text(struct json *json, const char *key, const char *text);
void json_member_null(struct json *json, const char *key);

/* Adds an object for a problem, as the next value. */
void json_put_problem(struct json *json, enum severity severity, const char *code, size_t offset,
                      const char *text);
/* The key "problems" with a list of count problems. */
void json_member_problems(struct json *json, const struct problem *problems, size_t count);

#endif
