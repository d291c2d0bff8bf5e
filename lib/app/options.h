/* Options that several programs share. */
#ifndef APP_OPTIONS_H
#define APP_OPTIONS_H

#include "sys/cli.h"
#include "sys/terminal/term.h"

#include <stdbool.h>

/* Ids of the common options; a program's own start at OPTION_OWN. */
enum {
	OPTION_HELP = 1,
	OPTION_VERSION,
	OPTION_COLOR,
	OPTION_JSON,
	OPTION_TRACE,
	OPTION_OWN = 100,
};

/* -h -V --color: to be named first in a program's list of tables. */
extern const struct cli_option options_common[];
/* --json, for the programs that have it. */
extern const struct cli_option options_json[];
/* --trace, for those that use PC/SC; their main calls trace_start. */
extern const struct cli_option options_trace[];

struct options_common {
	enum color_when color;
	bool json;
	bool trace;
	const char *trace_path; /* NULL: standard error */
	bool done;              /* --help or --version was answered: end with STATUS_YES */
};

enum options_result { OPTIONS_TAKEN, OPTIONS_NOT_MINE, OPTIONS_ERROR };

/* Does what a common option asks for; OPTIONS_ERROR after a message. */
enum options_result options_take(struct options_common *options, const struct cli *cli, int id);

#endif
