/* Parses a command line with the table of a program's options. */
#ifndef SYS_CLI_CLI_H
#define SYS_CLI_CLI_H

#include "sys/cli/cli_option.h"

struct cli {
	const struct cli_program *program;
	const char *name; /* the program's, or its alias where it was called by that */
	bool done;        /* --help or --version was answered */
	char **operands;  /* the first words of argv, after its name; ended by NULL */
	size_t operand_count;
	bool *given; /* for each option of the program; owned */
};

/* Returns the name that messages begin with. */
const char *cli_name(const struct cli_program *program, char *const *argv);

/* Fills options, the program's struct, from argv, whose words it moves. Options end at "--"; they
 * and operands may be mixed. Returns STATUS_INPUT after a message about an error (abbreviated
 * long options are one); STATUS_TROUBLE if out of memory. */
enum status cli_read(struct cli *cli, const struct cli_program *program, void *options, int argc,
                     char **argv);
void cli_free(struct cli *cli);

/* Returns true if an option, spelled as "--name" or "-n", was given. */
bool cli_given(const struct cli *cli, const char *option);

#endif
