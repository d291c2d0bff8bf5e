/* The options of a program, one row each: getopt, --help, the completions of shells and what man
 * pages are checked against all come from it. */
#ifndef SYS_CLI_CLI_OPTION_H
#define SYS_CLI_CLI_OPTION_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The type of an option's member in the program's struct of options, and what it is set to. */
enum cli_kind {
	CLI_MODE,    /* no member: the option only selects the row's mode */
	CLI_FLAG,    /* bool: true */
	CLI_VALUE,   /* unsigned: the row's value */
	CLI_TEXT,    /* const char *: the argument; "" if an optional one is missing */
	CLI_LIST,    /* struct cli_list: the argument is added */
	CLI_NUMBER,  /* unsigned, from least to most; the row's value where it is missing */
	CLI_SECONDS, /* uint64_t in ms, at most most; written as seconds */
	CLI_CHOICE,  /* unsigned: which of the row's words the argument is */
	CLI_SET,     /* uint32_t: a bit for each of the row's words, with commas between them */
	CLI_REST,    /* const char *const *: all that follows on the line; it ends the options */
	CLI_CALL,    /* set by the row's function */
	CLI_HELP,    /* --help */
	CLI_VERSION, /* --version */
};

/* The headings of --help, in its order. */
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

/* What a shell offers for an argument that is none of the row's words. */
enum cli_completion {
	CLI_COMPLETE_NOTHING,
	CLI_COMPLETE_FILE,
	CLI_COMPLETE_DIRECTORY,
	CLI_COMPLETE_READER,
	CLI_COMPLETE_HOST,
	CLI_COMPLETE_PROGRAM,
};

/* Returns the n-th of some words, from 0; NULL after the last. */
typedef const char *cli_word(unsigned n);

struct cli_list {
	const char **items; /* owned; the texts are argv's */
	size_t count, size;
};

struct cli_option {
	char letter;          /* 0 if there is none */
	const char *name;     /* without the dashes; NULL if there is only a letter */
	const char *argument; /* its name in --help; "[=FILE]" where it is optional; NULL: none */
	enum cli_group group;
	const char *help; /* imperative, at most 60 columns */
	enum cli_kind kind;
	size_t offset; /* of its member in the program's struct of options */
	unsigned least, most, value;
	cli_word *word;
	const char *noun; /* what one of the words is: "format" */
	/* Of CLI_CALL: writes its own messages; options is the program's struct. */
	enum status (*call)(void *options, const char *argument);
	unsigned mode;        /* the mode of the program that it selects; 0: none */
	unsigned modes;       /* a bit for each mode that it works in; 0: all */
	const char *excludes; /* options it cannot be combined with: "--json -d" */
	const char *needs;    /* options of which it needs one */
	enum cli_completion completion;
};

/* Places in CLI_STRUCT, which the file with the rows defines; a member of another type than the
 * kind's does not compile. */
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

/* Writes the name and the version of a library that the program uses: "jansson 2.14". */
typedef void cli_library(char *out, size_t size);

struct cli_program {
	const char *name;
	const char *alias;                       /* another name it is called by; NULL: none */
	const char *const *synopsis;             /* lines after the name, ended by NULL */
	const struct cli_option *const *options; /* tables, each ended by a row of zeros; NULL */
	const char *notes;                       /* after the options in --help; NULL: none */
	size_t mode; /* offset of the unsigned that holds the mode; 0: it has none */
	cli_library *const *libraries; /* for --version, ended by NULL; NULL: none */
	unsigned operands;             /* how many there may be */
	enum cli_completion operand;
};

enum { CLI_SPELLED = 40 }; /* size of an option as text */

/* Returns the n-th option of a program, from 0; NULL after the last. */
const struct cli_option *cli_option_at(const struct cli_program *program, size_t n);
size_t cli_option_count(const struct cli_program *program);
/* Writes "--name", or "-n" if it has no name. Returns out. */
const char *cli_spell(const struct cli_option *option, char out[CLI_SPELLED]);
/* Returns true if text of length characters is the option's "--name" or "-n". */
bool cli_is_spelled(const struct cli_option *option, const char *text, size_t length);

void cli_list_free(struct cli_list *list);

#endif
