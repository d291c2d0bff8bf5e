#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"
#include "base/num.h"
#include "script/dialect/source.h"

#include <stdlib.h>
#include <string.h>

/* CLA INS P1 P2 LC [data] [LE], one number each. After "extended on", LC and LE are up to 65535. */
enum { LC = 4, DATA = 5, NUMBERS_MAX = DATA + 65535 + 1 };

enum { WORDS_MAX = 2 };

/* The command being read, which ends with ";". */
struct maker {
	struct conversion *conversion;
	size_t number;     /* of the current line */
	size_t start;      /* line on which the command starts */
	uint16_t *numbers; /* owned; room for NUMBERS_MAX */
	size_t count;
	bool extended;
	struct span words[WORDS_MAX]; /* of a command that is not an APDU */
	size_t word_count;
	bool too_long;
	bool wrong; /* an error was reported */
	bool up;    /* after powerup */
	bool down;  /* after the following powerdown */
};

static void fail(struct maker *maker, const char *why)
{
	if (!maker->wrong)
		conversion_problem(maker->conversion, maker->start, SEVERITY_ERROR, "%s", why);
	maker->wrong = true;
}

static void add_numbers(struct text *out, const uint16_t *numbers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		text_printf(out, " %02X", (unsigned)numbers[i]);
}

static void make_apdu(struct maker *maker)
{
	struct text *out = &maker->conversion->text;
	const uint16_t *numbers = maker->numbers;
	size_t lc = maker->count > LC ? numbers[LC] : 0;

	if (maker->too_long || maker->count < DATA ||
	    (maker->count != DATA + lc && maker->count != DATA + lc + 1)) {
		conversion_problem(maker->conversion, maker->start, SEVERITY_ERROR,
		                   "expected CLA INS P1 P2 LC, LC bytes of data, and LE");
		return;
	}
	text_printf(out, "!%02X", (unsigned)numbers[0]);
	add_numbers(out, numbers + 1, LC - 1);
	if (lc > 0) {
		text_puts(out, " :");
		add_numbers(out, numbers + DATA, lc);
	}
	if (maker->count > DATA + lc)
		text_printf(out, maker->extended ? " /%04X" : " /%02X",
		            (unsigned)numbers[DATA + lc]);
	conversion_end_line(maker->conversion, maker->start);
}

static void power_up(struct maker *maker, struct span value)
{
	(void)value;
	conversion_line(maker->conversion, maker->start,
	                maker->up && !maker->down ? "reset cold" : "connect");
	maker->up = true;
	maker->down = false;
}

static void power_down(struct maker *maker, struct span value)
{
	(void)value;
	if (!maker->down)
		conversion_line(maker->conversion, maker->start, "disconnect unpower");
	maker->down = true;
}

static void take_echo(struct maker *maker, struct span value)
{
	if (value.length < 2 || value.text[0] != '"')
		fail(maker, "expected echo \"text\"");
	else
		conversion_echo(maker->conversion, maker->start,
		                (struct span){value.text + 1, value.length - 2});
}

static bool take_value(struct span word, uint64_t max, uint64_t *number)
{
	/* 010 could be meant as octal or decimal. */
	if (word.length > 1 && word.text[0] == '0' && word.text[1] != 'x' && word.text[1] != 'X')
		return false;
	return num_any(word, max, number);
}

static void take_delay(struct maker *maker, struct span value)
{
	uint64_t ms;

	if (!take_value(value, 3600000, &ms)) {
		fail(maker, "expected delay and milliseconds");
		return;
	}
	text_printf(&maker->conversion->text, "sleep %u", (unsigned)ms);
	conversion_end_line(maker->conversion, maker->start);
}

static void take_output(struct maker *maker, struct span value)
{
	conversion_comment(maker->conversion, maker->start,
	                   token_is(value, "off") ? (struct span){"output off", 10} :
	                                            (struct span){"output on", 9});
	if (token_is(value, "off"))
		conversion_problem(maker->conversion, maker->start, SEVERITY_WARNING,
		                   "output off is ignored: all responses are shown");
}

static void take_extended(struct maker *maker, struct span value)
{
	if (!token_is(value, "on") && !token_is(value, "off"))
		fail(maker, "expected extended on or extended off");
	maker->extended = token_is(value, "on");
}

static void take_interface(struct maker *maker, struct span value)
{
	(void)value;
	conversion_problem(maker->conversion, maker->start, SEVERITY_WARNING,
	                   "contacted and contactless are ignored: choose the reader with -r");
}

static const struct {
	const char *name;
	size_t words;
	void (*make)(struct maker *maker, struct span value);
} commands[] = {
	{"powerup", 1, power_up},         {"powerdown", 1, power_down},
	{"echo", 2, take_echo},           {"delay", 2, take_delay},
	{"output", 2, take_output},       {"extended", 2, take_extended},
	{"contacted", 1, take_interface}, {"contactless", 1, take_interface},
};

