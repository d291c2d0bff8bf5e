/* What is made of a program's table of options: the completions of its command line. */
#ifndef TOOLS_OPTIONS_OPTIONS_H
#define TOOLS_OPTIONS_OPTIONS_H

#include "sys/cli/cli_option.h"

/* The program's own table; each is linked with the tool once. */
extern const struct cli_program options_program;

void write_bash(const struct cli_program *program);
void write_zsh(const struct cli_program *program);
void write_fish(const struct cli_program *program);

/* Whether the option's argument comes behind "=" alone. */
static inline bool is_optional(const struct cli_option *option)
{
	return option->argument != NULL && *option->argument == '[';
}

/* The words of an option, with between between them. */
void write_words(const struct cli_option *option, const char *between);

#endif
