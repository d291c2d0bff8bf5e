#include "sys/cli/cli.h"

#include "base/nearest.h"
#include "sys/cli/cli_help.h"
#include "sys/cli/cli_rules.h"
#include "sys/cli/cli_value.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

/* Long options get values from LONG_BASE on, so that one without a short form can be identified.
 * OPERAND is what getopt reports for an operand ("-" in front of the short options). */
enum { OPERAND = 1, LONG_BASE = 0x1000 };

/* What getopt_long is given; owned. */
struct tables {
	struct option *longs;
	char *letters;
};

static int getopt_argument(const struct cli_option *option)
{
	if (option->argument == NULL || option->kind == CLI_REST)
		return no_argument;
	return *option->argument == '[' ? optional_argument : required_argument;
}

static void tables_free(struct tables *tables)
{
	free(tables->longs);
	free(tables->letters);
}

static bool tables_fill(struct tables *tables, const struct cli_program *program)
{
	size_t count = cli_option_count(program);
	struct option *next = tables->longs = calloc(count + 1, sizeof *next);
	char *letter = tables->letters = calloc(count * 3 + 3, 1);

	if (next == NULL || letter == NULL)
		return false;
	*letter++ = '-'; /* return operands in their order */
	*letter++ = ':'; /* suppress getopt's messages; report a missing argument as ':' */
	for (size_t i = 0; i < count; i++) {
		const struct cli_option *option = cli_option_at(program, i);
		int argument = getopt_argument(option);

		if (option->name != NULL)
			*next++ = (struct option){.name = option->name,
			                          .has_arg = argument,
			                          .val = LONG_BASE + (int)i};
		if (option->letter == '\0')
			continue;
		*letter++ = option->letter;
		while (argument-- > 0)
			*letter++ = ':';
	}
	return true;
}

static enum status show_help(const struct cli *cli)
{
	message_hint("\"%s --help\" lists the options", cli->name);
	return STATUS_INPUT;
}

/* Appends why to the message. */
static enum status refuse_unknown(const struct cli *cli, const char *word, const char *why)
{
	size_t length = strcspn(word, "=");
	const struct cli_option *option;
	bool is_long = length > 2 && word[1] == '-';
	struct nearest nearest = nearest_to((struct span){word + 2, is_long ? length - 2 : 0});

	for (size_t i = 0; (option = cli_option_at(cli->program, i)) != NULL; i++)
		if (option->name != NULL)
			nearest_offer(&nearest, option->name);
	message_error("unknown option '%.*s'%s", (int)length, word, why);
	if (nearest.best == NULL)
		return show_help(cli);
	message_hint("did you mean \"--%s\"?", nearest.best);
	return STATUS_INPUT;
}

/* Reports the error of getopt: got is '?' or ':'. */
static enum status refuse_option(const struct cli *cli, int got, const char *word)
{
	char spelled[CLI_SPELLED], letter[] = {'-', (char)optopt, '\0'};

	if (optopt >= LONG_BASE)
		cli_spell(cli_option_at(cli->program, (size_t)(optopt - LONG_BASE)), spelled);
	if (got == '?' && optopt < LONG_BASE)
		return refuse_unknown(cli, optopt != 0 ? letter : word, "");
	message_error("%s %s", optopt >= LONG_BASE ? spelled : letter,
	              got == ':' ? "needs an argument" : "takes no argument");
	return show_help(cli);
}

/* getopt_long accepts any unambiguous abbreviation, which the options of a later version may make
 * ambiguous. */
static bool is_abbreviated(const struct cli_option *option, const char *word)
{
	return !cli_is_spelled(option, word, strcspn(word, "="));
}

static size_t find_letter(const struct cli_program *program, int letter)
{
	size_t i = 0;

	while (cli_option_at(program, i)->letter != letter)
		i++;
	return i;
}

/* Refuses an empty name before the run rather than in the middle of it. */
static enum status check_name(const char *what, enum cli_completion kind, const char *name)
{
	static const char *const nouns[] = {
		[CLI_COMPLETE_FILE] = "file",
		[CLI_COMPLETE_DIRECTORY] = "directory",
		[CLI_COMPLETE_PROGRAM] = "program",
	};

	if (name == NULL || *name != '\0' || nouns[kind] == NULL)
		return STATUS_YES;
	message_error("%s: expected the name of a %s, got ''", what, nouns[kind]);
	return STATUS_INPUT;
}

static enum status take_rest(const struct cli *cli, const struct cli_option *option, void *options,
                             char **rest)
{
	char spelled[CLI_SPELLED];

	if (*rest != NULL) {
		*(const char *const **)(void *)((char *)options + option->offset) =
			(const char *const *)(const void *)rest;
		return check_name(cli_spell(option, spelled), option->completion, *rest);
	}
	message_error("%s needs an argument", cli_spell(option, spelled));
	return show_help(cli);
}

