/* Writes the completions of a program's command line, made from its table of options. */
#ifndef TOOLS_OPTIONS_OPTIONS_H
#define TOOLS_OPTIONS_OPTIONS_H

#include "sys/cli/cli_option.h"

/* The table of the program; the tool is linked once with each program. */
extern const struct cli_program options_program;

void write_bash(const struct cli_program *program);
void write_zsh(const struct cli_program *program);
void write_fish(const struct cli_program *program);

/* Returns whether the option's argument is optional and can only follow "=". */
static inline bool is_optional(const struct cli_option *option)
{
	return option->argument != NULL && *option->argument == '[';
}

/* Writes the spellings of an option, separated by between. */
void write_words(const struct cli_option *option, const char *between);

#endif
