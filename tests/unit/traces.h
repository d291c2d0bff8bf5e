/* What tests of traces share. */
#ifndef TESTS_UNIT_TRACES_H
#define TESTS_UNIT_TRACES_H

#include "test.h"

#include "script/dialect/dialect.h"
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

/* The source shows its format, by itself, and becomes this recording; in a mail as well, with the
 * ends of lines of another system, and a colour at the start of each. */
static inline void session_is(const char *name, size_t session, const char *source,
                              const char *wanted)
{
	struct text mail = {0};

	gives(name, session, source, wanted);
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
