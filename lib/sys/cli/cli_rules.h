/* Which options go together. */
#ifndef SYS_CLI_CLI_RULES_H
#define SYS_CLI_CLI_RULES_H

#include "sys/cli/cli_option.h"

/* Whether two options of a program exclude each other: by name, or by the modes they are for. */
bool cli_apart(const struct cli_option *one, const struct cli_option *other);

/* given has an element for each option of the program. False after a message that names both where
 * two of those given do not go together, or one lacks what it needs. */
bool cli_together(const struct cli_program *program, const bool *given);

#endif
