/* Sets the value of an option. */
#ifndef SYS_CLI_CLI_VALUE_H
#define SYS_CLI_CLI_VALUE_H

#include "sys/cli/cli_option.h"

/* Sets the option's member of options, the program's struct, from its argument (NULL: none).
 * Returns STATUS_YES; or, after a message, STATUS_INPUT if the argument is invalid and
 * STATUS_TROUBLE if out of memory. */
enum status cli_value(const struct cli_option *option, void *options, const char *argument);

/* Reports that text, of length characters, is none of the words that option ("--format") takes, and
 * suggests the nearest word. noun is what a word is: "format". Returns STATUS_INPUT. */
enum status cli_unknown_word(const char *option, const char *noun, cli_word *word, const char *text,
                             size_t length);

#endif