static void make_command(struct maker *maker)
{
	struct span word = maker->words[0];

	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
		if (!token_is(word, commands[i].name))
			continue;
		if (maker->word_count != commands[i].words || maker->count > 0 || maker->too_long)
			fail(maker, "too few or too many words before the semicolon");
		else
			commands[i].make(maker, maker->words[1]);
		return;
	}
	conversion_problem(maker->conversion, maker->start, SEVERITY_ERROR, "%.*s is not supported",
	                   hex_quotable(word.text, word.length), word.text);
}

static void end_command(struct maker *maker)
{
	if (maker->wrong)
		;
	else if (maker->word_count > 0)
		make_command(maker);
	else if (maker->count > 0)
		make_apdu(maker);
	maker->count = maker->word_count = 0;
	maker->too_long = maker->wrong = false;
}

static bool is_empty(const struct maker *maker)
{
	return maker->count == 0 && maker->word_count == 0 && !maker->wrong;
}

/* Returns the maximum of the next number: LC and LE have two bytes after "extended on". */
static uint64_t number_limit(const struct maker *maker)
{
	bool is_length = maker->count == LC ||
		(maker->count > LC && maker->count == (size_t)DATA + maker->numbers[LC]);

	return maker->extended && is_length ? 65535 : 255;
}

static void take_word(struct maker *maker, struct span word)
{
	uint64_t number;

	if (is_empty(maker))
		maker->start = maker->number;
	if (maker->word_count > 0 || word.text[0] < '0' || word.text[0] > '9') {
		if (maker->count > 0)
			fail(maker, "expected a byte (0x.. or decimal) or \";\"");
		else if (maker->word_count == WORDS_MAX)
			maker->too_long = true;
		else
			maker->words[maker->word_count++] = word;
	} else if (!take_value(word, number_limit(maker), &number)) {
		fail(maker,
		     maker->extended ?
		             "expected 0x00 to 0xFF, or 0x0000 to 0xFFFF for LC and LE" :
		             "expected bytes: 0x00 to 0xFF, or 0 to 255 without zeros in front");
	} else if (maker->count == NUMBERS_MAX) {
		maker->too_long = true;
	} else {
		maker->numbers[maker->count++] = (uint16_t)number;
	}
}

/* Returns the length of the word that starts here. */
static size_t word_length(const char *text, size_t left)
{
	size_t length = 1;

	if (text[0] == '"') {
		while (length < left && text[length] != '"' && text[length] != '\n')
			length++;
		return length < left && text[length] == '"' ? length + 1 : 1;
	}
	while (length < left && strchr(" \t\r\n;\"", text[length]) == NULL &&
	       !(text[length] == '/' && length + 1 < left && text[length + 1] == '/'))
		length++;
	return length;
}

static size_t take_comment(struct maker *maker, struct span text)
{
	struct span line = {0};

	(void)span_line(&text, &line);
	conversion_comment(maker->conversion, maker->number, span_trim(span_from(line, 2)));
	return line.length;
}

void dialect_apdutool(struct conversion *conversion, struct span text)
{
	struct maker maker = {.conversion = conversion, .number = 1};
	size_t line_lines = 0; /* line_count when the current source line began */

	maker.numbers = calloc(NUMBERS_MAX, sizeof *maker.numbers);
	if (maker.numbers == NULL) {
		conversion->failed = true;
		return;
	}
	for (size_t n; text.length > 0; text = span_from(text, n)) {
		const char *here = text.text;

		n = 1;
		if (*here == '\n') {
			if (conversion->line_count == line_lines && is_empty(&maker))
				conversion_line(conversion, maker.number, "");
			line_lines = conversion->line_count;
			maker.number++;
		} else if (*here == ';') {
			end_command(&maker);
		} else if (span_starts(text, "//")) {
			n = take_comment(&maker, text);
		} else if (!is_blank(*here) && *here != '\r') {
			n = word_length(here, text.length);
			take_word(&maker, (struct span){here, n});
		}
	}
	if (!is_empty(&maker))
		fail(&maker, "expected \";\" behind this, got end of script");
	free(maker.numbers);
}

/* Recognizes "powerup;" and the like, and numbers with the prefix 0x. */
bool dialect_apdutool_marks(struct span line)
{
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
		size_t length = strlen(commands[i].name);

		if (span_starts(line, commands[i].name) && line.length > length &&
		    (line.text[length] == ';' || is_blank(line.text[length])) &&
		    span_find(line, ";") != SIZE_MAX)
			return true;
	}
	return span_starts(line, "0x") && span_find(line, ";") != SIZE_MAX;
}
