/* Runs the statements of a script against a card. */
#ifndef SCRIPTOR_RUN_RUN_H
#define SCRIPTOR_RUN_RUN_H

#include "scriptor/run/runner.h"

/* source is the caller's. Returns NULL if out of memory. */
struct run *run_new(struct card_source *source, const struct run_options *options);
void run_free(struct run **run);
/* Prepares for another script with the same card: no variables, all switches as at the start, no
 * card connected. What cards have said of tries left stays. */
void run_again(struct run *run);

/* The text of the script's first file: its lines are written to standard output, each once, before
 * they run. It stays the caller's. */
void run_echo(struct run *run, struct span text);

/* Chooses the reader. Returns false if there is none, as run_connect. */
bool run_choose(struct run *run);
/* Connects as the options say, and shows it. Returns false if nothing can be run: after a message,
 * with the status set, or where standard output takes no more. */
bool run_connect(struct run *run);
/* The first statement that needs a card connects. */
void run_connect_later(struct run *run);
/* Runs all statements of script. Returns false if nothing more is to be run: exit, a failure, a
 * signal, or a standard output that takes no more. */
bool run_script(struct run *run, const struct script *script);
/* Reports the tests of script that its failed run did not reach. */
void run_skip_tests(struct run *run, const struct script *script);
/* The end of the script: writes the lines that are left. */
void run_end(struct run *run);

/* Returns true if a command was not sent for a PIN had one try left, or none: no further script is
 * to be run, whatever keeps going otherwise. */
bool run_refused(const struct run *run);
/* Returns what the script is to return. */
int run_status(const struct run *run);

#endif
