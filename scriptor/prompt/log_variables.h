/* Removes from the log of a session the values of variables that turn out to be secret. */
#ifndef SCRIPTOR_PROMPT_LOG_VARIABLES_H
#define SCRIPTOR_PROMPT_LOG_VARIABLES_H

#include "script/script.h"
#include "script/variables.h"

/* If the statement, which was run, sends a PIN or a key that variables contain, replaces each line
 * of the log that sets one of them, or one that their values were made of, by a prompt for it. t0:
 * the card runs T=0. If memory runs out, the log is marked as failed. */
void log_hide_variables(struct text *log, const struct script *script,
                        const struct statement *statement, const struct variables *variables,
                        bool t0);

#endif
