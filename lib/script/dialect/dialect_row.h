/* A script language or trace format of another program, and a request to convert a text in one. */
#ifndef SCRIPT_DIALECT_DIALECT_ROW_H
#define SCRIPT_DIALECT_DIALECT_ROW_H

#include "base/span.h"
#include "script/dialect/conversion.h"

#include <stdbool.h>
#include <stddef.h>

struct trace;
struct trace_label;

/* How certain a format is if a line looks like it. If a text has lines of several formats, the most
 * certain one counts, then the one with the most lines. */
enum dialect_mark {
	MARK_NONE,   /* never recognized: must be chosen by name */
	MARK_WEAK,   /* common words */
	MARK_COMMON, /* a form that a few programs use */
	MARK_OWN,    /* a form that only this program uses */
	MARK_WIRE,   /* the same, of the lower layer of a text that also has another format */
};

struct dialect_row {
	const char *name;
	const char *title; /* in messages and scriptor(5) */
	enum dialect_mark mark;
	const struct trace_label *labels; /* lines with one of them look like this format; or: */
	bool (*marks)(struct span line);  /* returns true if a line looks like it */
	bool arrows; /* "> 00 A4 ..." is a line of it, not one quoted by mail */
	bool hashes; /* lines that begin with # may look like it, too */
	/* For scripts: converts the whole text. */
	void (*convert)(struct conversion *conversion, struct span text);
	/* For traces: reads a line, without blanks around it; end (or NULL) is called after the
	 * last one. A line that is not understood becomes a comment. */
	void (*read)(struct trace *trace, struct span line);
	void (*end)(struct trace *trace);
};

struct dialect_request {
	const struct dialect_row *dialect; /* NULL: as recognized, else scriptor's own */
	size_t session;                    /* of a trace: its number from 1; 0: the longest */
	bool hides; /* in a trace: secret data becomes "pin", as in a recording */
};

#endif
