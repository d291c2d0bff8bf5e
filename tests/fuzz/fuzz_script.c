/* Script text: whatever can be parsed is printed, and the printed text parses to the same. Errors
 * have a position inside the text. */
#include "script/parse/parse.h"
#include "script/value.h"
#include "tests/unit/printed.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool parse(struct script *script, const char *text, size_t length)
{
	struct parser *parser = parse_new(script, "x", NULL);

	assert(parser != NULL);
	bool ok = parse_text(parser, text, length);
	parse_free(&parser);
	return ok;
}

/* Adds the bytes of each APDU, one after the other, and what prevents them. */
static void bytes_of(const struct script *script, struct text *out)
{
	struct variables variables = {0};
	struct value_error error;

	variables_set(&variables, span_of("x"), "\x90", 1);
	for (size_t i = 0; i < script->count; i++) {
		const struct statement *statement = &script->statements[i];

		if (statement->kind != STATEMENT_COMMAND &&
		    !value_apdu(script, statement, &variables, i % 2 == 1, out, &error))
			text_puts(out, error.text);
		text_puts(out, "|");
	}
	variables_free(&variables);
}

static void check_errors(const struct script *script, const char *text, size_t length)
{
	size_t lines = 1;

	for (size_t i = 0; i < length; i++)
		lines += text[i] == '\n';
	for (size_t i = 0; i < script->error_count && i < SCRIPT_ERRORS_MAX; i++) {
		assert(script->errors[i].position.line >= 1 &&
		       script->errors[i].position.line <= lines);
		assert(script->errors[i].position.column >= 1 &&
		       script->errors[i].position.column <= length + 2);
		assert(script->errors[i].text[0] != '\0');
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct script first = {0}, second = {0};
	struct text printed = {0}, again = {0}, sent = {0}, sent_again = {0};

	bool ok = parse(&first, (const char *)data, size);
	assert(ok == (first.error_count == 0));
	check_errors(&first, (const char *)data, size);
	if (ok) {
		print_script(&printed, &first);
		bool same = parse(&second, printed.length > 0 ? printed.data : "", printed.length);
		assert(same);
		print_script(&again, &second);
		assert(printed.length == again.length && second.count == first.count);
		assert(printed.length == 0 ||
		       memcmp(printed.data, again.data, printed.length) == 0);
		bytes_of(&first, &sent);
		bytes_of(&second, &sent_again);
		assert(sent.length == sent_again.length);
		assert(sent.length == 0 || memcmp(sent.data, sent_again.data, sent.length) == 0);
	}
	text_free(&printed);
	text_free(&again);
	text_free(&sent);
	text_free(&sent_again);
	script_free(&first);
	script_free(&second);
	return 0;
}