static enum status take_option(struct cli *cli, size_t index, void *options, char **argv)
{
	const struct cli_option *option = cli_option_at(cli->program, index);
	char spelled[CLI_SPELLED];

	cli->given[index] = true;
	if (option->mode != 0)
		*(unsigned *)(void *)((char *)options + cli->program->mode) = option->mode;
	if (option->kind == CLI_REST)
		return take_rest(cli, option, options, argv + optind);
	cli->done = option->kind == CLI_HELP || option->kind == CLI_VERSION;
	if (option->kind == CLI_HELP)
		cli_help(cli->program, cli->name);
	else if (option->kind == CLI_VERSION)
		cli_version(cli->program, cli->name);
	enum status status = check_name(cli_spell(option, spelled), option->completion, optarg);
	return status != STATUS_YES ? status : cli_value(option, options, optarg);
}

/* Returns the word from which getopt_long has just parsed a long option. */
static const char *last_word(char **argv)
{
	return argv[optarg != NULL && optarg == argv[optind - 1] ? optind - 2 : optind - 1];
}

static enum status take_next(struct cli *cli, int got, void *options, char **argv)
{
	if (got == OPERAND) {
		argv[1 + cli->operand_count++] = optarg; /* already read as an operand */
		return STATUS_YES;
	}
	if (got == '?' || got == ':')
		return refuse_option(cli, got, argv[optind - 1]);
	if (got < LONG_BASE)
		return take_option(cli, find_letter(cli->program, got), options, argv);
	size_t index = (size_t)(got - LONG_BASE);
	if (is_abbreviated(cli_option_at(cli->program, index), last_word(argv)))
		return refuse_unknown(cli, last_word(argv), " (options cannot be abbreviated)");
	return take_option(cli, index, options, argv);
}

/* Returns whether one of the options given takes all remaining words. */
static bool has_rest(const struct cli *cli)
{
	for (size_t i = 0; cli_option_at(cli->program, i) != NULL; i++)
		if (cli->given[i] && cli_option_at(cli->program, i)->kind == CLI_REST)
			return true;
	return false;
}

static enum status take_options(struct cli *cli, void *options, int argc, char **argv)
{
	enum status status = STATUS_TROUBLE;
	struct tables tables;
	int got;

	optind = 0;
	opterr = 0;
	if (tables_fill(&tables, cli->program))
		status = STATUS_YES;
	else
		memory_ran_out();
	while (status == STATUS_YES && !cli->done && !has_rest(cli) &&
	       (got = getopt_long(argc, argv, tables.letters, tables.longs, NULL)) != -1)
		status = take_next(cli, got, options, argv);
	tables_free(&tables);
	return status;
}

static enum status take_operands(struct cli *cli, int argc, char **argv)
{
	/* The operands after "--". */
	while (!has_rest(cli) && optind < argc)
		argv[1 + cli->operand_count++] = argv[optind++];
	if (argc > 0)
		argv[1 + cli->operand_count] = NULL;
	if (cli->operand_count > cli->program->operands) {
		message_error("unexpected argument '%s'", cli->operands[cli->program->operands]);
		return show_help(cli);
	}
	enum status status = STATUS_YES;
	for (size_t i = 0; i < cli->operand_count && status == STATUS_YES; i++)
		status = check_name("argument", cli->program->operand, cli->operands[i]);
	return status;
}

const char *cli_name(const struct cli_program *program, char *const *argv)
{
	const char *path = argv[0] != NULL ? argv[0] : "", *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t length = strlen(name), end = program->alias != NULL ? strlen(program->alias) : 0;

	/* "make install" may have added a prefix to the program names. */
	return end != 0 && length >= end && strcmp(name + length - end, program->alias) == 0 ?
		program->alias :
		program->name;
}

enum status cli_read(struct cli *cli, const struct cli_program *program, void *options, int argc,
                     char **argv)
{
	*cli = (struct cli){
		.program = program, .name = cli_name(program, argv), .operands = argv + (argc > 0)};
	cli->given = calloc(cli_option_count(program), sizeof *cli->given);
	if (cli->given == NULL)
		return memory_trouble();
	enum status status = take_options(cli, options, argc, argv);
	if (status != STATUS_YES || cli->done)
		return status;
	if (!cli_can_combine(program, cli->given))
		return STATUS_INPUT;
	return take_operands(cli, argc, argv);
}

void cli_free(struct cli *cli)
{
	free(cli->given);
	cli->given = NULL;
}

bool cli_given(const struct cli *cli, const char *option)
{
	const struct cli_option *row;

	for (size_t i = 0; (row = cli_option_at(cli->program, i)) != NULL; i++)
		if (cli->given != NULL && cli->given[i] &&
		    cli_is_spelled(row, option, strlen(option)))
			return true;
	return false;
}
