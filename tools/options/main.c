/* options bash|zsh|fish|table: writes the completions of the program that it is linked with; or,
 * for tests, a line for each option: its spellings, its argument, what completes the argument, its
 * help, and the options that it excludes or needs. */
#include "tools/options/options.h"

#include <stdio.h>
#include <string.h>

void write_words(const struct cli_option *option, const char *between)
{
	for (unsigned i = 0; option->word(i) != NULL; i++)
		printf("%s%s", i == 0 ? "" : between, option->word(i));
}

static void write_completion(const struct cli_option *option)
{
	static const char *const names[] = {
		[CLI_COMPLETE_NOTHING] = "nothing",     [CLI_COMPLETE_FILE] = "file",
		[CLI_COMPLETE_DIRECTORY] = "directory", [CLI_COMPLETE_READER] = "reader",
		[CLI_COMPLETE_HOST] = "host",           [CLI_COMPLETE_PROGRAM] = "program",
	};

	if (option->word != NULL)
		write_words(option, " ");
	else
		fputs(names[option->completion], stdout);
}

static void write_table(const struct cli_program *program)
{
	const struct cli_option *option;

	for (size_t i = 0; (option = cli_option_at(program, i)) != NULL; i++) {
		if (option->letter != '\0')
			printf("-%c%s", option->letter, option->name != NULL ? " " : "");
		if (option->name != NULL)
			printf("--%s", option->name);
		printf("\t%s\t", option->argument != NULL ? option->argument : "");
		write_completion(option);
		printf("\t%s\t%s %s\n", option->help,
		       option->excludes != NULL ? option->excludes : "",
		       option->needs != NULL ? option->needs : "");
	}
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*write)(const struct cli_program *program);
	} forms[] = {{"bash", write_bash},
	             {"zsh", write_zsh},
	             {"fish", write_fish},
	             {"table", write_table}};

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		if (argc != 2 || strcmp(argv[1], forms[i].name) != 0)
			continue;
		forms[i].write(&options_program);
		return fflush(stdout) == 0 ? 0 : 3;
	}
	fputs("usage: options bash|zsh|fish|table\n", stderr);
	return 2;
}
