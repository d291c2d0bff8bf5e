#include "script/dialect/source.h"

#include "base/bytes.h"

#include <stdlib.h>
#include <string.h>

/* Returns the next line without the CR LF or LF at its end; there must be one. */
static struct span physical_line(struct source *source)
{
	struct span line = {0};

	(void)span_line(&source->rest, &line);
	source->number++;
	if (line.length > 0 && line.text[line.length - 1] == '\r')
		line.length--;
	return line;
}

static bool goes_on(struct span line)
{
	struct span trimmed = span_trim(line);

	return trimmed.length > 0 && trimmed.text[trimmed.length - 1] == '\\';
}

bool source_line(struct source *source, struct span *line, size_t *number)
{
	if (source->rest.length == 0) {
		text_free(&source->joined);
		return false;
	}
	*number = source->number + 1;
	*line = physical_line(source);
	if (!source->joins || !goes_on(*line))
		return true;
	text_clear(&source->joined);
	while (goes_on(*line) && source->rest.length > 0) {
		struct span trimmed = span_trim(*line);

		text_add(&source->joined, trimmed.text, trimmed.length - 1);
		text_puts(&source->joined, " ");
		*line = physical_line(source);
	}
	text_add(&source->joined, line->text, line->length);
	source->failed = source->failed || source->joined.failed;
	*line = (struct span){source->joined.data == NULL ? "" : source->joined.data,
	                      source->joined.length};
	return true;
}

struct span source_word(struct span *part)
{
	struct span word = {part->text, 0};

	while (word.length < part->length && !is_blank(part->text[word.length]))
		word.length++;
	*part = span_trim(span_from(*part, word.length));
	return word;
}

bool source_hex(struct span part, struct text *out)
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
