/* Reads the lines of traces: removes what mail, terminals and logs add to them, and finds labels,
 * bytes and numbers. */
#ifndef SCRIPT_DIALECT_TRACE_LINES_H
#define SCRIPT_DIALECT_TRACE_LINES_H

#include "script/dialect/dialect_row.h"
#include "script/dialect/trace_build.h"

/* A text before the bytes of a line, and what they are. */
struct trace_label {
	const char *text; /* NULL ends a list */
	enum trace_part part;
};

/* Returns a line, part of line or of buffer, without colors, mail's "> " (if arrows, not before
 * bytes), and blanks around it. *indent is the number of blanks before it. */
struct span trace_clean(struct span line, bool arrows, struct text *buffer, size_t *indent);

/* Returns the first label of the list that is in the line, at its beginning or after a blank or
 * bracket; *rest is what follows it. NULL if none is. */
const struct trace_label *trace_label(const struct trace_label *labels, struct span line,
                                      struct span *rest);

/* Returns the state that a format's reader keeps between lines, the trace's, of size bytes that are
 * all zero at first; NULL if out of memory. */
void *trace_state(struct trace *trace, size_t size);
/* Adds the bytes after a label as a part of the trace. Returns false, with nothing added, if there
 * are none, or if something other than a remark follows them. */
bool trace_take(struct trace *trace, enum trace_part part, struct span rest);
/* Does the same; where that returns false, adds the line as a comment. */
void trace_take_or_odd(struct trace *trace, enum trace_part part, struct span rest,
                       struct span line);
/* The read function of formats in which the labels determine everything. */
void trace_read_labels(struct trace *trace, struct span line);

/* Returns what follows a number of bytes or of the exchange: "(5 bytes):", "[5]", "12: ". */
struct span trace_behind_count(struct span rest);
/* Gets the two bytes of a status word: "SW=9000", "sw1:0x90 sw2:0x00", "90 00". Returns false if
 * the text is not one. */
bool trace_status_word(struct span text, uint8_t *status);
/* Adds the bytes of a line of a hex dump, at most most of them, without the characters beside them.
 * Returns their number. */
size_t trace_dump_line(struct octets *octets, struct span line, size_t most);
/* Returns the decimal number that the text begins with; *rest is what follows it. SIZE_MAX if there
 * is none. */
size_t trace_number(struct span text, struct span *rest);

/* Converts a whole trace into conversion, which is all zero before. */
void trace_read(const struct dialect_row *row, const struct dialect_request *request,
                struct span text, struct conversion *conversion);

#endif
