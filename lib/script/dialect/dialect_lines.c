#include "script/dialect/dialect_lines.h"

#include "base/bytes.h"
#include "script/token.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static struct part physical_line(struct source *source)
{
	const char *newline = memchr(source->at, '\n', (size_t)(source->end - source->at));
	const char *stop = newline == NULL ? source->end : newline;
	struct part line = {source->at, (size_t)(stop - source->at)};

	source->at = newline == NULL ? source->end : newline + 1;
	source->next++;
	if (line.length > 0 && line.text[line.length - 1] == '\r')
		line.length--;
	return line;
}

static bool goes_on(struct part line)
{
	struct part trimmed = part_trim(line);

	return trimmed.length > 0 && trimmed.text[trimmed.length - 1] == '\\';
}

bool source_line(struct source *source, struct part *line, size_t *number)
{
	if (source->at == source->end) {
		text_free(&source->joined);
		return false;
	}
	*number = source->next;
	*line = physical_line(source);
	if (!source->joins || !goes_on(*line))
		return true;
	text_clear(&source->joined);
	while (goes_on(*line) && source->at < source->end) {
		struct part trimmed = part_trim(*line);

		text_add(&source->joined, trimmed.text, trimmed.length - 1);
		text_puts(&source->joined, " ");
		*line = physical_line(source);
	}
	text_add(&source->joined, line->text, line->length);
	*line = (struct part){source->joined.data == NULL ? "" : source->joined.data,
	                      source->joined.length};
	return true;
}

struct part part_trim(struct part part)
{
	while (part.length > 0 && is_blank(part.text[0])) {
		part.text++;
		part.length--;
	}
	while (part.length > 0 && is_blank(part.text[part.length - 1]))
		part.length--;
	return part;
}

struct part part_word(struct part *part)
{
	struct part word = {part->text, 0};

	while (word.length < part->length && !is_blank(part->text[word.length]))
		word.length++;
	*part = part_trim((struct part){part->text + word.length, part->length - word.length});
	return word;
}

bool part_is(struct part part, const char *name)
{
	return part.length == strlen(name) && strncasecmp(part.text, name, part.length) == 0;
}

bool part_starts(struct part part, const char *start)
{
	return part.length >= strlen(start) && strncmp(part.text, start, strlen(start)) == 0;
}

bool part_hex(struct part part, struct text *out)
{
	size_t size = part.length / 2 + 1;
	uint8_t *bytes = malloc(size);

	if (bytes == NULL) {
		out->failed = true;
		return false;
	}
	struct hex_result got = hex_read(part.text, part.length, bytes, size);
	if (got.status == HEX_OK)
		text_hex(out, bytes, got.count, ' ');
	free(bytes);
	return got.status == HEX_OK;
}

void conversion_end_line(struct conversion *conversion, size_t number)
{
	if (conversion->line_count == conversion->line_size) {
		size_t size = conversion->line_size == 0 ? 64 : conversion->line_size * 2;
		size_t *lines = realloc(conversion->lines, size * sizeof *lines);

		if (lines == NULL) {
			conversion->failed = true;
			return;
		}
		conversion->lines = lines;
		conversion->line_size = size;
	}
	conversion->lines[conversion->line_count++] = number;
	text_puts(&conversion->text, "\n");
}

void conversion_line(struct conversion *conversion, size_t number, const char *text)
{
	text_puts(&conversion->text, text);
	conversion_end_line(conversion, number);
}

void conversion_comment(struct conversion *conversion, size_t number, struct part comment)
{
	text_puts(&conversion->text, comment.length == 0 ? "#" : "# ");
	text_add(&conversion->text, comment.text, comment.length);
	conversion_end_line(conversion, number);
}

void conversion_echo(struct conversion *conversion, size_t number, struct part text)
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
	if (conversion->problem_count++ >= DIALECT_PROBLEMS_MAX)
		return;
	struct dialect_problem *problem = &conversion->problems[conversion->problem_count - 1];
	*problem = (struct dialect_problem){.line = number, .severity = severity};
	va_start(args, format);
	(void)vsnprintf(problem->text, sizeof problem->text, format, args);
	va_end(args);
}
