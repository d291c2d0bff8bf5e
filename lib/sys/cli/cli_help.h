/* What --help and --version print. */
#ifndef SYS_CLI_CLI_HELP_H
#define SYS_CLI_CLI_HELP_H

#include "sys/cli/cli_option.h"

/* Synopsis, options by group, and notes, to standard output. name: what the program was called
 * as. */
void cli_help(const struct cli_program *program, const char *name);
/* The synopsis to standard error, for a command line that lacks something. */
void cli_usage(const struct cli_program *program, const char *name);
/* "NAME (pcsckit) VERSION" to standard output, and a line for each of the libraries. */
void cli_version(const struct cli_program *program, const char *name);
/* VERSION alone. */
const char *cli_version_number(void);

#endif
