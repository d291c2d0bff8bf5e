/* Fetches a newer card list, and checks it before it replaces the present one. */
#ifndef LIST_UPDATE_UPDATE_H
#define LIST_UPDATE_UPDATE_H

#include "list_update/options.h"

/* Does what the options ask for. Reports the result on standard output, failures on standard
 * error. Returns the exit status: with --check, STATUS_YES if there is a newer list and
 * STATUS_NO if not. */
enum status update(const struct options *options);

#endif
