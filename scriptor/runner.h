/* What the files that run a script share. */
#ifndef SCRIPTOR_RUNNER_H
#define SCRIPTOR_RUNNER_H

#include "run.h"
#include "script/expect.h"
#include "script/value.h"

#include <stdint.h>

struct loop {
	uint32_t round;   /* from 1 */
	size_t statement; /* its repeat */
};

struct run {
	struct card *card;
	struct run_options options;
	bool connected;
	const struct script *script;
	const struct statement *statement; /* the one that runs; NULL between scripts */
	struct variables variables;
	struct loop loops[SCRIPT_DEPTH_MAX];
	size_t loop_count;
	bool automatic; /* auto on */

	bool has_sw;
	uint16_t sw; /* of the last answer */
	double ms;   /* that the card took for it, in all where auto sent more */

	const char *echo_text, *echo_end; /* the file's lines not yet shown; NULL: none are */
	size_t echo_line;

	int status; /* the greatest so far */
	bool stopped;
	bool exit_given;
	int exit_status;

	struct text command, row; /* used again for each statement */
	char place[300];
	uint8_t response[CARD_RESPONSE_MAX];
	size_t response_length;
	uint8_t whole[CARD_RESPONSE_MAX]; /* data of all parts of an answer, then SW1 SW2 */
};

/* "FILE:LINE" of the statement that runs; good until the next call. */
const char *runner_place(struct run *run);
/* The run stops, and ends with this status or a greater one. */
void runner_fail(struct run *run, enum status status);
/* The same after a PC/SC code, told with where and what. */
void runner_card_failed(struct run *run, const char *what, card_result code);
/* False after a message where no card is connected: the run stops. */
bool runner_is_connected(struct run *run);
/* The run stops where an item has no value. */
void runner_value_failed(struct run *run, const char *why);
/* Sets a variable; false where memory ran out (the run stops). */
bool runner_set(struct run *run, const char *name, const void *bytes, size_t length);

#endif
