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
	bool own_url;        /* --url was given */
	const char *file;    /* the list to update; NULL: the one in the user's cache */
	const char *ca_file; /* certificates to trust; NULL: the system's */
};

extern const struct cli_program options_program;

/* Fills options from the command line. Returns STATUS_YES (with common.done set after --help or
 * --version), or another status after a message. */
enum status options_read(struct options *options, int argc, char **argv);

#endif
