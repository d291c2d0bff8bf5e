/* The state of a run, and the functions that all kinds of statements use. */
#ifndef SCRIPTOR_RUN_RUNNER_H
#define SCRIPTOR_RUN_RUNNER_H

#include "apdu/apdu_context.h"
#include "app/capture_writer.h"
#include "base/card.h"
#include "base/status.h"
#include "reader/ccid.h"
#include "script/expect.h"
#include "script/record.h"
#include "script/script.h"
#include "script/value.h"
#include "scriptor/run/card_source.h"
#include "scriptor/run/tries.h"
#include "scriptor/show/report.h"
#include "scriptor/show/transcript.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct options;

struct run_options {
	unsigned protocols;    /* of "connect" without one */
	enum card_share share; /* the same */
	bool unbuffered;       /* flush a command before it is sent */
	bool keep_going;       /* continue after a response that was not expected */
	bool yes;              /* send a PIN even with one try left or none; write files anywhere */
	bool explain;          /* explain from the start */
	bool diff;             /* show only differences from a recording */
	int signals;           /* descriptor that is readable after a signal */
	const char *root;      /* the root in which USB readers are searched for (sys/tree.h) */
	const struct options *given; /* for the names of the output files */
	/* Not owned; record and capture may be NULL. */
	struct transcript *transcript;
	struct report *report;
	struct record *record;
	struct capture_writer *capture;
};

/* What the reader supports, as far as it was asked, since the card was connected. */
struct reader_support {
	bool asked;
	size_t data;   /* bytes of data in an APDU; SIZE_MAX: unknown; see PROPERTY_SHORT_MAX */
	bool by_level; /* by its descriptor, not its driver */
	bool usb_asked, on_usb;
	struct ccid usb; /* its CCID class descriptor, if on_usb */
};

struct loop {
	uint32_t round;   /* from 1 */
	size_t statement; /* the index of its "repeat" */
};

struct run {
	struct card_source *source;
	struct card *card; /* of the source; NULL before the first use */
	struct run_options options;
	bool connected;
	bool connects; /* the first statement that needs a card is to connect */
	const struct script *script;
	const struct statement *statement; /* the one being run; NULL between scripts */
	bool typed;                        /* the script was just typed at the prompt */
	struct variables variables;
	struct loop loops[SCRIPT_DEPTH_MAX];
	size_t loop_count;
	bool automatic, chain, tlv, explain, time; /* the switches */
	struct apdu_context context;               /* what was selected, for explain and tlv */
	struct reader_support reader;              /* of this connection */

	bool has_sw;
	uint16_t sw; /* of the last response */
	double ms;   /* the card's time for it, including commands that "auto" sent */

	struct tries tries;
	bool refused;   /* a command was not sent because of that */
	bool at_prompt; /* the user can be asked */

	struct span echo; /* the lines not yet shown; text NULL: lines are not shown */
	size_t echo_line;

	size_t next;         /* the index of the next statement */
	int status;          /* the greatest so far */
	card_result failure; /* the last PC/SC error; 0: none */
	bool stopped;
	bool exited; /* "exit" was run */
	bool exit_given;
	int exit_status;

	struct text command, row; /* reused for each statement */
	struct text hidden;       /* of command: 1 for each byte that must not be shown */
	char place[300];
	uint8_t response[CARD_CONTROL_MAX]; /* of the card, or of the reader, which may be longer */
	size_t response_length;
	uint8_t whole[CARD_RESPONSE_MAX]; /* the data of all parts of a response, then SW1 SW2 */

	/* The last command sent. With sent_waits it is not shown yet, because it may be the last
	 * of its statement, with which the expectation is shown. */
	struct text sent, sent_hidden;
	bool sent_waits;
	double sent_ms;
	struct apdu_context sent_context;
};

/* Returns "FILE:LINE: " of the statement being run; "" for a single line that was typed, and
 * between statements. Valid until the next call. */
const char *runner_place(struct run *run);
/* Reports a failure on standard error, with the place of the statement, and in the reports.
 * Stops the run with this status or a greater one. */
void runner_error(struct run *run, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Adds the last command, and its response if there is one, to the reports. */
void runner_report_sent(struct run *run);
/* Stops the run with this status or a greater one. The caller has reported why. */
void runner_fail(struct run *run, enum status status);
/* Reports a PC/SC error; what is what failed, such as "connect". Stops the run with
 * STATUS_TROUBLE. */
void runner_card_failed(struct run *run, const char *what, card_result code);
/* Sets run->card, choosing a reader if there is none yet. Returns false if there is none: it was
 * reported and the run stops. */
bool runner_has_card(struct run *run);
bool runner_connect(struct run *run, enum card_share share, unsigned protocols, bool asked);
/* Returns true if a card is connected, connecting first if run->connects. Returns false if not:
 * it was reported and the run stops. */
bool runner_is_connected(struct run *run);
/* Reports why an item of the statement has no value, with its column. Stops the run with
 * STATUS_INPUT. */
void runner_value_failed(struct run *run, const char *why);
/* Sets run->command to the bytes of items, and run->hidden if they come from a secret. Returns
 * false if an item has no value: it was reported and the run stops. */
bool runner_value(struct run *run, struct range items);
/* Sets a variable. Returns false if out of memory: the run stops. */
bool runner_set(struct run *run, struct span name, const void *bytes, size_t length);
/* Does the same for the variable that a statement names. */
bool runner_set_named(struct run *run, const struct statement *statement, const void *bytes,
                      size_t length);
/* Adds to recording and capture that the card was connected or reset. */
void runner_record_card(struct run *run, enum capture_power power);
/* Sets the variable $atr to the card's ATR. */
void runner_set_atr(struct run *run);

/* Disconnects without a reset, if a card is connected. */
void runner_disconnect(struct run *run);
/* Show an event; one that consists of a kind and a text. */
void runner_show(struct run *run, const struct transcript_event *event);
void runner_show_text(struct run *run, enum event_kind kind, const char *text);
/* Shows the last command if it was not shown yet, with what was expected of its response (NULL:
 * nothing) and whether that was met. */
void runner_show_apdu(struct run *run, const struct expect *expect, bool met);

/* Runs a statement. next is the index of the following one; returns that, or another one to run
 * next. */
typedef size_t (*run_function)(struct run *, const struct statement *, size_t next);

#endif
