/* A language or a trace format of another program, and what is wanted of a text in one. */
#ifndef SCRIPT_DIALECT_DIALECT_ROW_H
#define SCRIPT_DIALECT_DIALECT_ROW_H

#include "base/span.h"
#include "script/dialect/conversion.h"

#include <stdbool.h>
#include <stddef.h>

struct trace;
struct trace_label;

/* How surely a line shows its format. Of several formats that a text shows, the surer one counts,
 * then the one with more lines. */
enum dialect_mark {
	MARK_NONE,   /* chosen by name alone */
	MARK_WEAK,   /* words that anybody may use */
	MARK_COMMON, /* of a few programs */
	MARK_OWN,    /* of this program */
	MARK_WIRE,   /* of this program, below what another format shows in the same text */
};

struct dialect_row {
	const char *name;
	const char *title; /* in messages and scriptor(5) */
	enum dialect_mark mark;
	const struct trace_label *labels; /* what shows it, where marks is NULL */
	bool (*marks)(struct span line);
	bool arrows; /* "> 00 A4 ..." is a line of it, not one that mail has quoted */
	bool hashes; /* lines that begin with # show it, too */
	/* A script is converted as a whole; an error refuses it. */
	void (*convert)(struct conversion *conversion, struct span text);
	/* A trace is read line by line, without blanks around it; what is not understood is a
	 * comment. end: after the last line. */
	void (*read)(struct trace *trace, struct span line);
	void (*end)(struct trace *trace);
};

/* What is wanted of a text. */
struct dialect_request {
	const struct dialect_row *dialect; /* NULL: what the text shows, else scriptor's own */
	size_t session;                    /* of a trace: its number from 1; 0: the longest */
	bool hides; /* of a trace: secret data becomes "pin", as in a recording */
};

#endif
