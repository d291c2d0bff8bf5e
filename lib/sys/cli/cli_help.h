/* What --help and --version print. */
#ifndef SYS_CLI_CLI_HELP_H
#define SYS_CLI_CLI_HELP_H

#include "sys/cli/cli_option.h"

/* Prints synopsis, options by group, and notes to standard output. name is the one that the program
 * was called by. */
void cli_help(const struct cli_program *program, const char *name);
/* Prints the synopsis to standard error, for an incomplete command line. */
void cli_usage(const struct cli_program *program, const char *name);
/* Prints "NAME (pcsckit) VERSION" to standard output, and a line for each of the libraries. */
void cli_version(const struct cli_program *program, const char *name);
/* Returns VERSION. */
const char *cli_version_number(void);

#endif
