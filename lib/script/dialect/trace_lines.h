/* The lines of a trace: what mail, terminals and logs put around and into them, and the labels that
 * say what a line holds. */
#ifndef SCRIPT_DIALECT_TRACE_LINES_H
#define SCRIPT_DIALECT_TRACE_LINES_H

#include "script/dialect/dialect_row.h"
#include "script/dialect/trace_build.h"

/* What stands before the bytes in a line. */
struct trace_label {
	const char *text; /* NULL ends a list */
	enum trace_part part;
};

/* Returns a line without colours, mail's "> " (with arrows not before bytes) and blanks around it;
 * the buffer may hold it. *indent is the number of blanks that stood before it. */
struct span trace_clean(struct span line, bool arrows, struct text *buffer, size_t *indent);

/* Finds the first label of the list that begins the line or stands behind a blank or bracket in
 * it; *rest is what follows. NULL: none. */
const struct trace_label *trace_label(const struct trace_label *labels, struct span line,
                                      struct span *rest);

/* Returns what a format's reader keeps between lines: of size bytes, all zero at first; NULL if out
 * of memory. Freed after the format's end(). */
void *trace_state(struct trace *trace, size_t size);
/* Reads bytes of this part behind a label. False, with the line not understood, if there are none,
 * or something other than a remark behind them. */
bool trace_take(struct trace *trace, enum trace_part part, struct span rest);
/* Does the same, or else the line becomes a comment. */
void trace_take_or_odd(struct trace *trace, enum trace_part part, struct span rest,
                       struct span line);
/* Reads the line of a format whose labels say all. */
void trace_read_labels(struct trace *trace, struct span line);

/* Passes a number of bytes or of the exchange: "(5 bytes):", "[5]", "12: ". */
struct span trace_behind_count(struct span rest);
/* Reads the two bytes of a status word: "SW=9000", "sw1:0x90 sw2:0x00", "90 00". */
bool trace_status_word(struct span text, uint8_t *status);
/* Adds the bytes of a line of a hex dump, at most most, and leaves out the text beside them: what
 * shows the same bytes as characters. Returns how many. */
size_t trace_dump_line(struct octets *octets, struct span line, size_t most);
/* Returns the decimal number that the text begins with, and what follows it; SIZE_MAX if there is
 * none. */
size_t trace_number(struct span text, struct span *rest);

/* Reads a whole trace into an empty conversion. */
void trace_read(const struct dialect_row *row, const struct dialect_request *request,
                struct span text, struct conversion *conversion);

#endif
