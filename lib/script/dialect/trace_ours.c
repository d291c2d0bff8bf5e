/* Output of scriptor itself: --trace, "TIME SCardTransmit "READER" card=0x1 ... > BYTES < BYTES:
 * success, 0.1 ms", where data may be shown as a number of bytes, and --json. */
#include "script/dialect/dialect_formats.h"

#include <string.h>

const struct trace_label trace_calls_labels[] = {
	{"SCardTransmit \"", TRACE_COMMAND},
	{"SCardConnect \"", TRACE_SESSION},
	{"SCardReconnect \"", TRACE_RESET},
	{"SCardDisconnect \"", TRACE_RESET},
	{NULL},
};

/* Returns the text between two marks. */
static struct span part_of(struct span line, const char *start, const char *stop)
{
	size_t at = span_find(line, start);
	struct span part = span_from(line, at == SIZE_MAX ? line.length : at + strlen(start));
	size_t length = span_find(part, stop);

	part.length = length == SIZE_MAX ? part.length : length;
	return part;
}

/* Reads "00 A4 04 00 02 (2 bytes)": bytes counted but not shown are hidden ones. */
static bool read_bytes(struct octets *octets, struct span part)
{
	struct span rest = octets_read(octets, part, SIZE_MAX), after;

	if (rest.length == 0)
		return octets->bytes.length > 0;
	size_t hidden =
		span_starts(rest, "(") ? trace_number(span_from(rest, 1), &after) : SIZE_MAX;
	if (hidden > 65536 || !span_starts(after, " bytes)"))
		return false;
	octets_add_hidden(octets, hidden);
	return true;
}

static void take_transmit(struct trace *trace, struct span line)
{
	struct octets command = {.half = false}, response = {.half = false};
	struct span results = part_of(line, " < ", ": ");
	bool answered = results.length > 0 && octets_read(&response, results, SIZE_MAX).length == 0;

	if (read_bytes(&command,
	               part_of(line, " > ", span_find(line, " < ") == SIZE_MAX ? ": " : " < ")))
		trace_exchange(trace, &command, answered ? &response : NULL);
	else
		trace_odd(trace, line);
	trace_free(trace, &command);
	trace_free(trace, &response);
}

/* Dispositions 1 and 2 reset and unpower the card. */
static bool resets(struct span line, const char *name)
{
	struct span value = part_of(line, name, "\n");

	return span_starts(value, "0x1") || span_starts(value, "0x2");
}

/* The ATR follows the state of the reader: "-> 0022/3 3B00". */
static void take_states(struct trace *trace, struct span line)
{
	struct span state = part_of(line, " -> ", ":");
	size_t blank = span_find(state, " ");

	if (blank != SIZE_MAX && span_find(state, ",") == SIZE_MAX)
		(void)trace_take(trace, TRACE_ATR, span_from(state, blank));
}

void trace_calls(struct trace *trace, struct span line)
{
	struct span rest;
	const struct trace_label *label = trace_label(trace_calls_labels, line, &rest);

	if (label != NULL)
		trace_session(trace, part_of(line, "\"", "\""));
	if (label == NULL && span_find(line, " SCardGetStatusChange ") != SIZE_MAX)
		take_states(trace, line);
	else if (label == NULL && span_find(line, " SCard") == SIZE_MAX)
		trace_odd(trace, line);
	else if (label != NULL && label->part == TRACE_COMMAND)
		take_transmit(trace, line);
	else if (label != NULL && label->part == TRACE_SESSION)
		trace_protocol(trace,
		               span_find(line, " protocol=0x1:") != SIZE_MAX         ? CARD_T0 :
		                       span_find(line, " protocol=0x2:") != SIZE_MAX ? CARD_T1 :
		                                                                       CARD_NONE);
	else if (label != NULL &&
	         (resets(line, " initialization=") || resets(line, " disposition=")))
		trace_reset(trace, false);
	trace->joins = false;
}

/* Finds a key with its quotes, colon and opening quote of the value: within a JSON string the
 * quotes would be escaped. */
static bool json_value(struct span line, const char *key, struct span *value)
{
	size_t at = span_find(line, key);

	*value = (struct span){"", 0};
	if (at == SIZE_MAX)
		return false;
	*value = span_from(line, at + strlen(key));
	size_t length = span_find(*value, "\"");
	value->length = length == SIZE_MAX ? 0 : length;
	return length != SIZE_MAX;
}

bool trace_json_marks(struct span line)
{
	struct span value;

	return span_starts(line, "{") && json_value(line, "\"event\":\"", &value);
}

static void take_apdu(struct trace *trace, struct span line)
{
	struct octets command = {.half = false}, response = {.half = false};
	struct span value, data;
	bool answered = json_value(line, "\"sw\":\"", &value);

	(void)json_value(line, "\"response\":\"", &data);
	(void)octets_read(&response, data, SIZE_MAX);
	(void)octets_read(&response, value, answered ? SIZE_MAX : 0);
	if (json_value(line, "\"command\":\"", &value) &&
	    octets_read(&command, value, SIZE_MAX).length == 0)
		trace_exchange(trace, &command, answered ? &response : NULL);
	else
		trace_odd(trace, line);
	trace_free(trace, &command);
	trace_free(trace, &response);
}

void trace_json(struct trace *trace, struct span line)
{
	struct span event, value;

	if (!trace_json_marks(line)) {
		trace_odd(trace, line);
		return;
	}
	(void)json_value(line, "\"event\":\"", &event);
	if (span_is(event, "apdu"))
		take_apdu(trace, line);
	else if (span_is(event, "reset"))
		trace_reset(trace, false);
	if ((span_is(event, "connect") || span_is(event, "reset")) &&
	    json_value(line, "\"atr\":\"", &value))
		(void)trace_take(trace, TRACE_ATR, value);
	if (span_is(event, "connect") && json_value(line, "\"protocol\":\"", &value))
		trace_protocol(trace,
		               span_is(value, "T=0")         ? CARD_T0 :
		                       span_is(value, "T=1") ? CARD_T1 :
		                                               CARD_NONE);
	trace->joins = false;
}
