/* Options that several programs share. */
#ifndef APP_SHARED_OPTIONS_H
#define APP_SHARED_OPTIONS_H

#include "sys/cli/cli.h"
#include "sys/terminal/term.h"

#include <stdbool.h>
#include <stddef.h>

/* What the rows below fill: the first member of each program's struct of options. */
struct options_common {
	enum color_when color;
	bool json;
	const char *trace; /* a file; "": standard error; NULL: no trace */
	bool done;         /* --help or --version was answered: end with STATUS_YES */
	const char *root;  /* --root, what stands for / (sys/tree.h); NULL: the system itself */
};

/* -h -V --color: to be named first in a program's list of tables. */
extern const struct cli_option options_common[];
/* --json, for the programs that have it. */
extern const struct cli_option options_json[];
/* --trace, for those that use PC/SC; their main calls trace_start. */
extern const struct cli_option options_trace[];
/* --root, for tests of those that look around in the system. */
extern const struct cli_option options_root[];

/* Returns what stands for /: "" for the system itself. */
const char *options_root_of(const struct options_common *common);

/* cli_read() into a struct of options that begins with a struct options_common. Messages have the
 * program's name from now on, and the colours that were asked for. */
enum status options_take(struct cli *cli, const struct cli_program *program, void *options,
                         int argc, char **argv);

#endif
