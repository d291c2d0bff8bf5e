#include "sys/cli.h"

#include "sys/memory.h"
#include "sys/message.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Long options get a value of their own, so that one without a letter is told apart. */
enum { LONG_BASE = 0x1000 };

static const struct cli_option *option_at(const struct cli_program *program, size_t n)
{
	for (const struct cli_option *const *table = program->options; *table != NULL; table++)
		for (const struct cli_option *o = *table; o->id != 0; o++)
			if (n-- == 0)
				return o;
	return NULL;
}

static size_t option_count(const struct cli_program *program)
{
	size_t n = 0;

	while (option_at(program, n) != NULL)
		n++;
	return n;
}

static int getopt_argument(enum cli_argument argument)
{
	switch (argument) {
	case CLI_VALUE:
		return required_argument;
	case CLI_OPTIONAL:
		return optional_argument;
	case CLI_NONE:
	case CLI_REST:
		return no_argument;
	}
	return no_argument;
}

bool cli_start(struct cli *cli, const struct cli_program *program, int argc, char **argv)
{
	size_t count = option_count(program), longs = 0;
	char *letter;

	*cli = (struct cli){.program = program, .argc = argc, .argv = argv};
	cli->longs = calloc(count + 1, sizeof *cli->longs);
	cli->letters = letter = calloc(count * 3 + 2, 1);
	if (cli->longs == NULL || cli->letters == NULL) {
		cli_free(cli);
		memory_ran_out();
		return false;
	}
	*letter++ = ':'; /* getopt prints nothing and tells a missing argument apart */
	for (size_t i = 0; i < count; i++) {
		const struct cli_option *o = option_at(program, i);

		if (o->name != NULL)
			cli->longs[longs++] =
				(struct option){.name = o->name,
			                        .has_arg = getopt_argument(o->argument),
			                        .val = LONG_BASE + (int)i};
		if (o->letter != '\0') {
			*letter++ = o->letter;
			for (int c = getopt_argument(o->argument); c > 0; c--)
				*letter++ = ':';
		}
	}
	optind = 0;
	opterr = 0;
	return true;
}

void cli_free(struct cli *cli)
{
	free(cli->longs);
	free(cli->letters);
	cli->longs = NULL;
	cli->letters = NULL;
}

static int refuse(const struct cli *cli, const char *what, const char *word)
{
	message_error("%s: %s", word, what);
	message_hint("%s --help lists the options", cli->program->name);
	return CLI_ERROR;
}

static const struct cli_option *by_letter(const struct cli_program *program, int letter)
{
	for (size_t i = 0; option_at(program, i) != NULL; i++)
		if (option_at(program, i)->letter == letter)
			return option_at(program, i);
	return NULL;
}

/* getopt_long takes any clear beginning of a name; a script written with one would break with
 * the next version's options. */
static bool is_abbreviated(const char *word, const struct cli_option *option)
{
	size_t n = strcspn(word + 2, "=");

	return word[0] == '-' && word[1] == '-' &&
		(strlen(option->name) != n || strncmp(word + 2, option->name, n) != 0);
}

/* The word getopt was looking at, for messages. */
static const char *failed_word(const struct cli *cli, char letter[3])
{
	if (optopt > 0 && optopt < LONG_BASE) {
		letter[0] = '-';
		letter[1] = (char)optopt;
		letter[2] = '\0';
		return letter;
	}
	return cli->argv[optind - 1];
}

int cli_next(struct cli *cli)
{
	const struct cli_option *option;
	char letter[3];

	if (cli->rest)
		return CLI_END;
	int got = getopt_long(cli->argc, cli->argv, cli->letters, cli->longs, NULL);
	cli->value = optarg;
	cli->first = optind;
	if (got == -1)
		return CLI_END;
	if (got == ':')
		return refuse(cli, "needs an argument", failed_word(cli, letter));
	if (got == '?') {
		bool given = optopt >= LONG_BASE;
		return refuse(cli, given ? "takes no argument" : "unknown option",
		              failed_word(cli, letter));
	}
	if (got >= LONG_BASE) {
		option = option_at(cli->program, (size_t)(got - LONG_BASE));
		const char *word = cli->argv[optind - 1];
		if (option->argument == CLI_VALUE && cli->value == word && optind >= 2)
			word = cli->argv[optind - 2];
		if (is_abbreviated(word, option))
			return refuse(cli, "unknown option (names are not shortened)", word);
	} else {
		option = by_letter(cli->program, got);
	}
	cli->rest = option->argument == CLI_REST;
	if (option->id < CLI_IDS)
		cli->given[option->id] = true;
	return option->id;
}

