/* JCShell: "=> 00 A4 ...    text", continued on lines that begin with blanks, "(1217 usec)", "<=
 * ...", "Status: ...". */
#include "script/dialect/dialect_formats.h"

#include "base/bytes.h"

#include <string.h>

enum { PER_LINE = 16 };

static const struct trace_label labels[] = {
	{"=>", TRACE_COMMAND}, {"<=", TRACE_RESPONSE}, {"ATR=", TRACE_ATR}, {NULL}};

bool trace_jcshell_marks(struct span line)
{
	struct span rest;

	return (span_starts(line, "(") && trace_number(span_from(line, 1), &rest) != SIZE_MAX &&
	        span_starts(rest, " usec)")) ||
		span_starts(line, "Status: No Error") || span_starts(line, "cm> ");
}

void trace_jcshell(struct trace *trace, struct span line)
{
	struct octets *octets = trace->open == TRACE_OTHER ? NULL : trace_more(trace);
	struct span rest = {0};
	const struct trace_label *label = NULL;

	for (const struct trace_label *row = labels; row->text != NULL; row++)
		if (span_starts(line, row->text))
			label = row;
	if (label != NULL)
		rest = span_trim(span_from(line, strlen(label->text)));
	if (label != NULL && label->part == TRACE_ATR)
		(void)trace_take(trace, TRACE_ATR, rest);
	else if (label != NULL &&
	         ((octets = trace_begin(trace, label->part)) == NULL ||
	          trace_dump_line(octets, rest, PER_LINE) == 0))
		trace_odd(trace, line);
	else if (label == NULL && octets != NULL && hex_digit(line.text[0]) >= 0)
		(void)trace_dump_line(octets, line, PER_LINE);
	else if (label == NULL && !trace_jcshell_marks(line) && line.text[0] != '/' &&
	         !span_starts(line, "Status: "))
		trace_odd(trace, line);
	trace->joins = false;
}
