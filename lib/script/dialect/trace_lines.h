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

/* A line without colours, mail's "> " and blanks around it; the buffer may hold it. *indent is the
 * number of blanks that stood before it. */
struct span trace_clean(struct span line, struct text *buffer, size_t *indent);

/* Finds the first label of the list that begins the line or stands behind a blank or bracket in
 * it; *rest is what follows. NULL: none. */
const struct trace_label *trace_label(const struct trace_label *labels, struct span line,
                                      struct span *rest);

/* What a format's reader keeps between lines: of size bytes, all zero at first; NULL if out of
 * memory. Freed after the format's end(). */
void *trace_state(struct trace *trace, size_t size);
/* Reads bytes of this part behind a label. False, with the line not understood, if there are none,
 * or something other than a remark behind them. */
bool trace_take(struct trace *trace, enum trace_part part, struct span rest);
/* The same, or else the line becomes a comment. */
void trace_take_or_odd(struct trace *trace, enum trace_part part, struct span rest,
                       struct span line);
/* Reads the line of a format whose labels say all. */
void trace_read_labels(struct trace *trace, struct span line);

/* Reads a whole trace into an empty conversion. */
void trace_read(const struct dialect_row *row, const struct dialect_request *request,
                struct span text, struct conversion *conversion);

#endif
