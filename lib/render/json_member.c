#include "render/json_member.h"

#include <string.h>

void json_member_hex(struct json *json, const char *key, const uint8_t *bytes, size_t count)
{
	json_key(json, key);
	json_put_hex(json, bytes, count);
}

void json_member_byte(struct json *json, const char *key, unsigned value)
{
	uint8_t byte = (uint8_t)value;

	json_member_hex(json, key, &byte, 1);
}

void json_member_integer(struct json *json, const char *key, int64_t value)
{
	json_key(json, key);
	json_put_integer(json, value);
}

/* Writes a number; null if it is 0, which stands for unknown. */
void json_member_known(struct json *json, const char *key, int64_t value)
{
	json_key(json, key);
	if (value == 0)
		json_put_null(json);
	else
		json_put_integer(json, value);
}

void json_member_real(struct json *json, const char *key, double value)
{
	json_key(json, key);
	json_put_real(json, value);
}

void json_member_string(struct json *json, const char *key, const char *word)
{
	json_key(json, key);
	json_put_string(json, word);
}

void json_member_null(struct json *json, const char *key)
{
	json_key(json, key);
	json_put_null(json);
}

void json_member_text(struct json *json, const char *key, const char *text, size_t length)
{
	json_key(json, key);
	if (text == NULL)
		json_put_null(json);
	else
		json_put_text(json, text, length);
}

void json_member_known_text(struct json *json, const char *key, const char *text)
{
	json_member_text(json, key, text[0] != '\0' ? text : NULL, strlen(text));
}

void json_put_problem(struct json *json, enum severity severity, const char *code, size_t offset,
                      const char *text)
{
	json_begin_object(json);
	json_member_string(json, "severity", severity_name(severity));
	json_member_string(json, "code", code);
	json_member_integer(json, "offset", (int64_t)offset);
	json_member_string(json, "text", text);
	json_end(json);
}

void json_member_problems(struct json *json, const struct problem *problems, size_t count)
{
	json_key(json, "problems");
	json_begin_array(json);
	for (size_t i = 0; i < count; i++) {
		char text[160];

		problem_text(&problems[i], text, sizeof text);
		json_put_problem(json, problems[i].kind->severity, problems[i].kind->code,
		                 problems[i].offset, text);
	}
	json_end(json);
}
