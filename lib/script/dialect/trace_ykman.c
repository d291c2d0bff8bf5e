/* yubikey-manager: its log, "[ykman.pcsc.send_and_receive:97] SEND: hex", and the output of "ykman
 * apdu", "SEND: 80 CA 9F 7F -- DATA", which omits Lc, and "RECV (SW=9000):" before a dump. */
#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"

#include <string.h>

enum { HEADER = 4, PER_LINE = 16 };

static const struct trace_label apdu_labels[] = {
	{"SEND:", TRACE_COMMAND},
	{"RECV (SW=", TRACE_RESPONSE},
	{"SELECT AID:", TRACE_COMMAND},
	{NULL},
};

static const struct trace_label log_labels[] = {
	{"SEND:", TRACE_COMMAND},
	{"RECV:", TRACE_RESPONSE},
	{NULL},
};

/* HID frames are not APDUs. */
static bool is_card(struct span line)
{
	return span_find(line, "[ykman.pcsc") != SIZE_MAX ||
		span_find(line, "[ykman.driver_ccid") != SIZE_MAX;
}

bool trace_ykman_marks(struct span line)
{
	struct span rest;

	return is_card(line) && trace_label(log_labels, line, &rest) != NULL;
}

/* Reads "[144, 0]", the format of a beta version of 4.0. */
static bool take_list(struct trace *trace, struct span rest)
{
	struct octets *octets = trace_begin(trace, TRACE_RESPONSE);

	for (size_t value; octets != NULL && rest.length > 0;) {
		if (span_starts(rest, "]"))
			return true;
		rest = span_trim(span_from(rest, 1));
		value = trace_number(rest, &rest);
		if (value > 255)
			break;
		text_add(&octets->bytes, &(char){(char)value}, 1);
	}
	if (octets != NULL)
		trace_drop(trace);
	return false;
}

/* Returns true for a list of numbers without 0x, such as "[144, 0]". */
static bool is_list(struct span rest)
{
	return span_starts(rest, "[") && span_find(rest, ",") != SIZE_MAX &&
		span_find(rest, "0x") == SIZE_MAX;
}

void trace_ykman(struct trace *trace, struct span line)
{
	struct span rest;
	const struct trace_label *label = trace_label(log_labels, line, &rest);

	if (span_find(line, " [y") == SIZE_MAX && span_find(line, " [f") == SIZE_MAX) {
		/* The rest of the output of "ykman apdu" repeats the same data. */
		if (label == NULL && trace_label(apdu_labels, line, &rest) == NULL &&
		    hex_digit(line.text[0]) < 0 && line.text[0] != '#')
			trace_odd(trace, line);
		return;
	}
	if (label == NULL || !is_card(line))
		return;
	if (span_starts(rest, "b'"))
		rest = span_from(rest, 1);
	if (label->part == TRACE_COMMAND || !is_list(rest))
		trace_take_or_odd(trace, label->part, rest, line);
	else if (!take_list(trace, rest))
		trace_odd(trace, line);
}

/* Reads HEADER and, after "--", the data, whose length is not printed. */
static bool take_parts(struct trace *trace, struct span header, struct span data)
{
	struct octets bytes = {.half = false};
	struct octets *octets = trace_begin(trace, TRACE_COMMAND);
	bool ok = octets != NULL && octets_read(octets, header, SIZE_MAX).length == 0 &&
		octets->bytes.length == HEADER && octets_read(&bytes, data, SIZE_MAX).length == 0 &&
		bytes.bytes.length <= 65535;

	if (ok) {
		size_t length = bytes.bytes.length;
		const char lc[] = {0, (char)(length >> 8), (char)length};

		text_add(&octets->bytes, length < 256 ? lc + 2 : lc, length < 256 ? 1 : 3);
		(void)octets_read(octets, data, SIZE_MAX);
	}
	trace_free(trace, &bytes);
	if (!ok)
		trace_drop(trace);
	return ok;
}

static bool take_send(struct trace *trace, struct span rest, bool select)
{
	static const char header[] = "00 A4 04 00";
	size_t dashes = span_find(rest, "--");

	if (select)
		return take_parts(trace, (struct span){header, sizeof header - 1}, rest);
	if (dashes == SIZE_MAX)
		return trace_take(trace, TRACE_COMMAND, rest);
	return take_parts(trace, (struct span){rest.text, dashes}, span_from(rest, dashes + 2));
}

void trace_ykman_apdu(struct trace *trace, struct span line)
{
	struct octets *octets = trace->open == TRACE_RESPONSE ? trace_more(trace) : NULL;
	struct span rest;
	const struct trace_label *label = trace_label(apdu_labels, line, &rest);
	uint8_t status[2];
	bool done;

	if (label == NULL)
		done = octets != NULL && octets->bytes.length % PER_LINE == 0 &&
			trace_dump_line(octets, line, PER_LINE) > 0;
	else if (label->part == TRACE_COMMAND)
		done = take_send(trace, rest, strncmp(label->text, "SELECT", 6) == 0);
	else
		done = trace_status_word(rest, status) && trace_response(trace, status) != NULL;
	if (!done && octets != NULL && octets_count(line, 1, &rest) > 0)
		trace_drop(trace);
	if (!done)
		trace_odd(trace, line);
	trace->joins = trace->joins && label != NULL && label->part == TRACE_COMMAND;
}

bool trace_ykman_apdu_marks(struct span line)
{
	return span_starts(line, apdu_labels[1].text);
}
