/* apdutool of the Java Card development kit, and jCardSim: "CLA: 00, INS: a4, P1: 04, P2: 00, Lc:
 * 02, a0, 00, Le: 01, 6f, SW1: 90, SW2: 00" on one line. Le is the number of bytes received; the Le
 * that was sent is not shown. */
#include "script/dialect/dialect_formats.h"

#include <string.h>

bool trace_apdutool_marks(struct span line)
{
	return span_starts(line, "CLA:") && span_find(line, "INS:") != SIZE_MAX;
}

/* Reads the bytes between two names; returns false if one of the names is missing. */
static bool read_part(struct octets *octets, struct span line, const char *name, const char *next)
{
	size_t at = span_find(line, name);
	struct span part = span_from(line, at == SIZE_MAX ? line.length : at + strlen(name));
	size_t length = span_find(part, next);

	if (at == SIZE_MAX || (*next != '\n' && length == SIZE_MAX))
		return false;
	part.length = length == SIZE_MAX ? part.length : length;
	part = octets_read(octets, part, SIZE_MAX);
	return (part.length == 0 || span_is(part, ",")) && octets->bytes.length > 0;
}

static bool read_command(struct octets *octets, struct span line)
{
	static const char *const names[] = {"CLA:", "INS:", "P1:", "P2:", "Lc:", "Le:"};
	enum { PARTS = 5, LC = 4 };

	for (size_t i = 0; i < PARTS; i++)
		if (!read_part(octets, line, names[i], names[i + 1]))
			return false;
	if (octets->bytes.length == LC + 1 && octets->bytes.data[LC] == 0)
		octets->bytes.length = LC;
	return true;
}

/* Le, the number of bytes, is followed by the bytes, then SW1 and SW2. */
static bool read_response(struct trace *trace, struct octets *octets, struct span line)
{
	struct octets all = {.half = false};
	bool ok = read_part(&all, line, "Le:", "SW1:");
	size_t length = all.bytes.length;

	if (ok)
		text_add(&octets->bytes, all.bytes.data + 1, length - 1);
	trace_free(trace, &all);
	return ok && read_part(octets, line, "SW1:", "SW2:") &&
		read_part(octets, line, "SW2:", "\n");
}

void trace_apdutool(struct trace *trace, struct span line)
{
	struct octets command = {.half = false}, response = {.half = false};
	size_t atr = span_find(line, "ATR = ");

	if (atr != SIZE_MAX && trace_take(trace, TRACE_ATR, span_from(line, atr + 6)))
		return;
	if (!trace_apdutool_marks(line) || !read_command(&command, line))
		trace_odd(trace, line);
	else if (read_response(trace, &response, line))
		trace_exchange(trace, &command, &response);
	else {
		trace_exchange(trace, &command, NULL);
		trace_odd(trace, line);
	}
	trace_free(trace, &command);
	trace_free(trace, &response);
}
