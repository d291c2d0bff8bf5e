#include "tools/options/options.h"

#include <stdio.h>

/* Sets word, the word to complete, and option, the word before it, which ends in "=" if word is
 * joined to it (bash splits "--color=al" into three words). */
static const char head[] =
	"\tlocal word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} name i\n"
	"\n"
	"\tif [[ $word == = ]]; then\n"
	"\t\tword='' option=\"$option=\"\n"
	"\telif [[ $option == = ]]; then\n"
	"\t\toption=${COMP_WORDS[COMP_CWORD - 2]}=\n"
	"\tfi\n"
	"\tCOMPREPLY=()\n";

static void write_pattern(const struct cli_option *option)
{
	if (option->letter != '\0')
		printf("-%c%s", option->letter, option->name != NULL ? " | " : "");
	if (option->name != NULL && !is_optional(option))
		printf("--%s | ", option->name);
	if (option->name != NULL)
		printf("--%s=", option->name);
	printf(")");
}

static void write_candidates(enum cli_completion completion, const char *behind)
{
	static const char *const commands[] = {
		[CLI_COMPLETE_FILE] = "compopt -o filenames && mapfile -t COMPREPLY < <(compgen -f "
				      "-- \"$word\")",
		[CLI_COMPLETE_DIRECTORY] =
			"compopt -o filenames && mapfile -t COMPREPLY < <(compgen -d -- \"$word\")",
		[CLI_COMPLETE_READER] =
			"compopt -o filenames && word=${word//[\\\\\\'\\\"]/}\n"
			"\t\twhile read -r name; do\n"
			"\t\t\t[[ ${name#*: } != \"$word\"* ]] || COMPREPLY+=(\"${name#*: }\")\n"
			"\t\tdone < <(pcsc_scan -r 2>/dev/null)",
		[CLI_COMPLETE_HOST] = "mapfile -t COMPREPLY < <(compgen -A hostname -- \"$word\")",
	};

	if (completion != CLI_COMPLETE_NOTHING)
		printf("%s%s", commands[completion], behind);
}

static void write_words_of(const struct cli_option *option)
{
	if (option->kind == CLI_SET)
		printf("[[ $word != *,* ]] || name=${word%%,*},\n\t\t"
		       "mapfile -t COMPREPLY < <(compgen -P \"$name\" -W '");
	else
		printf("mapfile -t COMPREPLY < <(compgen -W '");
	write_words(option, " ");
	printf("' -- \"${word##*,}\")\n\t\t");
}

static void write_case(const struct cli_option *option)
{
	if (option->argument == NULL || option->kind == CLI_REST)
		return;
	printf("\t");
	write_pattern(option);
	printf("\n\t\t");
	if (option->word != NULL)
		write_words_of(option);
	else
		write_candidates(option->completion, "\n\t\t");
	printf("return\n\t\t;;\n");
}

/* After an option that takes the rest of the line, completes a program and its arguments. */
static void write_rest(const struct cli_option *option)
{
	if (option->kind != CLI_REST)
		return;
	printf("\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	       "\t\t[[ ${COMP_WORDS[i]} == --%s ]] || continue\n"
	       "\t\tcompopt -o filenames\n"
	       "\t\tif ((i + 1 == COMP_CWORD)); then\n"
	       "\t\t\tmapfile -t COMPREPLY < <(compgen -c -- \"$word\")\n"
	       "\t\telse\n"
	       "\t\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n"
	       "\t\tfi\n"
	       "\t\treturn\n"
	       "\tdone\n",
	       option->name);
}

static void write_each(const struct cli_program *program, void (*write)(const struct cli_option *))
{
	for (size_t i = 0; cli_option_at(program, i) != NULL; i++)
		write(cli_option_at(program, i));
}

static void write_spellings(const struct cli_option *option)
{
	if (option->letter != '\0')
		printf(" -%c", option->letter);
	if (option->name != NULL)
		printf(" --%s", option->name);
}

void write_bash(const struct cli_program *program)
{
	printf("# Completion of %s for bash, made from the table of its options.\n_%s() {\n%s",
	       program->name, program->name, head);
	write_each(program, write_rest);
	printf("\tcase $option in\n");
	write_each(program, write_case);
	printf("\tesac\n\tif [[ $word == -* ]]; then\n"
	       "\t\tmapfile -t COMPREPLY < <(compgen -W '");
	write_each(program, write_spellings);
	printf("' -- \"$word\")\n\t\treturn\n\tfi\n\t");
	write_candidates(program->operand, "\n\t");
	printf("return 0\n}\ncomplete -F _%s %s%s%s\n", program->name, program->name,
	       program->alias != NULL ? " " : "", program->alias != NULL ? program->alias : "");
}
