/* list-update's command line. */
#ifndef LIST_UPDATE_OPTIONS_H
#define LIST_UPDATE_OPTIONS_H

#include "app/shared_options.h"
#include "base/status.h"

#include <stdbool.h>

struct options {
	struct options_common common;
	bool check; /* report only whether there is a newer list */
	const char *url;
	bool own_url;        /* the user has named it */
	const char *file;    /* NULL: the user's cache */
	const char *ca_file; /* NULL: the system's certificates */
};

extern const struct cli_program options_program;

/* STATUS_YES, or another after a message. */
enum status options_read(struct options *options, int argc, char **argv);

#endif
