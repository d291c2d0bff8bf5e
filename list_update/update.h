/* Fetching a newer card list: checked before it replaces what is there. */
#ifndef LIST_UPDATE_UPDATE_H
#define LIST_UPDATE_UPDATE_H

#include "list_update/options.h"

/* Does what the options ask for; reports it on standard output, failures on standard error. With
 * check: STATUS_YES where there is a newer list, STATUS_NO where there is none. */
enum status update(const struct options *options);

#endif
