#include "script/dialect/dialect_words.h"

#include "base/bytes.h"
#include "script/dialect/source.h"

void dialect_words_apdu(struct conversion *conversion, size_t number, struct span bytes)
{
	if (!source_hex(span_trim(bytes), &conversion->text))
		conversion_problem(conversion, number, SEVERITY_ERROR,
		                   "expected the hex digits of an APDU");
	conversion_end_line(conversion, number);
}

/* ISO/IEC 7816-4:2020, 11.2.2. */
void dialect_words_select(struct conversion *conversion, size_t number, struct span aid)
{
	text_puts(&conversion->text, "!00 A4 04 00 : ");
	if (!source_hex(span_trim(aid), &conversion->text))
		conversion_problem(conversion, number, SEVERITY_ERROR,
		                   "expected the hex digits of an AID");
	conversion_end_line(conversion, number);
}

static void take_line(struct conversion *conversion, size_t number, struct span line,
                      const struct dialect_word *words)
{
	struct span rest = line;
	struct span name = source_word(&rest);

	for (const struct dialect_word *word = words; word->name != NULL; word++) {
		if (!token_is(name, word->name))
			continue;
		if (word->becomes != NULL)
			conversion_line(conversion, number, word->becomes);
		else if (word->take != NULL)
			word->take(conversion, number, rest);
		else
			conversion_comment(conversion, number, line);
		return;
	}
	conversion_problem(conversion, number, SEVERITY_ERROR, "%.*s is not supported",
	                   hex_quotable(name.text, name.length), name.text);
}

void dialect_words(struct conversion *conversion, struct span text,
                   const struct dialect_word *words)
{
	struct source source = {.rest = text};
	struct span line;
	size_t number;

	while (source_line(&source, &line, &number)) {
		line = span_trim(line);
		if (line.length == 0)
			conversion_line(conversion, number, "");
		else if (line.text[0] == '#')
			conversion_comment(conversion, number, span_trim(span_from(line, 1)));
		else if (span_starts(line, "//"))
			conversion_comment(conversion, number, span_trim(span_from(line, 2)));
		else
			take_line(conversion, number, line, words);
	}
}
