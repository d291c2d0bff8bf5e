/* The commands for the card, its reader and the service. */
#ifndef SCRIPTOR_RUN_COMMANDS_CARD_H
#define SCRIPTOR_RUN_COMMANDS_CARD_H

#include "scriptor/run/runner.h"

/* Each runs a statement and returns the index of the next one: for the table of run.c. */
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

#endif
