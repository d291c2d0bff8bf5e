#include "script/parse/parser.h"

#include <stdarg.h>
#include <stdio.h>

__attribute__((format(printf, 3, 0))) static void
note(struct parser *parser, struct position position, const char *format, va_list args)
{
	struct script *script = parser->script;

	if (script->error_count++ >= SCRIPT_ERRORS_MAX)
		return;
	struct script_error *error = &script->errors[script->error_count - 1];
	error->file = parser->file;
	error->position = position;
	(void)vsnprintf(error->text, sizeof error->text, format, args);
}

bool parse_fail(struct parser *parser, size_t at, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	note(parser, line_position(&parser->line, at), format, args);
	va_end(args);
	return false;
}

bool parse_fail_at(struct parser *parser, struct position position, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	note(parser, position, format, args);
	va_end(args);
	return false;
}

bool parse_expected(struct parser *parser, struct tokens *tokens, const char *what)
{
	unsigned char c = (unsigned char)tokens_peek(tokens);

	if (tokens->at == tokens->length)
		return parse_fail(parser, tokens->at, "expected %s, got end of line", what);
	if (c == '*' && tokens->at + 1 < tokens->length && tokens->text[tokens->at + 1] == '*')
		return parse_fail(parser, tokens->at, "** is a masked secret, not bytes to send");
	if (c < 0x20 || c >= 0x7F)
		return parse_fail(parser, tokens->at, "expected %s, got byte %02X", what, c);
	return parse_fail(parser, tokens->at, "expected %s, got \"%c\"", what, c);
}
