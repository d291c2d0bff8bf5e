#include "script/dialect/conversion.h"

#include "base/array.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void conversion_end_line(struct conversion *conversion, size_t number)
{
	size_t *lines = array_room(conversion->lines, conversion->line_count,
	                           &conversion->line_size, sizeof *lines);

	if (lines == NULL) {
		conversion->failed = true;
		return;
	}
	conversion->lines = lines;
	conversion->lines[conversion->line_count++] = number;
	text_puts(&conversion->text, "\n");
}

void conversion_line(struct conversion *conversion, size_t number, const char *text)
{
	text_puts(&conversion->text, text);
	conversion_end_line(conversion, number);
}

void conversion_comment(struct conversion *conversion, size_t number, struct span comment)
{
	struct span bare = comment;

	while (bare.length > 0 && (is_blank(*bare.text) || *bare.text == '#'))
		bare = span_from(bare, 1);
	text_puts(&conversion->text, comment.length == 0 ? "#" : "# ");
	/* In the source this is an ordinary comment: do not turn it into a remark of a
	 * recording. */
	if (span_starts(bare, "ATR:") || span_starts(bare, "protocol:"))
		text_printf(&conversion->text, "line %zu: ", number);
	text_add(&conversion->text, comment.text, comment.length);
	conversion_end_line(conversion, number);
}

void conversion_echo(struct conversion *conversion, size_t number, struct span text)
{
	text_puts(&conversion->text, "echo \"");
	for (size_t i = 0; i < text.length; i++) {
		if (text.text[i] == '"' || text.text[i] == '\\')
			text_puts(&conversion->text, "\\");
		text_add(&conversion->text, text.text + i, 1);
	}
	text_puts(&conversion->text, "\"");
	conversion_end_line(conversion, number);
}

void conversion_problem(struct conversion *conversion, size_t number, enum severity severity,
                        const char *format, ...)
{
	va_list args;

	conversion->wrong = conversion->wrong || severity == SEVERITY_ERROR;
	if (conversion->problems == NULL)
		conversion->problems = calloc(DIALECT_PROBLEMS_MAX, sizeof *conversion->problems);
	if (conversion->problems == NULL) {
		conversion->failed = true;
		return;
	}
	if (conversion->problem_count++ >= DIALECT_PROBLEMS_MAX)
		return;
	struct dialect_problem *problem = &conversion->problems[conversion->problem_count - 1];
	*problem = (struct dialect_problem){.line = number, .severity = severity};
	va_start(args, format);
	(void)vsnprintf(problem->text, sizeof problem->text, format, args);
	va_end(args);
}

void conversion_free(struct conversion *conversion)
{
	text_free(&conversion->text);
	free(conversion->lines);
	free(conversion->problems);
	*conversion = (struct conversion){0};
}

void conversion_move_to_start(struct conversion *conversion, size_t at, size_t line)
{
	enum { MOST = 256 };
	char part[MOST];
	size_t length = conversion->text.length - at;

	if (length > MOST)
		return;
	memcpy(part, conversion->text.data + at, length);
	memmove(conversion->text.data + length, conversion->text.data, at);
	memcpy(conversion->text.data, part, length);
	for (size_t i = 0; line < conversion->line_count; line++, i++) {
		size_t number = conversion->lines[line];

		memmove(conversion->lines + i + 1, conversion->lines + i,
		        (line - i) * sizeof *conversion->lines);
		conversion->lines[i] = number;
	}
}

size_t conversion_source(const struct conversion *conversion, size_t line)
{
	if (line >= 1 && line <= conversion->line_count)
		return conversion->lines[line - 1];
	return line;
}

void conversion_restore(const struct conversion *conversion, struct script *script, uint16_t file)
{
	size_t errors =
		script->error_count < SCRIPT_ERRORS_MAX ? script->error_count : SCRIPT_ERRORS_MAX;

	for (size_t i = 0; i < script->count; i++) {
		struct statement *statement = &script->statements[i];

		if (statement->file != file)
			continue;
		statement->line = (uint32_t)conversion_source(conversion, statement->line);
		statement->last = (uint32_t)conversion_source(conversion, statement->last);
	}
	for (size_t i = 0; i < errors; i++)
		if (script->errors[i].file == file)
			script->errors[i].position.line =
				conversion_source(conversion, script->errors[i].position.line);
}
