/* The options of a program, as a table with a row for each: parsing, --help and the completions of
 * shells are made from it, and the man pages are checked against it. */
#ifndef SYS_CLI_CLI_OPTION_H
#define SYS_CLI_CLI_OPTION_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The type of the option's member in the program's struct of options, and what the member becomes.
 */
enum cli_kind {
	CLI_MODE,    /* no member: the option only selects the row's mode */
	CLI_FLAG,    /* bool: true */
	CLI_VALUE,   /* unsigned: the row's value */
	CLI_TEXT,    /* const char *: the argument; "" if an optional one is missing */
	CLI_LIST,    /* struct cli_list: the argument is appended */
	CLI_NUMBER,  /* unsigned: the argument, decimal or after 0x hex, least to most; without one
	              * the row's value */
	CLI_SECONDS, /* uint64_t: milliseconds, at most most, from an argument in seconds */
	CLI_CHOICE,  /* unsigned: the index of the argument among the row's words */
	CLI_SET,     /* uint32_t: bits by index, from an argument of words separated by commas */
	CLI_REST,    /* const char *const *: all remaining arguments, as they are */
	CLI_CALL,    /* whatever the row's function sets */
	CLI_HELP,    /* --help */
	CLI_VERSION, /* --version */
};

/* The headings of --help, in order. */
enum cli_group {
	CLI_ACTIONS,
	CLI_SELECTING,
	CLI_RUNNING,
	CLI_SECRETS,
	CLI_HOOKS,
	CLI_OUTPUT,
	CLI_OTHER,
	CLI_TESTS,
	CLI_GROUPS,
};

/* What a shell offers for an argument, besides the row's words. */
enum cli_completion {
	CLI_COMPLETE_NOTHING,
	CLI_COMPLETE_FILE,
	CLI_COMPLETE_DIRECTORY,
	CLI_COMPLETE_READER,
	CLI_COMPLETE_HOST,
	CLI_COMPLETE_PROGRAM,
};

/* Returns the n-th of the words that an option takes, from 0; NULL after the last. */
typedef const char *cli_word(unsigned n);

struct cli_list {
	const char **items; /* owned; the texts are argv's */
	size_t count, size;
};

struct cli_option {
	char letter;          /* 0 if there is none */
	const char *name;     /* without the dashes; NULL if there is only a letter */
	const char *argument; /* its name in --help; "[=FILE]" if it is optional; NULL: none */
	enum cli_group group;
	const char *help; /* imperative, at most 60 columns */
	enum cli_kind kind;
	size_t offset;               /* of the member in the program's struct of options */
	unsigned least, most, value; /* see enum cli_kind */
	cli_word *word;              /* of CLI_CHOICE and CLI_SET */
	const char *noun;            /* what one of the words is, for messages: "format" */
	/* Of CLI_CALL: sets options, the program's struct, from the argument (NULL: none). Returns
	 * STATUS_YES, or another status after a message. */
	enum status (*call)(void *options, const char *argument);
	unsigned mode;        /* the mode of the program that it selects; 0: none */
	unsigned modes;       /* a bit for each mode that it works in; 0: all */
	const char *excludes; /* options that it cannot be combined with: "--json -d" */
	const char *needs;    /* options one of which must be given too */
	enum cli_completion completion;
};

/* Set kind and offset of a row, for a member of the struct CLI_STRUCT, which the file with the rows
 * defines. A member of the wrong type does not compile. */
#define CLI_PLACE(member, type) \
	.offset = offsetof(CLI_STRUCT, member) + \
		0 * sizeof(_Generic(&((CLI_STRUCT *)0)->member, type *: 1))
#define TO_FLAG(member) .kind = CLI_FLAG, CLI_PLACE(member, bool)
#define TO_VALUE(member, number) .kind = CLI_VALUE, .value = (number), CLI_PLACE(member, unsigned)
#define TO_TEXT(member) .kind = CLI_TEXT, CLI_PLACE(member, const char *)
#define TO_LIST(member) .kind = CLI_LIST, CLI_PLACE(member, struct cli_list)
#define TO_NUMBER(member, from, to) \
	.kind = CLI_NUMBER, .least = (from), .most = (to), CLI_PLACE(member, unsigned)
#define TO_SECONDS(member, most_ms) \
	.kind = CLI_SECONDS, .most = (most_ms), CLI_PLACE(member, uint64_t)
#define TO_CHOICE(member, what, words) \
	.kind = CLI_CHOICE, .noun = (what), .word = (words), CLI_PLACE(member, unsigned)
#define TO_SET(member, what, words) \
	.kind = CLI_SET, .noun = (what), .word = (words), CLI_PLACE(member, uint32_t)
#define TO_REST(member) .kind = CLI_REST, CLI_PLACE(member, const char *const *)
#define TO_CALL(function) .kind = CLI_CALL, .call = (function)

/* Writes name and version of a library that the program uses: "jansson 2.14". */
typedef void cli_library(char *out, size_t size);

struct cli_program {
	const char *name;
	const char *alias;                       /* another name of it; NULL: none */
	const char *const *synopsis;             /* the lines without the name, ended by NULL */
	const struct cli_option *const *options; /* tables, each ended by a row of zeros; NULL */
	const char *notes;                       /* after the options in --help; NULL: none */
	size_t mode; /* offset of the member that holds the mode, an unsigned; 0: none */
	cli_library *const *libraries; /* for --version, ended by NULL; NULL: none */
	unsigned operands;             /* how many it accepts */
	enum cli_completion operand;   /* what a shell offers for an operand */
};

enum { CLI_SPELLED = 40 }; /* size of an option as text */

/* Returns the n-th option of a program, from 0; NULL after the last. */
const struct cli_option *cli_option_at(const struct cli_program *program, size_t n);
/* Returns the number of options of a program. */
size_t cli_option_count(const struct cli_program *program);
/* Writes "--name", or "-n" for an option without a long name. Returns out. */
const char *cli_spell(const struct cli_option *option, char out[CLI_SPELLED]);
/* Returns true if text, of length characters, is the option's "--name" or "-n". */
bool cli_is_spelled(const struct cli_option *option, const char *text, size_t length);

/* Frees the array of a list, which is empty afterwards. */
void cli_list_free(struct cli_list *list);

#endif
