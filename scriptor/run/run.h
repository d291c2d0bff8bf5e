/* Runs the statements of a script against a card. */
#ifndef SCRIPTOR_RUN_RUN_H
#define SCRIPTOR_RUN_RUN_H

#include "scriptor/run/runner.h"

/* Returns a run, to be freed with run_free; source must outlive it, options is copied. NULL if
 * out of memory. */
struct run *run_new(struct card_source *source, const struct run_options *options);
void run_free(struct run **run);
/* Prepares for another script with the same card source: disconnects, forgets the variables and
 * resets all switches. What cards reported about tries left is kept. */
void run_again(struct run *run);

/* Sets the text of the script's first file, whose lines are shown before they are run, each
 * once. It must stay valid until run_end. */
void run_echo(struct run *run, struct span text);

/* Chooses the reader. Returns false if there is none; it was reported and the status is set. */
bool run_choose(struct run *run);
/* Chooses the reader, connects as the options say, and shows that. Returns false if nothing can
 * be run: the failure was reported and the status is set, or standard output cannot be written. */
bool run_connect(struct run *run);
/* Lets the first statement that needs a card connect. */
void run_connect_later(struct run *run);
/* Runs all statements of script. Returns false if it stopped: by "exit", a failure, a signal, or
 * because standard output cannot be written. */
bool run_script(struct run *run, const struct script *script);
/* Reports the tests of script that were not reached, as skipped. */
void run_skip_tests(struct run *run, const struct script *script);
/* Ends the script: shows the remaining lines. */
void run_end(struct run *run);

/* Returns true if a command was not sent because a PIN had one try left, or none: no further
 * script is to be run then, even with --keep-going. */
bool run_refused(const struct run *run);
/* Returns the exit status: 128 + a signal's number, the one of "exit", or the greatest so far. */
int run_status(const struct run *run);

#endif
