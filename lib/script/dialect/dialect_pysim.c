/* pySim-shell: apdu [--raw] [--expect-sw SW] [--expect-response-regex RE] BYTES. */
#include "script/dialect/dialect_formats.h"

#include "script/dialect/dialect_words.h"
#include "script/dialect/source.h"

static void take_apdu(struct conversion *conversion, size_t number, struct span rest)
{
	struct span status = {"", 0}, bytes = {"", 0};

	while (rest.length > 0) {
		struct span word = source_word(&rest);

		if (span_is(word, "--expect-sw"))
			status = source_word(&rest);
		else if (span_is(word, "--expect-response-regex")) {
			conversion_problem(conversion, number, SEVERITY_WARNING,
			                   "--expect-response-regex is ignored");
			(void)source_word(&rest);
		} else if (!span_starts(word, "--") && bytes.length == 0)
			bytes = word;
		else if (!span_is(word, "--raw"))
			conversion_problem(conversion, number, SEVERITY_ERROR,
			                   "%.*s is not supported",
			                   word.length > 20 ? 20 : (int)word.length, word.text);
	}
	if (!source_hex(bytes, &conversion->text) || (status.length != 0 && status.length != 4))
		conversion_problem(conversion, number, SEVERITY_ERROR,
		                   "expected the hex digits of an APDU, and four of a status word");
	text_puts(&conversion->text, status.length > 0 ? " (" : "");
	for (size_t i = 0; i < status.length; i++)
		text_add(&conversion->text,
		         status.text[i] == '?' || status.text[i] == 'x' ? "X" : status.text + i, 1);
	text_puts(&conversion->text, status.length > 0 ? ")" : "");
	conversion_end_line(conversion, number);
}

static void take_echo(struct conversion *conversion, size_t number, struct span rest)
{
	conversion_echo(conversion, number, rest);
}

static const struct dialect_word words[] = {
	{"apdu", NULL, take_apdu},     {"echo", NULL, take_echo}, {"reset", "reset cold", NULL},
	{"equip", "reset cold", NULL}, {"quit", "exit", NULL},    {NULL, NULL, NULL},
};

void dialect_pysim(struct conversion *conversion, struct span text)
{
	dialect_words(conversion, text, words);
}

bool dialect_pysim_marks(struct span line)
{
	return span_starts(line, "apdu ") && span_find(line, " --expect-") != SIZE_MAX;
}
