/* apdu4j and GlobalPlatformPro: the log, "A>> T=1 (4+0002) 00A40400 02 A000 00" and "A<< (0000+2)
 * (15ms) 9000", and the .dump file, in which commands and responses alternate on lines of digits
 * only, with "# 24ms" between them. */
#include "script/dialect/dialect_formats.h"

#include <string.h>

/* Labels are "A>>", for a ByteBuffer "B>>", on a logical channel "A#1>>", and for LoggingBIBO just
 * ">>". Returns what the line contains, with the text after the label in *rest. */
static enum trace_part part_of(struct span line, bool *named, struct span *rest)
{
	struct span after = line;

	*named = span_starts(line, "A") || span_starts(line, "B");
	if (*named)
		after = span_from(after, 1);
	if (*named && span_starts(after, "#"))
		(void)trace_number(span_from(after, 1), &after);
	*rest = span_trim(span_from(after, 2));
	if (!*named && after.length > 2 && after.text[2] != ' ')
		return TRACE_OTHER;
	return span_starts(after, ">>")  ? TRACE_COMMAND :
		span_starts(after, "<<") ? TRACE_RESPONSE :
					   TRACE_OTHER;
}

/* ">>" and "<<" alone are not specific enough; a time is, and so is text written only by
 * LoggingBIBO. */
bool trace_apdu4j_marks(struct span line)
{
	struct span rest;
	bool named;

	return part_of(line, &named, &rest) != TRACE_OTHER &&
		(named || span_find(rest, "ms)") != SIZE_MAX ||
	         span_find(rest, "[malformed]") != SIZE_MAX);
}

/* Reads the number of data bytes, "(4+0007)" in a command or "(0007+2)" in a response. */
static void expect_count(struct trace *trace, enum trace_part part, struct span rest)
{
	bool command = part == TRACE_COMMAND;
	size_t open = span_find(rest, command ? "(4+" : "(");
	struct span after,
		count = span_from(rest, open == SIZE_MAX ? rest.length : open + (command ? 3 : 1));
	size_t data = trace_number(count, &after);

	if (data != SIZE_MAX && span_starts(after, command ? ")" : "+2)"))
		trace_expect(trace, command ? 4 + data : data + 2);
}

/* Skips "T=1", "(4+0007)" and "(15ms)". */
static struct span behind_notes(struct span rest)
{
	for (size_t end; span_starts(rest, "(") || span_starts(rest, "T=");) {
		end = span_find(rest, rest.text[0] == '(' ? ")" : " ");
		rest = end == SIZE_MAX ? rest : span_trim(span_from(rest, end + 1));
		if (end == SIZE_MAX)
			break;
	}
	return rest;
}

/* Reads SCardConnect("reader", T=*) -> T=1, 3B...; the ATR may be missing. Returns false for other
 * lines. */
static bool take_connection(struct trace *trace, struct span line)
{
	size_t arrow = span_find(line, ") -> ");
	struct span rest = span_from(line, arrow == SIZE_MAX ? line.length : arrow + 5);

	if (!span_starts(line, "SCardConnect(") || !span_starts(rest, "T="))
		return false;
	trace_reset(trace, false);
	if (span_starts(line, "SCardConnect(\"") && arrow != SIZE_MAX) {
		struct span name = span_from(line, 14);
		size_t end = span_find(name, "\"");

		name.length = end == SIZE_MAX ? 0 : end;
		trace_session(trace, name);
		trace_reset(trace, false);
	}
	size_t comma = span_find(rest, ",");
	if (comma != SIZE_MAX)
		(void)trace_take(trace, TRACE_ATR, span_from(rest, comma + 1));
	trace_protocol(trace,
	               span_starts(rest, "T=0")         ? CARD_T0 :
	                       span_starts(rest, "T=1") ? CARD_T1 :
	                                                  CARD_NONE);
	return true;
}

void trace_apdu4j(struct trace *trace, struct span line)
{
	struct span rest, text = line;
	bool named;

	if (span_starts(text, "# "))
		text = span_trim(span_from(text, 2));
	enum trace_part part = part_of(text, &named, &rest);
	if (part != TRACE_OTHER && trace_take(trace, part, behind_notes(rest)))
		expect_count(trace, part, rest);
	else if (part != TRACE_OTHER)
		trace_odd(trace, line);
	else if (!take_connection(trace, text))
		trace_remark(trace, text);
}

/* The last line of bytes, if it was taken for a response although no time preceded it. */
struct dump {
	struct octets last;
	bool answer;
	bool timed; /* a time was read since */
};

/* Recognizes "24ms", "Sent" and "Received in 24ms". */
static bool is_time(struct span note)
{
	size_t n = 0;

	while (n < note.length && strchr("0123456789.s", note.text[n]) != NULL)
		n++;
	return (n > 0 && span_starts(span_from(note, n), "ms")) ||
		span_starts(note, "Received in ");
}

bool trace_dump_marks(struct span line)
{
	struct span note = span_trim(span_from(line, 1));

	return line.text[0] == '#' && (span_starts(note, "PROTOCOL:") || is_time(note));
}

/* The line of bytes before a time was the command, even if it was taken for a response. */
static void take_time(struct trace *trace, struct dump *dump)
{
	struct octets *to;

	dump->timed = true;
	if (!dump->answer)
		return;
	trace_forget(trace);
	to = trace_begin(trace, TRACE_COMMAND);
	if (to != NULL)
		text_add(&to->bytes, dump->last.bytes.data, dump->last.bytes.length);
	dump->answer = false;
}

static void take_note(struct trace *trace, struct dump *dump, struct span note)
{
	if (span_starts(note, "ATR:")) {
		(void)trace_take(trace, TRACE_ATR, span_from(note, 4));
	} else if (span_starts(note, "PROTOCOL:")) {
		trace_protocol(trace,
		               span_find(note, "T=0") != SIZE_MAX         ? CARD_T0 :
		                       span_find(note, "T=1") != SIZE_MAX ? CARD_T1 :
		                                                            CARD_NONE);
	} else if (is_time(note)) {
		take_time(trace, dump);
		/* The text after the time is an error reported in place of the response. */
		size_t end = span_find(note, "ms");

		if (end + 2 < note.length && trace_waits(trace)) {
			trace_unanswered(trace);
			trace_remark(trace, note);
		}
	} else if (!span_is(note, "Sent") && note.length > 0) {
		trace_remark(trace, note);
	}
}

static void take_bytes(struct trace *trace, struct dump *dump, struct span line)
{
	enum trace_part part = trace_waits(trace) ? TRACE_RESPONSE : TRACE_COMMAND;

	trace_take_or_odd(trace, part, line, line);
	octets_clear(&dump->last);
	(void)octets_read(&dump->last, line, SIZE_MAX);
	dump->answer = part == TRACE_RESPONSE && !dump->timed;
	dump->timed = false;
}

void trace_dump(struct trace *trace, struct span line)
{
	struct dump *dump = trace_state(trace, sizeof *dump);

	if (dump == NULL)
		return;
	if (trace_apdu4j_marks(line))
		trace_apdu4j(trace, line);
	else if (line.text[0] == '#')
		take_note(trace, dump, span_trim(span_from(line, 1)));
	else
		take_bytes(trace, dump, line);
	trace->joins = false;
}

void trace_dump_end(struct trace *trace)
{
	struct dump *dump = trace->state;

	if (dump != NULL)
		trace_free(trace, &dump->last);
}
