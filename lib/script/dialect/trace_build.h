/* A trace that another program printed, on its way to a recording (script/recording.h): sessions
 * of commands, each with its response. The reader of a format takes a line, and says here what
 * it holds. */
#ifndef SCRIPT_DIALECT_TRACE_BUILD_H
#define SCRIPT_DIALECT_TRACE_BUILD_H

#include "base/card.h"
#include "base/span.h"
#include "base/span_map.h"
#include "base/span_store.h"
#include "script/dialect/conversion.h"
#include "script/dialect/octets.h"
#include "script/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a line, or a part of one, is about. */
enum trace_part {
	TRACE_OTHER, /* known, and nothing that a recording holds */
	TRACE_COMMAND,
	TRACE_RESPONSE, /* data and status word, or the data alone */
	TRACE_STATUS,   /* the status word of the response, which may have had its data before */
	TRACE_ATR,
	TRACE_RESET,
	TRACE_SESSION, /* a reader, a connection or a thread: what follows belongs to it */
};

struct trace_session;
struct dialect_row;

/* All zero but for its first members at the start. */
struct trace {
	const struct dialect_row *row;
	bool hides;    /* secret data becomes "pin", as in a recording */
	size_t number; /* of the line that is read */
	size_t indent; /* blanks before it */
	void *state;   /* what the format's reader keeps; owned */

	struct trace_session *sessions; /* owned */
	size_t count, size;
	size_t at; /* the session of what comes next */
	struct span_map keys;
	struct span_store names;
	enum trace_part open; /* the part, of the session that is open, that has begun last */
	size_t open_session;
	bool joins; /* the next line may go on with it: nothing but digits */
	struct text clean;
	struct conversion_counts counts;
	bool failed;
};

/* Chooses the session of this key, perhaps a new one. */
void trace_session(struct trace *trace, struct span key);
/* Makes key another name of the session chosen, also where it was one of another session. */
void trace_alias(struct trace *trace, struct span key);
/* What the session is to be called. */
void trace_name(struct trace *trace, struct span name);

/* Begins a command, a response, a status word (of the response at hand, or one of its own) or an
 * ATR of the session chosen, and returns where its bytes go, valid until the next call; NULL, and
 * nothing done, for a response without a command before it. */
struct octets *trace_begin(struct trace *trace, enum trace_part part);
/* Begins a response whose status word is known first: it is put behind the data. */
struct octets *trace_response(struct trace *trace, const uint8_t *status);
/* How many bytes the command begun last has at least, or the response exactly, if all are there. */
void trace_expect(struct trace *trace, size_t length);
/* The data of the response at hand are not in the trace, only its status word. */
void trace_data_unknown(struct trace *trace);
/* The command at hand, and its response, are not what was sent. */
void trace_forget(struct trace *trace);
/* Returns where more bytes of the part begun last go; NULL if there is none. */
struct octets *trace_more(struct trace *trace);
/* What was begun last is not to be had: a command is forgotten, a response becomes unknown. */
void trace_drop(struct trace *trace);
/* A command and its response (NULL: none) from elsewhere. */
void trace_exchange(struct trace *trace, const struct octets *command,
                    const struct octets *response);
/* The command at hand has no response that is known. */
void trace_unanswered(struct trace *trace);
/* Frees bytes of the reader's own, and notes whether memory ran out for them. */
void trace_free(struct trace *trace, struct octets *octets);
/* Returns true if bytes to come may be the status word of the response begun last. */
bool trace_wants_status(const struct trace *trace);
/* Returns true if the session's last command waits for its response. */
bool trace_waits(const struct trace *trace);

/* The ATR that the session of this key has. */
void trace_atr_of(struct trace *trace, struct span key);
void trace_protocol(struct trace *trace, enum card_protocol protocol);
/* The card was reset, with cold by its power; what is said of it next is told again. */
void trace_reset(struct trace *trace, bool cold);

/* A remark as "# line N: ...", without secrets. */
void trace_remark(struct trace *trace, struct span text);
/* A line that was not understood, likewise; where secrets are hidden, without any of its bytes. */
void trace_odd(struct trace *trace, struct span line);

/* Ends the trace: hands the session of that number, or with 0 the longest one, over to an empty
 * conversion, and frees the rest. No command, or no such session, is an error. */
void trace_finish(struct trace *trace, size_t wanted, struct conversion *conversion);

#endif
