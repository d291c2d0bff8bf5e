/* Parses a command line by the table of a program's options. */
#ifndef SYS_CLI_CLI_H
#define SYS_CLI_CLI_H

#include "sys/cli/cli_option.h"

struct cli {
	const struct cli_program *program;
	const char *name; /* the program's name, or its alias if it was called by that */
	bool done;        /* --help or --version was printed: there is nothing else to do */
	char **operands;  /* the arguments that are not options; words of argv, ended by NULL */
	size_t operand_count;
	bool *given; /* for each option of the program, in the order of cli_option_at; owned */
};

/* Returns the name for messages: the program's alias if argv[0] ends with that, else its name. */
const char *cli_name(const struct cli_program *program, char *const *argv);

/* Fills cli, to be freed with cli_free, and options, the program's struct of options, from argv,
 * whose words it reorders. Options and operands may be mixed; "--" ends the options. Returns
 * STATUS_INPUT after a message for an invalid command line, such as one with an abbreviated option;
 * STATUS_TROUBLE if out of memory (reported). */
enum status cli_read(struct cli *cli, const struct cli_program *program, void *options, int argc,
                     char **argv);
void cli_free(struct cli *cli);

/* Returns true if option, "--name" or "-n", was given. */
bool cli_given(const struct cli *cli, const char *option);

#endif
