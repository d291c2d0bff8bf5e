/* OpenSC: the debug log, "Outgoing APDU (5 bytes):" before a hex dump, and opensc-tool -s,
 * "Sending:
 * ..." and "Received (SW1=0x90, SW2=0x00):" before a dump of the data. */
#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"
#include "script/dialect/source.h"

#include <string.h>

enum { PER_LINE = 16 };

const struct trace_label trace_opensc_log_labels[] = {
	{"Outgoing APDU", TRACE_COMMAND},
	{"Incoming APDU", TRACE_RESPONSE},
	{NULL},
};

static const struct trace_label tool_labels[] = {
	{"Sending:", TRACE_COMMAND},
	{"Received (SW1=", TRACE_RESPONSE},
	{NULL},
};

struct opensc {
	size_t left;  /* bytes of the dump not yet read */
	bool passing; /* a dump of something else printed by opensc-tool */
};

static bool is_dump(struct span line)
{
	return line.length > 1 && hex_digit(line.text[0]) >= 0 && hex_digit(line.text[1]) >= 0 &&
		(line.length == 2 || line.text[2] == ' ');
}

/* Reads the length: "(5 bytes)" or, up to 0.15, "data [    5 bytes]". */
static void begin_dump(struct trace *trace, struct opensc *opensc, enum trace_part part,
                       struct span rest, struct span line)
{
	struct span after;

	while (rest.length > 0 && (rest.text[0] < '0' || rest.text[0] > '9'))
		rest = span_from(rest, 1);
	size_t length = trace_number(rest, &after);
	opensc->passing = true;
	opensc->left = 0;
	if (length == SIZE_MAX || trace_begin(trace, part) == NULL)
		trace_odd(trace, line);
	else
		opensc->left = length;
}

/* The number of bytes is known, so that the text column is not mistaken for bytes. */
static void take_dump(struct trace *trace, struct opensc *opensc, struct span line)
{
	struct octets *octets = trace_more(trace);
	size_t most = opensc->left < PER_LINE ? opensc->left : PER_LINE;

	if (octets == NULL)
		return;
	size_t before = octets->bytes.length;
	(void)octets_read(octets, line, most);
	opensc->left -= octets->bytes.length - before;
	if (octets->bytes.length - before == most)
		return;
	opensc->left = 0;
	trace_drop(trace);
	trace_odd(trace, line);
}

/* Skips "P:52; T:0x7f00 ..." or, before 0.20, "0x7f00 ...". */
static bool skip_head(struct trace *trace, struct span *line)
{
	struct span rest = *line, key = *line;

	if (!span_starts(*line, "P:") && !span_starts(*line, "0x"))
		return false;
	struct span word = source_word(&rest);
	if (span_starts(word, "P:") && span_starts(rest, "T:"))
		word = source_word(&rest);
	key.length = (size_t)(word.text + word.length - key.text);
	trace_session(trace, key);
	*line = rest;
	return true;
}

void trace_opensc_log(struct trace *trace, struct span line)
{
	struct opensc *opensc = trace_state(trace, sizeof *opensc);
	struct span rest, text = line;

	if (opensc == NULL)
		return;
	if (opensc->left > 0 && is_dump(line)) {
		take_dump(trace, opensc, line);
		return;
	}
	bool headed = skip_head(trace, &text);
	if (opensc->left > 0) {
		/* The dump ended early. */
		trace_drop(trace);
		trace_odd(trace, line);
		opensc->left = 0;
	}
	const struct trace_label *label = trace_label(trace_opensc_log_labels, text, &rest);
	size_t atr = span_find(text, "ATR     : ");
	if (label != NULL)
		begin_dump(trace, opensc, label->part, rest, line);
	else if (atr != SIZE_MAX)
		(void)trace_take(trace, TRACE_ATR, span_from(text, atr + 10));
	else if (span_find(text, "unable to transmit") != SIZE_MAX)
		trace_unanswered(trace);
	else if (trace_label(tool_labels, text, &rest) != NULL)
		opensc->passing = true;
	else if (!headed && !span_starts(text, "=====") && !(opensc->passing && is_dump(text)))
		trace_odd(trace, line);
	trace->joins = false;
}

/* Only the last line of a dump may be short. */
static void take_tool_dump(struct trace *trace, struct octets *octets, struct span line)
{
	if (octets->bytes.length % PER_LINE == 0) {
		(void)trace_dump_line(octets, line, PER_LINE);
		return;
	}
	trace_drop(trace);
	trace_odd(trace, line);
}

void trace_opensc_tool(struct trace *trace, struct span line)
{
	struct octets *octets = trace_more(trace);
	struct span rest;
	const struct trace_label *label = trace_label(tool_labels, line, &rest);
	uint8_t status[2];

	if (label == NULL && octets != NULL && trace->open == TRACE_RESPONSE && is_dump(line))
		take_tool_dump(trace, octets, line);
	else if (label == NULL)
		trace_odd(trace, line);
	else if (label->part == TRACE_COMMAND)
		trace_take_or_odd(trace, TRACE_COMMAND, rest, line);
	else if (!trace_status_word(rest, status) || trace_response(trace, status) == NULL)
		trace_odd(trace, line);
}

bool trace_opensc_tool_marks(struct span line)
{
	return span_starts(line, tool_labels[1].text);
}
