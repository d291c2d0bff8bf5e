/* What the files that run a script share. */
#ifndef SCRIPTOR_RUN_RUNNER_H
#define SCRIPTOR_RUN_RUNNER_H

#include "apdu/apdu_context.h"
#include "scriptor/run/guard.h"
#include "scriptor/run/run.h"
#include "script/expect.h"
#include "script/value.h"

#include <stdint.h>

struct loop {
	uint32_t round;   /* from 1 */
	size_t statement; /* its repeat */
};

struct run {
	struct world *world;
	struct card *card; /* of the world; NULL before the first use */
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
	bool reader_limit_known; /* the reader of this connection was asked for its limit */
	size_t reader_limit;

	bool has_sw;
	uint16_t sw; /* of the last answer */
	double ms;   /* that the card took for it, in all where auto sent more */

	struct guard guard;
	bool refused;   /* a command was not sent because of it */
	bool at_prompt; /* a person is there to ask */

	const char *echo_text, *echo_end; /* the file's lines not yet shown; NULL: none are */
	size_t echo_line;

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

/* "FILE:LINE: " of the statement that runs, "" of the only line that was typed, or between
 * statements; good until the next call. */
const char *runner_place(struct run *run);
/* Says what failed, on standard error and in the reports. The run stops, and ends with this status
 * or a greater one. */
void runner_error(struct run *run, enum status status, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The run stops with this status or a greater one; what failed was told. */
void runner_fail(struct run *run, enum status status);
/* The same after a PC/SC code, told with where and what. */
void runner_card_failed(struct run *run, const char *what, card_result code);
/* Chooses a reader where there is none yet; false after a message: the run stops. */
bool runner_has_card(struct run *run);
bool runner_connect(struct run *run, enum card_share share, unsigned protocols, bool asked);
/* False after a message where no card is connected: the run stops. */
bool runner_is_connected(struct run *run);
/* The run stops where an item has no value. */
void runner_value_failed(struct run *run, const char *why);
/* The bytes of items into command, with the secret ones in hidden; false where the run stops. */
bool runner_value(struct run *run, struct range items);
/* Sets a variable; false where memory ran out (the run stops). */
bool runner_set(struct run *run, const char *name, const void *bytes, size_t length);
bool runner_set_range(struct run *run, struct range name, const void *bytes, size_t length);
/* $atr */
void runner_set_atr(struct run *run);

/* One function for each word: they return the number of the statement to run next. */
typedef size_t (*run_function)(struct run *, const struct statement *, size_t next);

/* words_card.c */
size_t do_atr(struct run *run, const struct statement *statement, size_t next);
size_t do_attrib(struct run *run, const struct statement *statement, size_t next);
size_t do_connect(struct run *run, const struct statement *statement, size_t next);
size_t do_control(struct run *run, const struct statement *statement, size_t next);
size_t do_disconnect(struct run *run, const struct statement *statement, size_t next);
size_t do_reader(struct run *run, const struct statement *statement, size_t next);
size_t do_readers(struct run *run, const struct statement *statement, size_t next);
size_t do_reset(struct run *run, const struct statement *statement, size_t next);
size_t do_transaction(struct run *run, const struct statement *statement, size_t next);
size_t do_wait(struct run *run, const struct statement *statement, size_t next);

/* words_flow.c */
size_t do_else(struct run *run, const struct statement *statement, size_t next);
size_t do_end(struct run *run, const struct statement *statement, size_t next);
size_t do_exit(struct run *run, const struct statement *statement, size_t next);
size_t do_if(struct run *run, const struct statement *statement, size_t next);
size_t do_repeat(struct run *run, const struct statement *statement, size_t next);
size_t do_sleep(struct run *run, const struct statement *statement, size_t next);
size_t do_switch(struct run *run, const struct statement *statement, size_t next);
size_t do_test(struct run *run, const struct statement *statement, size_t next);

/* words_value.c */
size_t do_ask(struct run *run, const struct statement *statement, size_t next);
size_t do_echo(struct run *run, const struct statement *statement, size_t next);
size_t do_env(struct run *run, const struct statement *statement, size_t next);
size_t do_pause(struct run *run, const struct statement *statement, size_t next);
size_t do_pin(struct run *run, const struct statement *statement, size_t next);
size_t do_set(struct run *run, const struct statement *statement, size_t next);

#endif
