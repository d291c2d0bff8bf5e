/* The commands that steer a script and what it shows. */
#ifndef SCRIPTOR_RUN_COMMANDS_FLOW_H
#define SCRIPTOR_RUN_COMMANDS_FLOW_H

#include "scriptor/run/runner.h"

/* For the table of run.c. */
size_t do_else(struct run *run, const struct statement *statement, size_t next);
size_t do_end(struct run *run, const struct statement *statement, size_t next);
size_t do_exit(struct run *run, const struct statement *statement, size_t next);
size_t do_if(struct run *run, const struct statement *statement, size_t next);
size_t do_repeat(struct run *run, const struct statement *statement, size_t next);
size_t do_sleep(struct run *run, const struct statement *statement, size_t next);
size_t do_switch(struct run *run, const struct statement *statement, size_t next);
size_t do_test(struct run *run, const struct statement *statement, size_t next);

#endif
