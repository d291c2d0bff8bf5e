/* Shared by the tests of traces. */
#ifndef TESTS_UNIT_TRACES_H
#define TESTS_UNIT_TRACES_H

#include "conversions.h"

#include "script/recording.h"

#include <stdbool.h>

static inline const char *string_of(const struct text *text)
{
	return text->data == NULL ? "" : text->data;
}

static inline bool read_text(const struct dialect_request *request, const char *source,
                             struct conversion *conversion)
{
	*conversion = (struct conversion){0};
	return dialect_read(request, source, strlen(source), conversion);
}

static inline void is_recording(const struct conversion *conversion)
{
	struct recording recording;
	struct recording_error error = {.text = ""};

	if (!recording_read(&recording, string_of(&conversion->text), conversion->text.length,
	                    &error))
		fail_msg("%zu:%zu: %s in \"%s\"", error.line, error.column, error.text,
		         conversion->text.data);
	recording_free(&recording);
}

static inline void gives(const char *name, size_t session, const char *source, const char *wanted)
{
	struct conversion conversion;

	if (!read_text(&(struct dialect_request){NULL, session, false}, source, &conversion))
		fail_msg("\"%s\": %s", source,
		         conversion.problems == NULL ? "?" : conversion.problems[0].text);
	assert_non_null(conversion.row);
	assert_string_equal(conversion.row->name, name);
	assert_string_equal(string_of(&conversion.text), wanted);
	if (conversion.counts.responses > 0)
		is_recording(&conversion);
	conversion_free(&conversion);
}

/* With one part of the source replaced, it is still converted to a recording, or an error gives the
 * reason. */
static inline void survives(const char *name, const char *source, struct span part,
                            struct span instead)
{
	const char *behind = part.text + part.length;
	struct conversion conversion = {0};
	struct text text = {0};

	text_add(&text, source, (size_t)(part.text - source));
	text_add(&text, instead.text, instead.length);
	text_puts(&text, behind);
	bool good = dialect_read(&(struct dialect_request){dialect_find(name), 0, false}, text.data,
	                         text.length, &conversion);
	assert_false(conversion.failed);
	assert_int_equal(good, conversion.problem_count == 0);
	if (good && strstr(string_of(&conversion.text), "] (") != NULL)
		is_recording(&conversion);
	conversion_free(&conversion);
	text_free(&text);
}

/* A line is missing, is repeated, or is truncated. */
static inline void survives_damage(const char *name, const char *source)
{
	for (const char *at = source; *at != '\0';) {
		struct span line = {at, strcspn(at, "\n") + 1};

		if (at[line.length - 1] == '\0')
			line.length--;
		survives(name, source, line, (struct span){"", 0});
		survives(name, source, (struct span){at, 0}, line);
		for (size_t n = 1; n < 8; n++) {
			size_t kept = line.length * n / 8;

			survives(name, source, line, (struct span){at, kept});
			survives(name, source, (struct span){at + kept, line.length - kept},
			         (struct span){"\n", 1});
		}
		at += line.length;
	}
}

/* The format of the source is detected, and it is converted to this recording; also in an e-mail,
 * with another system's line ends, and with a color at the start of each line. */
static inline void session_is(const char *name, size_t session, const char *source,
                              const char *wanted)
{
	struct text mail = {0};

	gives(name, session, source, wanted);
	converts_without_memory((struct dialect_request){NULL, session, false}, source);
	survives_damage(name, source);
	for (const char *line = source, *end; *line != '\0'; line = end + (*end != '\0')) {
		end = line + strcspn(line, "\n");
		text_puts(&mail, "> \x1B[0;1m");
		text_add(&mail, line, (size_t)(end - line));
		text_puts(&mail, "\r\n");
	}
	gives(name, session, string_of(&mail), wanted);
	text_free(&mail);
}

static inline void becomes(const char *name, const char *source, const char *wanted)
{
	session_is(name, 0, source, wanted);
}

static inline void refused(const char *source, const char *why)
{
	struct conversion conversion;

	assert_false(read_text(&(struct dialect_request){0}, source, &conversion));
	assert_non_null(conversion.problems);
	if (strstr(conversion.problems[0].text, why) == NULL)
		fail_msg("\"%s\": \"%s\"", source, conversion.problems[0].text);
	conversion_free(&conversion);
}

static inline void counts(const char *source, size_t commands, size_t responses, size_t sessions,
                          size_t odd)
{
	struct conversion conversion;

	assert_true(read_text(&(struct dialect_request){0}, source, &conversion));
	assert_int_equal(conversion.counts.commands, commands);
	assert_int_equal(conversion.counts.responses, responses);
	assert_int_equal(conversion.counts.sessions, sessions);
	assert_int_equal(conversion.counts.odd, odd);
	conversion_free(&conversion);
}

#endif
