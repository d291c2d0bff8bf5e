/* scdaemon of GnuPG: "PCSC_data: 00 A4 ..." or "raw apdu: ...", "response: sw=9000 datalen=N" and
 * "dump: ...", which is missing for most status words; and "scd apdu ..." with the output of
 * gpg-connect-agent --hex, "D[0000]  90 00   ..". */
#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"
#include "script/dialect/source.h"

#include <string.h>

enum { HEADER = 4, PER_LINE = 16, DATA_MAX = 65536, ZEROS_MAX = 4096 };

const struct trace_label trace_scdaemon_labels[] = {
	{"PCSC_data:", TRACE_COMMAND},
	{"raw apdu:", TRACE_COMMAND},
	{"response: sw=", TRACE_RESPONSE},
	{"more: sw=", TRACE_RESPONSE},
	{NULL},
};

struct scdaemon {
	size_t data;    /* number of response bytes expected in the dump */
	bool more;      /* continues on the next line */
	size_t command; /* Lc of the command, from "send apdu" */
};

/* Ends a response. If its data were not dumped, they are lost. Up to 2.2, the dump included the
 * status word. */
static void end_dump(struct trace *trace, struct scdaemon *scd)
{
	struct octets *octets = trace->open == TRACE_RESPONSE ? trace_more(trace) : NULL;

	if (octets != NULL && octets->bytes.length == scd->data + 2)
		octets->bytes.length -= 2;
	if (octets != NULL && scd->data != octets->bytes.length)
		trace_unanswered(trace);
	scd->data = 0;
}

/* Reads bytes, with "[hidden]" in place of a PIN, and "\" at the end if they continue on the next
 * line. */
static bool take_bytes(struct trace *trace, struct scdaemon *scd, struct span rest)
{
	struct octets *octets = trace_more(trace);

	if (octets == NULL)
		return false;
	rest = octets_read_broken(octets, rest);
	scd->more = span_is(rest, "\\");
	if (scd->more || rest.length == 0)
		return true;
	if (span_starts(rest, "[hidden]") && octets->bytes.length >= HEADER && scd->command < 256) {
		if (octets->bytes.length == HEADER)
			text_add(&octets->bytes, &(char){(char)scd->command}, 1);
		octets_add_hidden(octets, scd->command);
		return true;
	}
	trace_drop(trace);
	return false;
}

static bool take_response(struct trace *trace, struct scdaemon *scd, struct span rest)
{
	uint8_t status[2];
	size_t length = span_find(rest, "datalen=");
	struct span after;

	if (length == SIZE_MAX || !trace_status_word(rest, status))
		return false;
	scd->data = trace_number(span_from(rest, length + 8), &after);
	return scd->data <= DATA_MAX && trace_response(trace, status) != NULL;
}

static bool take_dump(struct trace *trace, struct scdaemon *scd, struct span rest)
{
	struct octets *octets = trace->open == TRACE_RESPONSE ? trace_more(trace) : NULL;

	if (octets == NULL)
		return false;
	if (!span_starts(rest, "[all zero]"))
		return take_bytes(trace, scd, rest);
	while (octets->bytes.length < scd->data && scd->data <= ZEROS_MAX && !octets->bytes.failed)
		text_add(&octets->bytes, "", 1);
	return octets->bytes.length == scd->data;
}

static void take_send(struct trace *trace, struct scdaemon *scd, struct span line)
{
	size_t lc = span_find(line, " lc=");
	struct span after;

	if (trace_waits(trace))
		trace_unanswered(trace);
	if (lc != SIZE_MAX)
		scd->command = trace_number(span_from(line, lc + 4), &after);
}

/* Returns the text after the prefix of a log line. */
static struct span behind_head(struct span line)
{
	size_t debug = span_find(line, "DBG:");

	return debug == SIZE_MAX ? line : span_trim(span_from(line, debug + 4));
}

static bool is_logged(struct span line)
{
	return span_find(line, "scdaemon[") != SIZE_MAX ||
		span_find(line, "gpg-agent[") != SIZE_MAX || span_find(line, "DBG:") != SIZE_MAX;
}

static bool take_label(struct trace *trace, struct scdaemon *scd, enum trace_part part,
                       struct span rest)
{
	end_dump(trace, scd);
	if (part == TRACE_RESPONSE)
		return take_response(trace, scd, rest);
	return trace_begin(trace, part) != NULL && take_bytes(trace, scd, rest);
}

void trace_scdaemon(struct trace *trace, struct span line)
{
	struct scdaemon *scd = trace_state(trace, sizeof *scd);
	struct span rest, text = behind_head(line);

	if (scd == NULL)
		return;
	const struct trace_label *label = trace_label(trace_scdaemon_labels, text, &rest);
	size_t atr = span_find(text, ": ATR=");
	bool done = true, more = scd->more;
	scd->more = false;
	if (label != NULL)
		done = take_label(trace, scd, label->part, rest);
	else if (more)
		done = take_bytes(trace, scd, text);
	else if (span_starts(text, "dump:"))
		done = take_dump(trace, scd, span_trim(span_from(text, 5)));
	else if (atr != SIZE_MAX)
		(void)trace_take(trace, TRACE_ATR, span_from(text, atr + 6));
	else if (span_find(line, "active protocol: T") != SIZE_MAX)
		trace_protocol(trace,
		               span_find(line, "protocol: T0") != SIZE_MAX ? CARD_T0 : CARD_T1);
	else if (span_starts(text, "send apdu:"))
		take_send(trace, scd, text);
	else
		done = is_logged(line);
	if (!done)
		trace_odd(trace, line);
	trace->joins = done && trace_more(trace) != NULL && !scd->more &&
		(label != NULL || span_starts(text, "dump:"));
}

void trace_scdaemon_end(struct trace *trace)
{
	if (trace->state != NULL)
		end_dump(trace, trace->state);
}

static size_t find_command(struct span line)
{
	size_t at = span_find(line, "scd apdu ");

	return at == SIZE_MAX ? span_find(line, "SCD APDU ") : at;
}

bool trace_scd_marks(struct span line)
{
	return find_command(line) != SIZE_MAX;
}

void trace_scd(struct trace *trace, struct span line)
{
	struct octets *octets = trace_more(trace);
	size_t at = find_command(line);

	if (at != SIZE_MAX) {
		struct span rest = span_trim(span_from(line, at + 9));

		while (span_starts(rest, "--"))
			(void)source_word(&rest);
		trace_take_or_odd(trace, TRACE_COMMAND, rest, line);
	} else if (span_starts(line, "D[")) {
		size_t close = span_find(line, "]");

		if (octets == NULL || trace->open != TRACE_RESPONSE)
			octets = trace_begin(trace, TRACE_RESPONSE);
		if (octets == NULL || close == SIZE_MAX ||
		    trace_dump_line(octets, span_from(line, close + 1), PER_LINE) == 0)
			trace_odd(trace, line);
	} else if (span_starts(line, "scd reset") || span_starts(line, "SCD RESET")) {
		trace_reset(trace, false);
	} else if (span_starts(line, "ERR ")) {
		trace_unanswered(trace);
		trace_remark(trace, line);
	} else if (!span_starts(line, "OK")) {
		trace_odd(trace, line);
	}
	trace->joins = false;
}
