#include "script/dialect/trace_lines.h"

#include "base/bytes.h"
#include "script/dialect/dialect_row.h"
#include "script/dialect/source.h"

#include <stdlib.h>
#include <string.h>

enum { ESC = 27 };

/* Returns the length of the control sequence that starts here (ECMA-48, 5.4: ESC [ up to a final
 * byte). */
static size_t sequence_length(struct span part)
{
	size_t n = 2;

	if (part.length < 2 || part.text[1] != '[')
		return 1;
	while (n < part.length && part.text[n] >= 0x20 && part.text[n] <= 0x3F)
		n++;
	return n < part.length ? n + 1 : n;
}

static struct span without_colors(struct span line, struct text *buffer)
{
	if (line.length == 0 || memchr(line.text, ESC, line.length) == NULL)
		return line;
	text_clear(buffer);
	while (line.length > 0) {
		const char *escape = memchr(line.text, ESC, line.length);
		size_t n = escape == NULL ? line.length : (size_t)(escape - line.text);

		text_add(buffer, line.text, n);
		line = span_from(line, n);
		line = span_from(line, line.length > 0 ? sequence_length(line) : 0);
	}
	return (struct span){buffer->data == NULL ? "" : buffer->data, buffer->length};
}

static bool is_pair(struct span part, size_t at)
{
	return at + 1 < part.length && hex_digit(part.text[at]) >= 0 &&
		hex_digit(part.text[at + 1]) >= 0;
}

/* Returns true for "00 A4 ..." and for digits only. */
static bool is_bytes(struct span part)
{
	size_t at = 0;

	if (is_pair(part, 0) && part.length > 3 && part.text[2] == ' ' && is_pair(part, 3))
		return true;
	while (at < part.length && (hex_digit(part.text[at]) >= 0 || part.text[at] == ' '))
		at++;
	return at > 0 && at == part.length;
}

static struct span without_quotes(struct span line, bool arrows)
{
	while (line.length > 1 && line.text[0] == '>' && line.text[1] == ' ' &&
	       !(arrows && is_bytes(span_trim(span_from(line, 2)))))
		line = span_from(line, 2);
	return line;
}

struct span trace_clean(struct span line, bool arrows, struct text *buffer, size_t *indent)
{
	struct span bare = without_quotes(without_colors(line, buffer), arrows);
	struct span clean = span_trim(bare);

	*indent = (size_t)(clean.text - bare.text);
	return without_quotes(clean, arrows);
}

static bool separates(char c)
{
	return is_space(c) || c == '[' || c == ']' || c == '(' || c == '|' || c == ':';
}

static bool label_in(struct span line, const char *label, struct span *rest)
{
	struct span part = line;
	size_t length = strlen(label);

	for (size_t at; (at = span_find(part, label)) != SIZE_MAX; part = span_from(part, at + 1)) {
		const char *found = part.text + at;

		if (found != line.text && !separates(found[-1]))
			continue;
		*rest = span_trim(span_from(part, at + length));
		return true;
	}
	return false;
}

const struct trace_label *trace_label(const struct trace_label *labels, struct span line,
                                      struct span *rest)
{
	for (; labels->text != NULL; labels++)
		if (label_in(line, labels->text, rest))
			return labels;
	return NULL;
}

/* Returns true for a remark after bytes: "(15ms)", "<- here", ": text", or a non-ASCII character
 * after a blank. A word, or the dots of a truncated line, is not a remark. */
static bool is_remark(struct span rest)
{
	if (rest.length == 0 || span_starts(rest, "..") || span_starts(rest, "\xE2\x80\xA6"))
		return false;
	return (uint8_t)rest.text[0] >= 0x80 ? is_space(rest.text[-1]) :
					       strchr("()]}<#;:|/-\"'", rest.text[0]) != NULL;
}

static bool is_status(struct span text)
{
	return text.length > 1 && (text.text[0] | 0x20) == 's' && (text.text[1] | 0x20) == 'w';
}

/* Adds "SW=9000" and the like after the data of a response. */
static bool add_status(struct octets *octets, struct span rest)
{
	uint8_t status[2];

	while (rest.length > 0 && strchr("[],;: ", rest.text[0]) != NULL)
		rest = span_from(rest, 1);
	if (!is_status(rest) || !trace_status_word(rest, status))
		return false;
	text_add(&octets->bytes, (const char *)status, sizeof status);
	return true;
}

bool trace_take(struct trace *trace, enum trace_part part, struct span rest)
{
	struct octets *octets = trace_begin(trace, part);

	if (octets == NULL)
		return false;
	size_t before = octets->bytes.length;
	rest = octets_read_broken(octets, rest);
	trace->joins = rest.length == 0;
	if (rest.length == 0 || (part == TRACE_RESPONSE && add_status(octets, rest)) ||
	    (octets->bytes.length > before && is_remark(rest)))
		return true;
	trace_drop(trace);
	return false;
}

size_t trace_number(struct span text, struct span *rest)
{
	size_t n = 0, value = 0;

	for (; n < text.length && n < 9 && text.text[n] >= '0' && text.text[n] <= '9'; n++)
		value = 10 * value + (size_t)(text.text[n] - '0');
	*rest = span_from(text, n);
	return n == 0 ? SIZE_MAX : value;
}

struct span trace_behind_count(struct span rest)
{
	bool round = span_starts(rest, "("), square = span_starts(rest, "[");
	struct span after, inner = span_trim(span_from(rest, round || square));

