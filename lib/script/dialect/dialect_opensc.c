#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"
#include "script/dialect/source.h"

#include <string.h>

struct maker {
	struct conversion *conversion;
	size_t number;
};

/* Reads a word like a shell: up to a blank, or the text in quotes. */
static struct span argument(struct span *rest, bool *quoted)
{
	*quoted = rest->length > 1 && (rest->text[0] == '"' || rest->text[0] == '\'');
	if (!*quoted)
		return source_word(rest);
	const char *close = memchr(rest->text + 1, rest->text[0], rest->length - 1);
	if (close == NULL) {
		*quoted = false;
		return source_word(rest);
	}
	size_t end = (size_t)(close - rest->text);
	struct span word = {rest->text + 1, end - 1};
	*rest = span_trim((struct span){rest->text + end + 1, rest->length - end - 1});
	return word;
}

static void bad_apdu(struct maker *maker)
{
	conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
	                   "expected the hex digits of an APDU");
}

/* Reads the bytes and "text" after apdu. */
static void take_apdu(struct maker *maker, struct span rest)
{
	struct text *out = &maker->conversion->text;

	if (rest.length == 0)
		bad_apdu(maker);
	for (bool first = true, quoted; rest.length > 0; first = false) {
		struct span word = argument(&rest, &quoted);

		if (!first)
			text_puts(out, " ");
		if (quoted) {
			for (size_t i = 0; i < word.length; i++)
				text_printf(out, i > 0 ? " %02X" : "%02X", (uint8_t)word.text[i]);
		} else if (!source_hex(word, out)) {
			bad_apdu(maker);
			break;
		}
	}
	conversion_end_line(maker->conversion, maker->number);
}

static void take_echo(struct maker *maker, struct span rest)
{
	bool quoted;
	struct span word = rest.length > 0 ? argument(&rest, &quoted) : rest;

	/* Several words are printed with a blank between them. */
	if (rest.length > 0)
		word.length = (size_t)(rest.text + rest.length - word.text);
	conversion_echo(maker->conversion, maker->number, word);
}

static void take_quit(struct maker *maker, struct span rest)
{
	(void)rest;
	conversion_line(maker->conversion, maker->number, "exit");
}

static void send_apdu(struct maker *maker, struct span value)
{
	if (!source_hex(span_trim(value), &maker->conversion->text))
		bad_apdu(maker);
	conversion_end_line(maker->conversion, maker->number);
}

static void reset_card(struct maker *maker, struct span value)
{
	bool warm = token_is(value, "warm");

	if (!warm && value.length > 0 && !token_is(value, "cold"))
		conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
		                   "expected cold or warm after --reset");
	conversion_line(maker->conversion, maker->number, warm ? "reset warm" : "reset cold");
}

static void pass_over(struct maker *maker, struct span value)
{
	(void)maker;
	(void)value;
}

enum value { VALUE_NONE, VALUE_OPTIONAL, VALUE_NEEDED };

/* opensc-tool(1). The options for reader and verbosity do not belong in a script. */
static const struct option_row {
	char letter;
	const char *name;
	enum value value;
	void (*take)(struct maker *maker, struct span value);
} option_rows[] = {
	{'s', "send-apdu", VALUE_NEEDED, send_apdu}, {0, "reset", VALUE_OPTIONAL, reset_card},
	{'r', "reader", VALUE_NEEDED, pass_over},    {'c', "card-driver", VALUE_NEEDED, pass_over},
	{'v', "verbose", VALUE_NONE, pass_over},     {'w', "wait", VALUE_NONE, pass_over},
};

static const struct option_row *find_option(struct span word, struct span *value)
{
	*value = (struct span){word.text + word.length, 0};
	for (size_t i = 0; i < sizeof option_rows / sizeof option_rows[0]; i++) {
		const struct option_row *row = &option_rows[i];
		const char *equals = memchr(word.text, '=', word.length);
		size_t length = equals == NULL ? word.length : (size_t)(equals - word.text);

		if (word.length >= 2 && row->letter != 0 && word.text[1] == row->letter) {
			*value = (struct span){word.text + 2, word.length - 2};
			return row->value != VALUE_NONE || value->length == 0 ? row : NULL;
		}
		if (length > 2 && span_starts(word, "--") &&
		    token_is((struct span){word.text + 2, length - 2}, row->name)) {
			if (equals != NULL)
				*value = (struct span){equals + 1, word.length - length - 1};
			return row;
		}
	}
	return NULL;
}

static void take_options(struct maker *maker, struct span rest)
{
	size_t before = maker->conversion->line_count;
	struct span value;
	bool quoted;

	while (rest.length > 0) {
		struct span word = argument(&rest, &quoted);
		const struct option_row *row = find_option(word, &value);

		if (row == NULL) {
			conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
			                   "opensc-tool %.*s is not supported",
			                   hex_quotable(word.text, word.length), word.text);
			continue;
		}
		if (row->value == VALUE_NEEDED && value.length == 0)
			value = argument(&rest, &quoted);
		row->take(maker, value);
	}
	if (maker->conversion->line_count == before)
		conversion_line(maker->conversion, maker->number, "");
}

/* opensc-explorer(1) */
static const struct {
	const char *name;
	void (*take)(struct maker *maker, struct span rest);
} words[] = {
	{"apdu", take_apdu},
	{"echo", take_echo},
	{"quit", take_quit},
	{"opensc-tool", take_options},
};

static void take_line(struct maker *maker, struct span line)
{
	struct span rest = line;
	struct span word = source_word(&rest);

	if (line.length == 0)
		conversion_line(maker->conversion, maker->number, "");
	else if (line.text[0] == '#')
		conversion_comment(maker->conversion, maker->number,
		                   span_trim((struct span){line.text + 1, line.length - 1}));
	else if (line.text[0] == '-')
		take_options(maker, line);
	else if (!token_is(word, "cd") && hex_digit(line.text[0]) >= 0 &&
	         source_hex(line, &maker->conversion->text))
		conversion_end_line(maker->conversion, maker->number);
	else {
		for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
			if (!token_is(word, words[i].name))
				continue;
			words[i].take(maker, rest);
			return;
		}
		conversion_problem(maker->conversion, maker->number, SEVERITY_ERROR,
		                   "%.*s is not supported (try apdu, echo, quit or opensc-tool)",
		                   hex_quotable(word.text, word.length), word.text);
	}
}

void dialect_opensc(struct conversion *conversion, struct span text)
{
	struct source source = {.rest = text, .joins = true};
	struct maker maker = {.conversion = conversion};
	struct span line;

	while (source_line(&source, &line, &maker.number))
		take_line(&maker, span_trim(line));
	conversion->failed = conversion->failed || source.failed;
}

bool dialect_opensc_marks(struct span line)
{
	bool option = span_starts(line, "-s ") || span_starts(line, "--send-apdu");
	struct span rest = line;
	struct span word = source_word(&rest);

	return option || span_is(word, "opensc-tool") ||
		(span_is(word, "apdu") && rest.length > 0 && hex_digit(rest.text[0]) >= 0);
}
