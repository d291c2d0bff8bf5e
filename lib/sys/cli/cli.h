/* A command line, read by the table of a program's options. */
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

/* The name that messages are to begin with. */
const char *cli_name(const struct cli_program *program, char *const *argv);

/* Fills options, the program's struct, from argv, whose words it moves. Options end at "--"; they
 * and operands may be mixed. STATUS_INPUT after a message about what is wrong (abbreviated long
 * options are), STATUS_TROUBLE where memory ran out. */
enum status cli_read(struct cli *cli, const struct cli_program *program, void *options, int argc,
                     char **argv);
void cli_free(struct cli *cli);

/* Whether an option, spelled as "--name" or "-n", stood on the command line. */
bool cli_given(const struct cli *cli, const char *option);

#endif
