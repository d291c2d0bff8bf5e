/* The value of an option. */
#ifndef SYS_CLI_CLI_VALUE_H
#define SYS_CLI_CLI_VALUE_H

#include "sys/cli/cli_option.h"

/* Sets the option's member of the program's struct of options from an argument, or NULL for none.
 * Returns STATUS_INPUT or STATUS_TROUBLE after a message. */
enum status cli_value(const struct cli_option *option, void *options, const char *argument);

/* Reports that text, of length characters, is none of the words that an option takes, and suggests
 * the nearest one. Returns STATUS_INPUT. */
enum status cli_unknown_word(const char *option, const char *noun, cli_word *word, const char *text,
                             size_t length);

#endif
