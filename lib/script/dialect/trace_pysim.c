/* --apdu-trace of pySim: "-> 00a4000402 3f00", "<- 9000: DATA" and "-- RESET". The command apdu of
 * pySim-shell shows the response once more, "SW: 9000, RESP: DATA". */
#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"

#include <string.h>

static const struct trace_label labels[] = {
	{"->", TRACE_COMMAND},
	{"<-", TRACE_RESPONSE},
	{"-- RESET", TRACE_RESET},
	{"SW: ", TRACE_OTHER},
	{NULL},
};

static size_t digits(struct span text)
{
	size_t n = 0;

	while (n < text.length && hex_digit(text.text[n]) >= 0)
		n++;
	return n;
}

bool trace_pysim_marks(struct span line)
{
	struct span rest;
	const struct trace_label *label = trace_label(labels, line, &rest);

	return label != NULL && label->part == TRACE_RESPONSE && digits(rest) == 4 &&
		span_starts(span_from(rest, 4), ":");
}

void trace_pysim(struct trace *trace, struct span line)
{
	struct span rest;
	const struct trace_label *label = trace_label(labels, line, &rest);
	uint8_t status[2];
	struct octets *octets;

	if (label == NULL) {
		trace_odd(trace, line);
	} else if (label->part == TRACE_RESET) {
		trace_reset(trace, false);
	} else if (label->part == TRACE_OTHER) {
		return;
	} else if (label->part == TRACE_COMMAND) {
		trace_take_or_odd(trace, TRACE_COMMAND, rest, line);
	} else if (digits(rest) != 4 || !trace_status_word(rest, status) ||
	           (octets = trace_response(trace, status)) == NULL) {
		trace_odd(trace, line);
	} else if (octets_read_broken(octets, span_from(rest, 5)).length > 0) {
		trace_drop(trace);
		trace_odd(trace, line);
	} else {
		trace->joins = true;
	}
}
