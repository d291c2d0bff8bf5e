/* capture's command line. */
#ifndef CAPTURE_OPTIONS_H
#define CAPTURE_OPTIONS_H

#include "app/shared_options.h"
#include "base/status.h"

#include <stdbool.h>

struct options {
	struct options_common common;
	bool writes; /* "write"; else "read" */
};

extern const struct cli_program options_program;

/* STATUS_YES, or another after a message. */
enum status options_read(struct options *options, int argc, char **argv);

#endif
