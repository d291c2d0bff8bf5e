#include "sys/cli/cli_help.h"

#include <stdio.h>

enum { HELP_COLUMN = 28 };

static const char *const headings[CLI_GROUPS] = {
	[CLI_ACTIONS] = "Actions", [CLI_SELECTING] = "Selecting", [CLI_RUNNING] = "Running",
	[CLI_SECRETS] = "Secrets", [CLI_HOOKS] = "Hooks",         [CLI_OUTPUT] = "Output",
	[CLI_OTHER] = "Other",     [CLI_TESTS] = "For tests",
};

static void print_option(const struct cli_option *option)
{
	const char *argument = option->argument != NULL ? option->argument : "";
	char letter[8] = "    ", spelled[CLI_SPELLED] = "", left[96];

	if (option->letter != '\0')
		snprintf(letter, sizeof letter, "-%c%s", option->letter,
		         option->name != NULL ? ", " : "");
	if (option->name != NULL)
		cli_spell(option, spelled);
	int columns = snprintf(left, sizeof left, "  %s%s%s%s", letter, spelled,
	                       *argument != '\0' && *argument != '[' ? " " : "", argument);
	if (columns > HELP_COLUMN - 2)
		printf("%s\n%*s%s\n", left, HELP_COLUMN, "", option->help);
	else
		printf("%-*s%s\n", HELP_COLUMN, left, option->help);
}

static void print_group(const struct cli_program *program, enum cli_group group)
{
	const struct cli_option *option;
	bool first = true;

	for (size_t i = 0; (option = cli_option_at(program, i)) != NULL; i++) {
		if (option->group != group)
			continue;
		if (first)
			printf("\n%s:\n", headings[group]);
		first = false;
		print_option(option);
	}
}

static void print_synopsis(FILE *out, const struct cli_program *program, const char *name)
{
	const char *head = "usage:";

	for (const char *const *line = program->synopsis; *line != NULL; line++) {
		fprintf(out, "%s %s %s\n", head, name, *line);
		head = "      ";
	}
}

void cli_help(const struct cli_program *program, const char *name)
{
	print_synopsis(stdout, program, name);
	for (enum cli_group group = 0; group < CLI_GROUPS; group++)
		print_group(program, group);
	if (program->notes != NULL)
		printf("\n%s", program->notes);
}

void cli_usage(const struct cli_program *program, const char *name)
{
	print_synopsis(stderr, program, name);
}

void cli_version(const struct cli_program *program, const char *name)
{
	char library[120];

	printf("%s (pcsckit) %s\n", name, VERSION);
	for (size_t i = 0; program->libraries != NULL && program->libraries[i] != NULL; i++) {
		program->libraries[i](library, sizeof library);
		printf("%s\n", library);
	}
}

const char *cli_version_number(void)
{
	return VERSION;
}
