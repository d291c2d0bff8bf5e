/* The commands that control the course of a script and its output. */
#ifndef SCRIPTOR_RUN_COMMANDS_FLOW_H
#define SCRIPTOR_RUN_COMMANDS_FLOW_H

#include "scriptor/run/runner.h"

/* Each runs a statement and returns the index of the next one: for the table of run.c. */
size_t do_else(struct run *run, const struct statement *statement, size_t next);
size_t do_end(struct run *run, const struct statement *statement, size_t next);
size_t do_exit(struct run *run, const struct statement *statement, size_t next);
size_t do_if(struct run *run, const struct statement *statement, size_t next);
size_t do_repeat(struct run *run, const struct statement *statement, size_t next);
size_t do_sleep(struct run *run, const struct statement *statement, size_t next);
size_t do_switch(struct run *run, const struct statement *statement, size_t next);
size_t do_test(struct run *run, const struct statement *statement, size_t next);

#endif
