/* Prints --help and --version. name is the name of the program for messages (cli_name). */
#ifndef SYS_CLI_CLI_HELP_H
#define SYS_CLI_CLI_HELP_H

#include "sys/cli/cli_option.h"

/* Prints synopsis, options by group, and notes to standard output. */
void cli_help(const struct cli_program *program, const char *name);
/* Prints the synopsis to standard error, for an incomplete command line. */
void cli_usage(const struct cli_program *program, const char *name);
/* Prints "NAME (pcsckit) VERSION" and a line for each library to standard output. */
void cli_version(const struct cli_program *program, const char *name);
/* Returns the version of pcsckit. */
const char *cli_version_number(void);

#endif
