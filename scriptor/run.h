/* Runs the statements of a script against a card. */
#ifndef SCRIPTOR_RUN_H
#define SCRIPTOR_RUN_H

#include "base/card.h"
#include "base/status.h"
#include "script/script.h"

#include <stdbool.h>
#include <stddef.h>

struct run;

struct run_options {
	unsigned protocols;    /* for connect without one */
	enum card_share share; /* the same */
	bool unbuffered;       /* flush a command before it is sent */
	bool keep_going;       /* after an expectation that is not met */
	int signals;           /* descriptor that is readable once a signal came */
};

/* card is the caller's and is not connected yet. NULL where memory ran out. */
struct run *run_new(struct card *card, const struct run_options *options);
void run_free(struct run **run);

/* The text of the script's first file: its lines are written to standard output, each once, before
 * they run. It stays the caller's. */
void run_echo(struct run *run, const char *text, size_t length);

/* Connects as the options say, and tells; false where nothing can be run: after a message, with the
 * status set, or where standard output takes no more. */
bool run_connect(struct run *run);
/* Leaves the card as it is, where it is connected. */
void run_disconnect(struct run *run);

/* Runs all statements of script. False where nothing more is to be run: exit, a failure, a signal,
 * or a standard output that takes no more. */
bool run_script(struct run *run, const struct script *script);
/* The end of the script: writes the lines that are left. */
void run_end(struct run *run);

/* What the program is to return. */
int run_status(const struct run *run);

#endif