/* "--name", or "-n" where it has no name. */
static const char *spell(const struct cli *cli, int id, char out[64])
{
	const struct cli_option *option;

	for (size_t i = 0; (option = option_at(cli->program, i)) != NULL; i++)
		if (option->id == id && option->name != NULL)
			snprintf(out, 64, "--%s", option->name);
		else if (option->id == id)
			snprintf(out, 64, "-%c", option->letter);
	return out;
}

static bool excludes(const struct cli *cli, const struct cli_rule *rule)
{
	char one[64], other[64];

	for (const int *id = rule->others; *id != 0; id++)
		if (cli->given[*id]) {
			message_error("%s cannot be combined with %s",
			              spell(cli, rule->option, one), spell(cli, *id, other));
			return false;
		}
	return true;
}

static bool has_needed(const struct cli *cli, const struct cli_rule *rule)
{
	char one[64], words[256];
	size_t length = 0;

	for (const int *id = rule->others; *id != 0; id++) {
		char other[64];
		const char *between = id == rule->others ? "" : id[1] != 0 ? ", " : " or ";

		if (cli->given[*id])
			return true;
		if (length < sizeof words)
			length += (size_t)snprintf(words + length, sizeof words - length, "%s%s",
			                           between, spell(cli, *id, other));
	}
	message_error("%s works only with %s", spell(cli, rule->option, one), words);
	return false;
}

bool cli_together(const struct cli *cli, const struct cli_rule *rules)
{
	for (const struct cli_rule *rule = rules; rule->option != 0; rule++)
		if (cli->given[rule->option] &&
		    !(rule->kind == CLI_NEEDS ? has_needed(cli, rule) : excludes(cli, rule)))
			return false;
	return true;
}

static void help_option(const struct cli_option *o)
{
	char left[80];
	size_t n = 0;

	if (o->letter != '\0')
		n = (size_t)snprintf(left, sizeof left, "  -%c%s", o->letter,
		                     o->name != NULL ? ", " : "");
	else
		n = (size_t)snprintf(left, sizeof left, "      ");
	if (o->name != NULL)
		n += (size_t)snprintf(left + n, sizeof left - n, "--%s", o->name);
	if (o->argument == CLI_OPTIONAL)
		n += (size_t)snprintf(left + n, sizeof left - n, "[=%s]", o->value);
	else if (o->argument != CLI_NONE)
		n += (size_t)snprintf(left + n, sizeof left - n, " %s", o->value);
	if (n > 26)
		printf("%s\n%28s%s\n", left, "", o->help);
	else
		printf("%-28s%s\n", left, o->help);
}

static void print_synopsis(FILE *out, const struct cli_program *program)
{
	const char *head = "usage:";

	for (const char *const *line = program->synopsis; *line != NULL; line++) {
		fprintf(out, "%s %s %s\n", head, program->name, *line);
		head = "      ";
	}
}

void cli_help(const struct cli_program *program)
{
	print_synopsis(stdout, program);
	printf("\n");
	for (size_t i = 0; option_at(program, i) != NULL; i++)
		help_option(option_at(program, i));
	if (program->notes != NULL)
		printf("\n%s", program->notes);
}

void cli_version(const struct cli_program *program)
{
	printf("%s (pcsckit) %s\n", program->name, VERSION);
}

const char *cli_version_number(void)
{
	return VERSION;
}

void cli_usage(const struct cli_program *program)
{
	print_synopsis(stderr, program);
}
