/* The script that becomes of one session of a trace, and the exchange that it is reading. */
#ifndef SCRIPT_DIALECT_TRACE_SESSION_H
#define SCRIPT_DIALECT_TRACE_SESSION_H

#include "base/card.h"
#include "base/span.h"
#include "base/text.h"
#include "script/dialect/conversion.h"
#include "script/dialect/octets.h"
#include "script/record.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What all sessions of a trace share. */
struct trace_total {
	bool hides;  /* secret data becomes "pin", as in a recording */
	bool failed; /* out of memory */
	struct conversion_counts counts;
};

/* All zero is a new one. What is known of the card before its first reset comes before the script,
 * whenever it was learned. */
struct trace_session {
	struct span name;
	struct record record;
	size_t *lines; /* of the source, for each line of the record; owned */
	size_t line_count, line_size;
	struct octets command, response, atr;
	size_t command_line, response_line, atr_line;
	size_t first_line;                    /* of its first command */
	size_t command_least, response_exact; /* bytes, if all are there; 0: not known */
	bool waits;                           /* there is a command at hand */
	bool answered;                        /* and its response */
	uint8_t status[2];                    /* of the response, to be put behind it */
	bool status_known, data_unknown;      /* it is to be; the data are not in the trace */
	bool renewed; /* it was reset, and the card has not been reported since */
	bool used;    /* commands since the last reset */
	size_t commands;
	struct text first_atr; /* owned; bytes */
	struct text last_atr;  /* owned; bytes */
	enum card_protocol first_protocol, last_protocol;
};

void trace_session_free(struct trace_total *total, struct trace_session *session);

/* In these functions number is a line of the source, from 1. */

/* Adds a line to the script. */
void trace_session_line(struct trace_total *total, struct trace_session *session, size_t number,
                        const char *line);
/* Adds the comment "# line N: TEXT", escaped. */
void trace_session_comment(struct trace_total *total, struct trace_session *session, size_t number,
                           struct span text);
/* Adds the command and its response, if there is one, to the script: they are complete. */
void trace_session_flush(struct trace_total *total, struct trace_session *session);
/* Sets the card's ATR, found at session->atr_line. It is added to the script if it is another than
 * before, or the first after a reset: traces repeat it at each connection. */
void trace_session_atr(struct trace_total *total, struct trace_session *session,
                       const struct text *atr);
/* Notes in total if memory ran out for the session's bytes, before they are used and removed. */
void trace_session_check(struct trace_total *total, const struct trace_session *session);
/* Hands the script over to conversion, which is all zero before, and sets total's counts for the
 * session. */
void trace_session_hand_over(struct trace_total *total, struct trace_session *session,
                             struct conversion *conversion);

#endif
