/* Sends what a statement says: one command or several. The functions with a bool return false if
 * the run stops; the reason was reported. */
#ifndef SCRIPTOR_RUN_EXCHANGE_H
#define SCRIPTOR_RUN_EXCHANGE_H

#include "scriptor/run/runner.h"

/* The command of the run is in run->command, its response in run->response. */

/* Sends the command of the statement, and shows it and its response. */
bool exchange_command(struct run *run, const struct statement *statement);
/* With "auto on", fetches the rest of the response (61xx, 6Cxx). *data becomes the data of all
 * parts, *length bytes, without the status word. */
bool exchange_follow(struct run *run, const uint8_t **data, size_t *length);
/* Returns true if "chain on" is in effect and the command is too long for one part. */
bool exchange_is_long(struct run *run, const struct statement *statement);
/* Sends the command in parts (ISO/IEC 7816-4, 5.1.1.1), and shows each. */
bool exchange_parts(struct run *run);

#endif
