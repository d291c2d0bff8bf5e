#include "tools/options/options.h"

#include <stdio.h>
#include <string.h>

static void write_quoted(const char *text)
{
	putchar('\'');
	for (; *text != '\0'; text++) {
		if (strchr("'\\", *text) != NULL)
			putchar('\\');
		putchar(*text);
	}
	putchar('\'');
}

static void write_argument(const struct cli_option *option)
{
	static const char *const arguments[] = {
		[CLI_COMPLETE_NOTHING] = " -x",
		[CLI_COMPLETE_FILE] = " -r -F",
		[CLI_COMPLETE_DIRECTORY] = " -x -a '(__fish_complete_directories)'",
		[CLI_COMPLETE_READER] = (" -x -a '(pcsc_scan -r 2>/dev/null | string replace -r "
	                                 "\"^[0-9]+: \" \"\")'"),
		[CLI_COMPLETE_HOST] = " -x -a '(__fish_print_hostnames)'",
		[CLI_COMPLETE_PROGRAM] = " -x -a '(__fish_complete_command)'",
	};

	if (option->word == NULL) {
		fputs(arguments[option->completion], stdout);
		return;
	}
	printf(option->kind == CLI_SET ? " -x -a '(__fish_append , " : " -x -a '");
	write_words(option, " ");
	printf(option->kind == CLI_SET ? ")'" : "'");
}

/* fish does not know optional arguments: such an option is offered without one, and after its "="
 * files are completed. */
static void write_row(const struct cli_program *program, const struct cli_option *option)
{
	printf("complete -c %s", program->name);
	if (option->letter != '\0')
		printf(" -s %c", option->letter);
	if (option->name != NULL)
		printf(" -l %s", option->name);
	if (option->argument != NULL && !is_optional(option))
		write_argument(option);
	else if (option->completion == CLI_COMPLETE_FILE)
		printf(" -F");
	printf(" -d ");
	write_quoted(option->help);
	printf("\n");
}

void write_fish(const struct cli_program *program)
{
	printf("# Completion of %s for fish, made from the table of its options.\n", program->name);
	if (program->operand == CLI_COMPLETE_NOTHING)
		printf("complete -c %s -f\n", program->name);
	for (size_t i = 0; cli_option_at(program, i) != NULL; i++)
		write_row(program, cli_option_at(program, i));
	if (program->alias != NULL)
		printf("complete -c %s -w %s\n", program->alias, program->name);
}
