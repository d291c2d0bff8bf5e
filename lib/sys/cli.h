/* Command lines: one table an option gives getopt, --help, and what man pages and completions are
 * checked against. */
#ifndef SYS_CLI_H
#define SYS_CLI_H

#include <stdbool.h>

enum cli_argument {
	CLI_NONE,
	CLI_VALUE,    /* --list FILE, --list=FILE, -l FILE */
	CLI_OPTIONAL, /* --trace or --trace=FILE */
	CLI_REST,     /* takes all that follows on the line: it ends the options */
};

struct cli_option {
	int id;           /* what cli_next returns; above 0 */
	char letter;      /* 0 where there is none */
	const char *name; /* without the dashes; NULL where there is only a letter */
	enum cli_argument argument;
	const char *value; /* the argument's name in --help */
	const char *help;
};

struct cli_program {
	const char *name;
	const char *const *synopsis;             /* lines after the name, ended by NULL */
	const struct cli_option *const *options; /* tables, each ended by id 0; the list by NULL */
	const char *notes;                       /* after the options in --help; NULL for none */
};

enum { CLI_IDS = 256, CLI_OTHERS = 28 };

/* What cannot stand beside an option, or what it needs one of. */
struct cli_rule {
	int option;
	enum { CLI_EXCLUDES, CLI_NEEDS } kind;
	int others[CLI_OTHERS + 1]; /* ended by 0 */
};

struct cli {
	const struct cli_program *program;
	bool given[CLI_IDS]; /* by id: the options that cli_next has returned */
	int argc;
	char **argv;
	const char *value;    /* the argument of the option just returned, or NULL */
	int first;            /* at the end: index of the first operand, or of CLI_REST's words */
	struct option *longs; /* owned */
	char *letters;        /* owned */
	bool rest;
};

enum { CLI_END = 0, CLI_ERROR = -1 };

/* Options end at "--" or at the first word after which only operands come; options and operands
 * may be mixed. False where memory ran out. */
bool cli_start(struct cli *cli, const struct cli_program *program, int argc, char **argv);
/* The next option's id; CLI_END; CLI_ERROR after a message (abbreviated long options are errors).
 */
int cli_next(struct cli *cli);
void cli_free(struct cli *cli);
/* After the last option: false after a message that names both where one of the rules, which are
 * ended by option 0, does not hold. An option without a rule goes with all. */
bool cli_together(const struct cli *cli, const struct cli_rule *rules);

/* Synopsis and options from the tables, to standard output. */
void cli_help(const struct cli_program *program);
/* "NAME (pcsckit) VERSION" to standard output. */
void cli_version(const struct cli_program *program);
/* VERSION alone. */
const char *cli_version_number(void);
/* The synopsis to standard error, for a command line that lacks something. */
void cli_usage(const struct cli_program *program);

#endif
