/* Observers of pyscard, "> 00 A4 ..." and "< .. 90 0", where the status bytes may have one digit,
 * and follow "[]" if there are no data; and scriptor's own output, "< 90 00 : success". */
#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"
#include "script/dialect/source.h"

#include <string.h>

static const struct trace_label labels[] = {
	{"reconnecting to ", TRACE_RESET},
	{"disconnecting from ", TRACE_RESET},
	{"connecting to ", TRACE_SESSION},
	{"disconnected from ", TRACE_OTHER},
	{"< OK: ", TRACE_ATR},
	{NULL},
};

bool trace_pyscard_marks(struct span line)
{
	enum { COMMAND = 4, RESPONSE = 1 };
	struct span rest = span_trim(span_from(line, 1)), after;
	size_t count = octets_count(rest, COMMAND, &after);

	return line.length > 1 && is_blank(line.text[1]) &&
		((line.text[0] == '>' && count >= COMMAND) ||
	         (line.text[0] == '<' && (count >= RESPONSE || span_starts(rest, "[]"))));
}

/* Reads one byte of two digits or, if short_ok, of one. */
static bool take_byte(struct octets *octets, struct span word, bool short_ok)
{
	if (word.length == 1 && short_ok && hex_digit(word.text[0]) >= 0) {
		text_add(&octets->bytes, &(char){(char)hex_digit(word.text[0])}, 1);
		return true;
	}
	return word.length == 2 && octets_read(octets, word, 1).length == 0;
}

/* Reads packed bytes: four digits or more. */
static bool take_packed(struct octets *octets, struct span word)
{
	for (size_t i = 0; i < word.length; i++)
		if (hex_digit(word.text[i]) < 0)
			return false;
	return word.length >= 4 && octets_read(octets, word, SIZE_MAX).length == 0;
}

static size_t words_left(struct span rest)
{
	size_t n = 0;

	for (; rest.length > 0 && strchr(":/#;", rest.text[0]) == NULL; n++)
		(void)source_word(&rest);
	return n;
}

/* Reads words up to a remark such as ": success"; the last two words may have one digit. */
static bool take_words(struct trace *trace, struct octets *octets, struct span rest, bool packed_ok)
{
	for (size_t left = words_left(rest); left > 0; left--) {
		struct span word = source_word(&rest);

		if (!take_byte(octets, word, left <= 2) &&
		    !(packed_ok && take_packed(octets, word))) {
			trace_drop(trace);
			return false;
		}
	}
	return true;
}

static bool take_response(struct trace *trace, bool *broken, struct span rest)
{
	struct octets *octets = trace_begin(trace, TRACE_RESPONSE);

	if (octets == NULL)
		return false;
	if (span_starts(rest, "[]"))
		rest = span_trim(span_from(rest, 2));
	*broken = span_find(rest, ":") == SIZE_MAX;
	return take_words(trace, octets, rest, true);
}

/* A long response of scriptor's goes on until the line with its meaning. */
static bool take_more(struct trace *trace, bool *broken, struct span line)
{
	*broken = span_find(line, ":") == SIZE_MAX;
	return take_words(trace, trace_more(trace), line, false);
}

/* scriptor shows the lines of a script before it sends them. */
static bool is_script(struct span line)
{
	return words_left(line) > 1 && line.length > 4 && hex_digit(line.text[0]) >= 0 &&
		hex_digit(line.text[1]) >= 0;
}

void trace_pyscard(struct trace *trace, struct span line)
{
	struct span rest;
	const struct trace_label *label = trace_label(labels, line, &rest);
	bool *broken = trace_state(trace, sizeof *broken); /* may continue on the next line */
	bool done = true, goes_on = broken != NULL && *broken && trace_more(trace) != NULL;

	if (broken == NULL)
		return;
	*broken = false;
	if (span_is(line, "RESET") || (label != NULL && label->part == TRACE_RESET))
		trace_reset(trace, false);
	else if (label != NULL && label->part == TRACE_SESSION)
		trace_session(trace, rest);
	else if (label != NULL)
		done = label->part == TRACE_OTHER || trace_take(trace, label->part, rest);
	else if (!trace_pyscard_marks(line) && goes_on && hex_digit(line.text[0]) >= 0)
		done = take_more(trace, broken, line);
	else if (!trace_pyscard_marks(line))
		done = is_script(line);
	else if (line.text[0] == '>')
		done = trace_take(trace, TRACE_COMMAND, span_from(line, 1));
	else
		done = take_response(trace, broken, span_trim(span_from(line, 1)));
	if (!done)
		trace_odd(trace, line);
	trace->joins = trace->joins && label == NULL && line.text[0] == '>';
}
