/* Which options can be combined. */
#ifndef SYS_CLI_CLI_RULES_H
#define SYS_CLI_CLI_RULES_H

#include "sys/cli/cli_option.h"

/* Returns true if two options of a program exclude each other, by name or by their modes. */
bool cli_apart(const struct cli_option *one, const struct cli_option *other);

/* given has an element for each option of the program. Returns false after a message if two of
 * those given exclude each other (it names both), or one lacks an option that it needs. */
bool cli_together(const struct cli_program *program, const bool *given);

#endif
