/* The value of an option. */
#ifndef SYS_CLI_CLI_VALUE_H
#define SYS_CLI_CLI_VALUE_H

#include "sys/cli/cli_option.h"

/* Puts what a row's kind makes of an argument, or of NULL for none, into the program's struct of
 * options. STATUS_INPUT, or STATUS_TROUBLE, after a message. */
enum status cli_value(const struct cli_option *option, void *options, const char *argument);

/* STATUS_INPUT after the message that text, of length characters, is none of the words that an
 * option takes, and what was probably meant. */
enum status cli_unknown_word(const char *option, const char *noun, cli_word *word, const char *text,
                             size_t length);

#endif
