#include "options.h"

#include "base/card.h"
#include "sys/message.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
	OPTION_READER = OPTION_OWN,
	OPTION_PROTOCOL,
	OPTION_UNBUFFERED,
	OPTION_LINE,
	OPTION_CHECK,
	OPTION_KEEP_GOING,
	OPTION_EXCLUSIVE,
};

static const struct cli_option own_options[] = {
	{OPTION_READER, 'r', "reader", CLI_VALUE, "X", "the reader: its number, name or part of it"},
	{OPTION_PROTOCOL, 'p', NULL, CLI_VALUE, "T=0|T=1", "talk only this protocol"},
	{OPTION_UNBUFFERED, 'u', NULL, CLI_NONE, NULL, "write each command before it is sent"},
	{OPTION_LINE, 'e', NULL, CLI_VALUE, "LINE", "a line of the script, in place of FILE; may be repeated"},
	{OPTION_CHECK, 0, "check", CLI_NONE, NULL, "only read the script, send nothing"},
	{OPTION_KEEP_GOING, 0, "keep-going", CLI_NONE, NULL, "go on after an expectation that is not met"},
	{OPTION_EXCLUSIVE, 0, "exclusive", CLI_NONE, NULL, "share the card with no other program"},
	{0},
};

static const struct cli_program program = {
	.name = "scriptor",
	.synopsis = (const char *const[]){"[-r X] [-p T=0|T=1] [-u] [-e LINE]... [FILE]", NULL},
	.options = (const struct cli_option *const[]){options_common, own_options, NULL},
	.notes = "Without FILE the script is read from standard input, one statement after the other.\n"
	         "Exit status: 0 all went well; 1 an expectation was not met; 2 wrong usage or script;\n"
	         "3 no reader, no card, or the card failed; 128 + signal when ended by one.\n",
};

static bool take_protocol(struct options *options, const char *text)
{
	if (strcasecmp(text, "T=0") == 0)
		options->protocols = CARD_T0;
	else if (strcasecmp(text, "T=1") == 0)
		options->protocols = CARD_T1;
	else
		return false;
	return true;
}

static enum status take_own(struct options *options, const struct cli *cli, int id)
{
	switch (id) {
	case OPTION_READER:
		options->reader = cli->value;
		break;
	case OPTION_PROTOCOL:
		if (take_protocol(options, cli->value))
			break;
		message_error("-p %s: not T=0 or T=1", cli->value);
		return STATUS_INPUT;
	case OPTION_UNBUFFERED:
		options->unbuffered = true;
		break;
	case OPTION_LINE:
		options->lines[options->line_count++] = cli->value;
		break;
	case OPTION_CHECK:
		options->check = true;
		break;
	case OPTION_KEEP_GOING:
		options->keep_going = true;
		break;
	case OPTION_EXCLUSIVE:
		options->exclusive = true;
		break;
	default:
		return STATUS_INPUT;
	}
	return STATUS_YES;
}

static enum status take_operands(struct options *options, int count, char **words)
{
	if (count > 1) {
		message_error("%s: one FILE only", words[1]);
		return STATUS_INPUT;
	}
	if (count == 1 && options->line_count > 0) {
		message_error("%s: a FILE, or lines with -e, not both", words[0]);
		return STATUS_INPUT;
	}
	if (count == 1 && strcmp(words[0], "-") != 0)
		options->file = words[0];
	return STATUS_YES;
}

enum status options_read(struct options *options, int argc, char **argv)
{
	enum status status = STATUS_YES;
	struct cli cli;
	int id;

	*options = (struct options){.protocols = CARD_T0 | CARD_T1};
	options->lines = calloc((size_t)argc + 1, sizeof *options->lines);
	if (options->lines == NULL) {
		message_error("out of memory");
		return STATUS_TROUBLE;
	}
	if (!cli_start(&cli, &program, argc, argv))
		return STATUS_TROUBLE;
	while (status == STATUS_YES && !options->common.done && (id = cli_next(&cli)) != CLI_END) {
		enum options_result result = OPTIONS_ERROR;

		if (id != CLI_ERROR)
			result = options_take(&options->common, &cli, id);
		if (result == OPTIONS_NOT_MINE)
			status = take_own(options, &cli, id);
		else if (result == OPTIONS_ERROR)
			status = STATUS_INPUT;
	}
	if (status == STATUS_YES && !options->common.done)
		status = take_operands(options, argc - cli.first, argv + cli.first);
	cli_free(&cli);
	return status;
}

void options_free(struct options *options)
{
	free(options->lines);
	options->lines = NULL;
}
