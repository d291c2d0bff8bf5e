/* Builds a recording (script/recording.h) from a trace that another program printed: sessions of
 * commands, each with its response. The reader of a format calls these functions with what it finds
 * in each line. */
#ifndef SCRIPT_DIALECT_TRACE_BUILD_H
#define SCRIPT_DIALECT_TRACE_BUILD_H

#include "base/card.h"
#include "base/span.h"
#include "base/span_map.h"
#include "base/span_store.h"
#include "script/dialect/conversion.h"
#include "script/dialect/octets.h"
#include "script/dialect/trace_session.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a line, or a part of one, contains. */
enum trace_part {
	TRACE_OTHER, /* something known that is not recorded */
	TRACE_COMMAND,
	TRACE_RESPONSE, /* data and status word, or the data alone */
	TRACE_STATUS,   /* the status word of the response, whose data may have come before */
	TRACE_ATR,
	TRACE_RESET,
	TRACE_SESSION, /* a reader, a connection or a thread, to which what follows belongs */
};

struct dialect_row;

/* All zero but for row and total.hides at the start. */
struct trace {
	const struct dialect_row *row;
	struct trace_total total;
	size_t number; /* of the line that is read, from 1 */
	size_t indent; /* blanks before it */
	void *state;   /* of the format's reader (trace_state); owned */

	struct trace_session *sessions; /* owned */
	size_t count, size;
	size_t at; /* the current session */
	struct span_map keys;
	struct span_store names;
	enum trace_part open; /* the part begun last */
	size_t open_session;  /* and its session */
	bool joins;           /* the next line may continue it: nothing but digits */
	struct text clean;
};

/* Makes the session of this key the current one; creates it if it is new. */
void trace_session(struct trace *trace, struct span key);
/* Makes key another name of the current session; it stands for no other from here on. */
void trace_alias(struct trace *trace, struct span key);
/* Sets the name of the current session for messages. */
void trace_name(struct trace *trace, struct span name);

/* The functions up to trace_waits concern the current session and its last command. */

/* Begins a command, a response, a status word (that of the last response, or a whole response) or
 * an ATR. Returns where its bytes are to be added, valid until the next call; NULL, with nothing
 * begun, for a response without a command before it. */
struct octets *trace_begin(struct trace *trace, enum trace_part part);
/* Begins a response whose status word, two bytes, is known before its data. */
struct octets *trace_response(struct trace *trace, const uint8_t *status);
/* Sets the least length of the command begun last, or the exact one of the response, in bytes. */
void trace_expect(struct trace *trace, size_t length);
/* Notes that the trace has only the status word of the response, and not its data. */
void trace_data_unknown(struct trace *trace);
/* Discards the command and its response, as they were not sent in this form. */
void trace_forget(struct trace *trace);
/* Returns where more bytes of the part begun last are to be added; NULL if there is none. */
struct octets *trace_more(struct trace *trace);
/* Discards the part begun last, as it cannot be read; a discarded response is unknown. */
void trace_drop(struct trace *trace);
/* Adds a whole command and its response; NULL: unknown. */
void trace_exchange(struct trace *trace, const struct octets *command,
                    const struct octets *response);
/* Ends the command with an unknown response. */
void trace_unanswered(struct trace *trace);
/* Frees octets that a reader has used itself; the trace fails if memory ran out for them. */
void trace_free(struct trace *trace, struct octets *octets);
/* Returns true if the response begun last may lack its status word. */
bool trace_wants_status(const struct trace *trace);
/* Returns true if the command has no response yet. */
bool trace_waits(const struct trace *trace);

/* Gives the current session the ATR that the session of key has. */
void trace_atr_of(struct trace *trace, struct span key);
/* Sets the protocol of the current session. */
void trace_protocol(struct trace *trace, enum card_protocol protocol);
/* Adds a reset of the card, a cold one by its power, to the current session. Its ATR and protocol
 * are written again after it. */
void trace_reset(struct trace *trace, bool cold);

/* Adds the comment "# line N: …", without secrets. */
void trace_remark(struct trace *trace, struct span text);
/* Does the same for a line that was not understood; without any of its bytes if secrets are
 * hidden. */
void trace_odd(struct trace *trace, struct span line);

/* Ends the trace: converts the session with number wanted, from 1, or the longest one if wanted is
 * 0, into conversion, which is all zero before, and frees all sessions. A trace without a command,
 * or without that session, is an error. */
void trace_finish(struct trace *trace, size_t wanted, struct conversion *conversion);

#endif
