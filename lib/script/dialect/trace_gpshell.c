/* GPShell and GlobalPlatform's library: the command sent is the wrapped, extended or chained
 * one, which is printed after the plain command. The response received is followed by the
 * unwrapped one. */
#include "script/dialect/dialect_formats.h"

#include <string.h>

const struct trace_label trace_gpshell_labels[] = {
	{"Wrapped command -->", TRACE_COMMAND},
	{"Extended command -->", TRACE_COMMAND},
	{"Chained command -->", TRACE_COMMAND},
	{"Command -->", TRACE_COMMAND},
	{"Unwrapped response <--", TRACE_OTHER},
	{"Extended response <--", TRACE_RESPONSE},
	{"Chained response <--", TRACE_RESPONSE},
	{"Response <--", TRACE_RESPONSE},
	{NULL},
};

struct gpshell {
	bool staged; /* the current command may be replaced by the one actually sent */
	bool parts;  /* sent in parts: the whole response only repeats theirs */
};

static void take_command(struct trace *trace, struct gpshell *gpshell,
                         const struct trace_label *label, struct span rest, struct span line)
{
	bool plain = label->text[0] == 'C' && label->text[1] == 'o';

	if (!plain && gpshell->staged && trace_waits(trace))
		trace_forget(trace);
	gpshell->staged = plain || label->text[0] == 'W';
	gpshell->parts = !gpshell->staged;
	trace_take_or_odd(trace, TRACE_COMMAND, rest, line);
}

void trace_gpshell(struct trace *trace, struct span line)
{
	struct gpshell *gpshell = trace_state(trace, sizeof *gpshell);
	struct span rest;
	const struct trace_label *label = trace_label(trace_gpshell_labels, line, &rest);

	if (gpshell == NULL)
		return;
	if (label != NULL && label->part == TRACE_COMMAND)
		take_command(trace, gpshell, label, rest, line);
	else if (label != NULL && label->part == TRACE_RESPONSE) {
		gpshell->staged = false;
		if (trace_waits(trace) || !gpshell->parts)
			trace_take_or_odd(trace, TRACE_RESPONSE, rest, line);
	} else if (label == NULL && !span_starts(line, "--> ") && !span_starts(line, "<-- ")) {
		trace_odd(trace, line);
	}
}