	if (trace_number(inner, &after) == SIZE_MAX)
		return rest;
	if (round || square) {
		enum { COUNT_MAX = 64 };
		struct span near = {after.text,
		                    after.length < COUNT_MAX ? after.length : COUNT_MAX};
		size_t close = span_find(near, round ? ")" : "]");

		after = close == SIZE_MAX || (square && close > 0) ? rest :
								     span_from(after, close + 1);
		return span_starts(after, ":") ? span_trim(span_from(after, 1)) : span_trim(after);
	}
	return span_starts(after, ": ") ? span_trim(span_from(after, 2)) : rest;
}

/* Reads the byte that octets_count() has found first; returns false if it is masked. */
static bool read_byte(struct span text, uint8_t *byte)
{
	size_t at = 0;

	while (at + 2 < text.length && !is_pair(text, at) && !octets_is_mask(text.text + at))
		at++;
	if (!is_pair(text, at))
		return false;
	*byte = (uint8_t)(hex_digit(text.text[at]) << 4 | hex_digit(text.text[at + 1]));
	return true;
}

bool trace_status_word(struct span text, uint8_t *status)
{
	size_t count = 0;
	struct span rest;

	while (text.length > 0 && count < 2) {
		size_t mark = 0;

		while (mark < text.length && strchr(":=", text.text[mark]) == NULL &&
		       !(mark == 0 && hex_digit(text.text[0]) >= 0))
			mark++;
		text = span_from(text, mark);
		bool byte = octets_count(text, 1, &rest) == 1;
		if (byte && !read_byte(text, &status[count++]))
			return false;
		text = byte ? rest : span_from(text, 1);
	}
	return count == 2;
}

/* Returns true if the text shows the bytes as characters: non-printable ones as a dot or a
 * non-ASCII character; blanks at either end may be missing. */
static bool is_text_of(struct span bytes, struct span text)
{
	while (bytes.length > 0 && bytes.text[0] == ' ')
		bytes = span_from(bytes, 1);
	for (; bytes.length > 0 && text.length > 0; bytes = span_from(bytes, 1)) {
		uint8_t byte = (uint8_t)bytes.text[0], shown = (uint8_t)text.text[0];

		if (shown < 0x80 && shown != '.' && shown != byte)
			return false;
		text = span_from(text, 1);
		while (shown >= 0x80 && text.length > 0 && ((uint8_t)text.text[0] & 0xC0) == 0x80)
			text = span_from(text, 1);
	}
	while (bytes.length > 0 && bytes.text[0] == ' ')
		bytes = span_from(bytes, 1);
	return bytes.length == 0 && text.length == 0;
}

size_t trace_dump_line(struct octets *octets, struct span line, size_t most)
{
	size_t before = octets->bytes.length;
	struct span rest = octets_read(octets, line, most);
	size_t all = octets->bytes.length - before;

	for (size_t n = 1; n < all; n++) {
		struct span bytes = {octets->bytes.data + before, n};

		(void)octets_count(line, n, &rest);
		if (!is_text_of(bytes, rest))
			continue;
		octets->bytes.length = before + n;
		return n;
	}
	return all;
}

void *trace_state(struct trace *trace, size_t size)
{
	if (trace->state == NULL)
		trace->state = calloc(1, size);
	trace->total.failed = trace->total.failed || trace->state == NULL;
	return trace->state;
}

void trace_take_or_odd(struct trace *trace, enum trace_part part, struct span rest,
                       struct span line)
{
	if (!trace_take(trace, part, rest))
		trace_odd(trace, line);
}

void trace_read_labels(struct trace *trace, struct span line)
{
	struct span rest;
	const struct trace_label *label = trace_label(trace->row->labels, line, &rest);

	if (label == NULL)
		trace_odd(trace, line);
	else if (label->part != TRACE_OTHER)
		trace_take_or_odd(trace, label->part, trace_behind_count(rest), line);
}

/* A line of digits only, or of a status word, continues the bytes of the previous line, which a
 * terminal or mail program has wrapped. Returns true if it was added there. */
static bool goes_on(struct trace *trace, struct span line)
{
	struct octets *octets = trace->joins ? trace_more(trace) : NULL;
	bool answers = trace_wants_status(trace);

	if (octets == NULL || (trace->row->marks != NULL && trace->row->marks(line)))
		return false;
	line = without_quotes(line, false);
	if (!is_bytes(line) && !is_pair(line, 0) && !(answers && is_status(line)))
		return false;
	size_t before = octets->bytes.length;
	struct span rest = octets_read_broken(octets, line);
	if (rest.length == 0 || (answers && add_status(octets, rest)))
		return true;
	octets->bytes.length = before;
	return false;
}

static void take_line(struct trace *trace, struct span line)
{
	line = trace_clean(line, trace->row->arrows, &trace->clean, &trace->indent);
	trace->total.failed = trace->total.failed || trace->clean.failed;
	if (line.length == 0)
		return;
	if (!goes_on(trace, line)) {
		trace->joins = false;
		trace->row->read(trace, line);
	}
}

void trace_read(const struct dialect_row *row, const struct dialect_request *request,
                struct span text, struct conversion *conversion)
{
	struct trace trace = {.row = row, .total.hides = request->hides};
	struct source source = {.rest = text};
	struct span line;

	while (!trace.total.failed && source_line(&source, &line, &trace.number))
		take_line(&trace, line);
	if (row->end != NULL)
		row->end(&trace);
	trace_finish(&trace, request->session, conversion);
	text_free(&trace.clean);
	free(trace.state);
}
