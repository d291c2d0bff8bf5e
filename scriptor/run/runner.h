/* The state of a run, and what running any statement needs. */
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

struct run_options {
	unsigned protocols;    /* for connect without one */
	enum card_share share; /* the same */
	bool unbuffered;       /* flush a command before it is sent */
	bool keep_going;       /* after an expectation that is not met */
	bool yes; /* a PIN is also sent where a try is left, or none; files are written anywhere */
	bool explain;     /* from the start */
	bool diff;        /* only differences from a recording are shown */
	int signals;      /* descriptor that is readable once a signal came */
	const char *root; /* where USB readers are looked for: sys/tree.h */
	/* Not owned; record and capture may be NULL. */
	struct transcript *transcript;
	struct report *report;
	struct record *record;
	struct capture_writer *capture;
};

/* What the reader of a connection supports, as far as it was asked. */
struct reader_support {
	bool asked;
	size_t data;   /* bytes of data in an APDU; SIZE_MAX unknown; see PROPERTY_SHORT_MAX */
	bool by_level; /* its descriptor says so, not its driver */
	bool usb_asked, on_usb;
	struct ccid usb; /* its CCID class descriptor, where on_usb */
};

struct loop {
	uint32_t round;   /* from 1 */
	size_t statement; /* its repeat */
};

struct run {
	struct card_source *source;
	struct card *card; /* of the source; NULL before the first use */
	struct run_options options;
	bool connected;
	bool connects; /* the first statement that needs a card connects */
	const struct script *script;
	const struct statement *statement; /* the one that runs; NULL between scripts */
	bool typed;                        /* the script is what was just typed at the prompt */
	struct variables variables;
	struct loop loops[SCRIPT_DEPTH_MAX];
	size_t loop_count;
	bool automatic, chain, tlv, explain, time; /* what is on */
	struct apdu_context context;               /* what was selected, for explain and tlv */
	struct reader_support reader;              /* of this connection */

	bool has_sw;
	uint16_t sw; /* of the last answer */
	double ms;   /* that the card took for it, in all where auto sent more */

	struct tries tries;
	bool refused;   /* a command was not sent because of it */
	bool at_prompt; /* somebody can be asked */

	struct span echo; /* the file's lines not yet shown; text NULL: none are shown */
	size_t echo_line;

	size_t next;         /* the statement of script that would run next */
	int status;          /* the greatest so far */
	card_result failure; /* the card's last one; 0: none */
	bool stopped;
	bool exited; /* by "exit" */
	bool exit_given;
	int exit_status;

	struct text command, row; /* used again for each statement */
	struct text hidden;       /* of command: 1 for each byte that is not to be shown */
	char place[300];
	uint8_t response[CARD_CONTROL_MAX]; /* of the card, or of its reader: that may be longer */
	size_t response_length;
	uint8_t whole[CARD_RESPONSE_MAX]; /* data of all parts of an answer, then SW1 SW2 */

	/* The last command sent, whose JSON waits to know whether it is the last of its statement.
	 */
	struct text sent, sent_hidden;
	bool sent_waits;
	double sent_ms;
	struct apdu_context sent_context;
};

/* Returns "FILE:LINE: " of the statement that runs, "" of the only line that was typed, or between
 * statements; valid until the next call. */
const char *runner_place(struct run *run);
/* Says what failed, on standard error and in the reports. The run stops, and ends with this status
 * or a greater one. */
void runner_error(struct run *run, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* Adds the last command and its response, if there is one, to the reports. */
void runner_report_sent(struct run *run);
/* Stops the run with this status or a greater one, after a message. */
void runner_fail(struct run *run, enum status status);
/* Does the same after a PC/SC error, with its place and what failed. */
void runner_card_failed(struct run *run, const char *what, card_result code);
/* Chooses a reader where there is none yet; false after a message: the run stops. */
bool runner_has_card(struct run *run);
bool runner_connect(struct run *run, enum card_share share, unsigned protocols, bool asked);
/* Returns false after a message where no card is connected: the run stops. */
bool runner_is_connected(struct run *run);
/* The run stops where an item has no value. */
void runner_value_failed(struct run *run, const char *why);
/* Puts the bytes of items into command, with the secret ones in hidden. Returns false if the run
 * stops. */
bool runner_value(struct run *run, struct range items);
/* Sets a variable; returns false if out of memory, and the run stops. */
bool runner_set(struct run *run, struct span name, const void *bytes, size_t length);
/* Does the same for the variable that a statement names. */
bool runner_set_named(struct run *run, const struct statement *statement, const void *bytes,
                      size_t length);
/* Adds the card as it was connected or reset to recording and capture. */
void runner_record_card(struct run *run, enum capture_power power);
/* $atr */
void runner_set_atr(struct run *run);

/* Disconnects and leaves the card as it is, if it is connected. */
void runner_disconnect(struct run *run);
/* Shows an event, or one that is a kind and a text. */
void runner_show(struct run *run, const struct transcript_event *event);
void runner_show_text(struct run *run, enum event_kind kind, const char *text);
/* Shows the command that waits for that with what was expected of it; NULL: nothing. */
void runner_show_apdu(struct run *run, const struct expect *expect, bool met);

/* Runs a statement; returns the number of the one to run next. */
typedef size_t (*run_function)(struct run *, const struct statement *, size_t next);

#endif
