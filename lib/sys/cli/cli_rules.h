/* Which options of a program can be combined. */
#ifndef SYS_CLI_CLI_RULES_H
#define SYS_CLI_CLI_RULES_H

#include "sys/cli/cli_option.h"

/* Returns true if two options exclude each other, by their rows' excludes or their modes. */
bool cli_excludes(const struct cli_option *one, const struct cli_option *other);

/* Checks the options that were given; given is that of struct cli. Returns false after a message if
 * two of them exclude each other, or one of them needs another that is missing. */
bool cli_can_combine(const struct cli_program *program, const bool *given);

#endif
