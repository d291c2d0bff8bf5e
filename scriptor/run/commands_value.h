/* The commands that set variables, and those that ask the user. */
#ifndef SCRIPTOR_RUN_COMMANDS_VALUE_H
#define SCRIPTOR_RUN_COMMANDS_VALUE_H

#include "scriptor/run/runner.h"

/* Each runs a statement and returns the index of the next one: for the table of run.c. */
size_t do_ask(struct run *run, const struct statement *statement, size_t next);
size_t do_echo(struct run *run, const struct statement *statement, size_t next);
size_t do_env(struct run *run, const struct statement *statement, size_t next);
size_t do_pause(struct run *run, const struct statement *statement, size_t next);
size_t do_pin(struct run *run, const struct statement *statement, size_t next);
size_t do_set(struct run *run, const struct statement *statement, size_t next);
size_t do_write(struct run *run, const struct statement *statement, size_t next);

#endif
