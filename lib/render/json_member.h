/* A key and its value in one call, in an open object. */
#ifndef RENDER_JSON_MEMBER_H
#define RENDER_JSON_MEMBER_H

#include "base/problem.h"
#include "render/json.h"

void json_member_hex(struct json *json, const char *key, const uint8_t *bytes, size_t count);
/* Two hex digits. */
void json_member_byte(struct json *json, const char *key, unsigned value);
void json_member_integer(struct json *json, const char *key, int64_t value);
/* A number of which 0 means that it is not known: null. */
void json_member_known(struct json *json, const char *key, int64_t value);
void json_member_real(struct json *json, const char *key, double value);
void json_member_string(struct json *json, const char *key, const char *string);
/* Text from outside; NULL is null. */
void json_member_text(struct json *json, const char *key, const char *text, size_t length);
/* Does the same for a string of which "" means that it is not known: null. */
void json_member_known_text(struct json *json, const char *key, const char *text);
void json_member_null(struct json *json, const char *key);

/* A problem, as the next value of a list. */
void json_put_problem(struct json *json, enum severity severity, const char *code, size_t offset,
                      const char *text);
/* The key "problems" with a list of them, in an open object. */
void json_member_problems(struct json *json, const struct problem *problems, size_t count);

#endif
