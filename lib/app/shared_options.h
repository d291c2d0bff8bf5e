/* The options that several programs share. */
#ifndef APP_SHARED_OPTIONS_H
#define APP_SHARED_OPTIONS_H

#include "sys/cli/cli.h"
#include "sys/terminal/term.h"

#include <stdbool.h>
#include <stddef.h>

/* Their values: the first member of each program's struct of options. */
struct options_common {
	enum color_when color;
	bool json;
	const char *trace; /* a file; "": standard error; NULL: no trace */
	bool done;         /* --help or --version was printed: exit with STATUS_YES */
	const char *root;  /* the directory examined instead of / (sys/tree.h); NULL: / itself */
};

/* -h, -V and --color, of all programs. */
extern const struct cli_option options_common[];
/* --json. */
extern const struct cli_option options_json[];
/* --trace, of programs that use PC/SC; they call trace_start. */
extern const struct cli_option options_trace[];
/* --root, for the tests of programs that examine the system. */
extern const struct cli_option options_root[];

/* Returns the root for the functions of sys/tree.h: "" for the real one. */
const char *options_root_of(const struct options_common *common);

/* Parses the command line with cli_read, and returns its result. options is the program's struct,
 * which begins with a struct options_common. Messages have the program's name, and the colors that
 * were chosen, from then on. */
enum status options_take(struct cli *cli, const struct cli_program *program, void *options,
                         int argc, char **argv);

#endif
