#include "tools/options/options.h"

#include "sys/cli/cli_rules.h"

#include <stdio.h>
#include <string.h>

/* Writes text for use between single quotes, with a backslash before characters that are special to
 * _arguments. */
static void write_text(const char *text)
{
	for (; *text != '\0'; text++) {
		if (strchr("[]:\\", *text) != NULL)
			putchar('\\');
		if (*text == '\'')
			fputs("'\\''", stdout);
		else
			putchar(*text);
	}
}

static void write_spelling(const struct cli_option *option)
{
	if (option->letter != '\0')
		printf(" -%c", option->letter);
	if (option->name != NULL)
		printf(" --%s", option->name);
}

/* Writes the options that are no longer offered once this option is given. */
static void write_excluded(const struct cli_program *program, const struct cli_option *option)
{
	const struct cli_option *other;

	printf("'(");
	if (option->kind == CLI_HELP || option->kind == CLI_VERSION)
		printf("- *");
	else
		for (size_t i = 0; (other = cli_option_at(program, i)) != NULL; i++)
			if (other == option ? option->kind != CLI_LIST :
			                      cli_excludes(option, other))
				write_spelling(other);
	printf(")%s", option->kind == CLI_LIST ? "*" : "");
}

/* Writes the option itself: "-r+" and "--reader=" take their argument in the same word or the next
 * one. */
static void write_option(const struct cli_option *option)
{
	bool takes = option->argument != NULL && option->kind != CLI_REST;
	const char *behind = !takes ? "" : is_optional(option) ? "=-" : "=";

	if (option->letter != '\0' && option->name != NULL)
		printf("'{-%c%s,--%s%s}'", option->letter, takes ? "+" : "", option->name, behind);
	else if (option->name != NULL)
		printf("--%s%s", option->name, behind);
	else
		printf("-%c%s", option->letter, takes ? "+" : "");
}

static void write_words_of(const struct cli_option *option)
{
	printf(option->kind == CLI_SET ? "_values -s , %s " : "(", option->noun);
	write_words(option, " ");
	printf("%s", option->kind == CLI_SET ? "" : ")");
}

static const char *const actions[] = {
	[CLI_COMPLETE_NOTHING] = " ",
	[CLI_COMPLETE_FILE] = "_files",
	[CLI_COMPLETE_DIRECTORY] = "_files -/",
	[CLI_COMPLETE_READER] = ("{local -a readers; readers=(${${(f)\"$(pcsc_scan -r "
                                 "2>/dev/null)\"}#*\\: }); compadd -a readers}"),
	[CLI_COMPLETE_HOST] = "_hosts",
	[CLI_COMPLETE_PROGRAM] = "_normal",
};

static void write_argument(const struct cli_option *option)
{
	size_t skip = is_optional(option) ? strlen("[=") : 0;
	char name[64];

	snprintf(name, sizeof name, "%.*s", (int)strcspn(option->argument + skip, "]"),
	         option->argument + skip);
	printf(option->kind == CLI_REST ? ":*::" : is_optional(option) ? "::" : ":");
	write_text(name);
	printf(":");
	if (option->word != NULL)
		write_words_of(option);
	else
		fputs(actions[option->completion], stdout);
}

static void write_row(const struct cli_program *program, const struct cli_option *option)
{
	printf(" \\\n\t");
	write_excluded(program, option);
	write_option(option);
	printf("[");
	write_text(option->help);
	printf("]");
	if (option->argument != NULL)
		write_argument(option);
	printf("'");
}

void write_zsh(const struct cli_program *program)
{
	const char *alias = program->alias != NULL ? program->alias : "";

	printf("#compdef %s%s%s\n# Completion of %s for zsh, made from the table of its options.\n"
	       "_arguments -s -S",
	       program->name, *alias != '\0' ? " " : "", alias, program->name);
	for (size_t i = 0; cli_option_at(program, i) != NULL; i++)
		write_row(program, cli_option_at(program, i));
	if (program->operand != CLI_COMPLETE_NOTHING)
		printf(" \\\n\t'%s:FILE:%s'", program->operands == 1 ? "1" : "*",
		       actions[program->operand]);
	printf("\n");
}
