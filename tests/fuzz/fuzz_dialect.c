/* Scripts and traces of other programs: the first byte selects the dialect, or that it is detected;
 * its highest bit says whether secrets are hidden. A conversion without an error has as many lines
 * as it lists sources for, each of which is a line of the source; it can be parsed if the source
 * was a trace; and its length is bounded. */
#include "script/dialect/dialect.h"
#include "script/parse/parse.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t count_lines(const char *text, size_t length)
{
	size_t lines = 0;

	for (size_t i = 0; i < length; i++)
		lines += text[i] == '\n';
	return lines;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct conversion conversion = {0};
	struct script script = {0};

	if (size < 1)
		return 0;
	const char *text = (const char *)data + 1;
	size_t length = size - 1;
	size_t lines = count_lines(text, length) + 1;
	const char *chosen = dialect_word(data[0] & 0x7F);
	struct dialect_request request = {.hides = (data[0] & 0x80) != 0};

	if (chosen != NULL)
		request.dialect = dialect_find(chosen);
	bool ok = dialect_read(&request, text, length, &conversion);

	assert(!conversion.failed && ok == !conversion.wrong);
	for (size_t i = 0; i < conversion.problem_count && i < DIALECT_PROBLEMS_MAX; i++) {
		/* 0 is the whole file, so that two formats are as likely. */
		assert(conversion.problems[i].line >= (conversion.row != NULL));
		assert(conversion.problems[i].line <= lines);
		assert(conversion.problems[i].text[0] != '\0');
	}
	assert(conversion.text.length <= 256 * size + 200);
	if (ok) {
		const char *made = conversion.text.length > 0 ? conversion.text.data : "";

		assert(count_lines(made, conversion.text.length) == conversion.line_count);
		struct parser *parser = parse_new(&script, "x", NULL);
		assert(parser != NULL);
		bool parsed = parse_text(parser, made, conversion.text.length);
		assert(parsed || conversion.row->read == NULL);
		parse_free(&parser);
		conversion_restore(&conversion, &script, 0);
		for (size_t i = 0; i < script.count; i++)
			assert(script.statements[i].line >= 1 &&
			       script.statements[i].line <= lines);
	}
	script_free(&script);
	conversion_free(&conversion);
	return 0;
}
