#include "scriptor/options.h"

#include "base/card.h"
#include "base/num.h"
#include "sys/memory.h"
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
	OPTION_WAIT,
	OPTION_TIME,
	OPTION_YES,
	OPTION_MASK,
	OPTION_SHOW_SECRETS,
	OPTION_EXPLAIN,
	OPTION_TAP,
	OPTION_JUNIT,
	OPTION_RECORD,
	OPTION_REPLAY,
	OPTION_REPLAY_ANY,
	OPTION_DIFF,
	OPTION_CONVERT,
	OPTION_DIALECT,
};

static const struct cli_option own_options[] = {
	{OPTION_READER, 'r', "reader", CLI_VALUE, "X",
         "the reader: its number, name or part of it"},
	{OPTION_PROTOCOL, 'p', NULL, CLI_VALUE, "T=0|T=1", "talk only this protocol"},
	{OPTION_UNBUFFERED, 'u', NULL, CLI_NONE, NULL, "write each command before it is sent"},
	{OPTION_LINE, 'e', NULL, CLI_VALUE, "LINE",
         "a line of the script, in place of FILE; may be repeated"},
	{OPTION_CHECK, 0, "check", CLI_NONE, NULL, "only read the script, send nothing"},
	{OPTION_KEEP_GOING, 0, "keep-going", CLI_NONE, NULL,
         "go on after an expectation that is not met"},
	{OPTION_EXCLUSIVE, 0, "exclusive", CLI_NONE, NULL, "share the card with no other program"},
	{OPTION_WAIT, 0, "wait", CLI_NONE, NULL, "wait for a card first"},
	{OPTION_TIME, 't', NULL, CLI_VALUE, "SECONDS", "how long --wait waits"},
	{OPTION_YES, 0, "yes", CLI_NONE, NULL,
         "send even a PIN on its last try, or an APDU that is too long"},
	{OPTION_MASK, 0, "mask", CLI_NONE, NULL, "hide PINs and keys in plain output"},
	{OPTION_SHOW_SECRETS, 0, "show-secrets", CLI_NONE, NULL, "do not mask PINs and keys"},
	{OPTION_EXPLAIN, 0, "explain", CLI_NONE, NULL, "tell what commands and answers mean"},
	{OPTION_TAP, 0, "tap", CLI_NONE, NULL, "write the tests as TAP"},
	{OPTION_JUNIT, 0, "junit", CLI_VALUE, "FILE", "write the tests to a file as JUnit's XML"},
	{OPTION_RECORD, 0, "record", CLI_VALUE, "FILE", "write what the card answered to a file"},
	{OPTION_REPLAY, 0, "replay", CLI_VALUE, "FILE", "a recording in the place of the card"},
	{OPTION_REPLAY_ANY, 0, "replay-any", CLI_VALUE, "FILE", "the same, in any order"},
	{OPTION_DIFF, 0, "diff", CLI_VALUE, "FILE", "run a recording again, show what differs"},
	{OPTION_DIALECT, 0, "dialect", CLI_VALUE, "NAME",
         "FILE is in another language: 3gpp, apdutool, opensc, dump"},
	{OPTION_CONVERT, 0, "convert", CLI_NONE, NULL,
         "write FILE in scriptor's language, send nothing"},
	{0},
};

static const struct cli_program program = {
	.name = "scriptor",
	.synopsis = (const char *const[]){"[-r X] [-p T=0|T=1] [-u] [-e LINE]... [FILE|FOLDER]...",
                                          NULL},
	.options = (const struct cli_option *const[]){options_common, options_json, options_trace,
                                                      own_options, NULL},
	.notes = "Without FILE the script is read from standard input, one statement after the "
		 "other; a terminal\n"
		 "gets a prompt.\n"
		 "Exit status: 0 all went well; 1 an expectation was not met; 2 wrong usage or "
		 "script;\n"
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

static enum status take_seconds(struct options *options, const char *text)
{
	uint64_t ms;

	if (!num_seconds(text, INT32_MAX, &ms)) {
		message_error("-t %s: not a number of seconds", text);
		return STATUS_INPUT;
	}
	options->wait_ms = (int)ms;
	return STATUS_YES;
}

/* Options that name a file, and those that only say yes; false for others. */
static bool take_simple(struct options *options, const struct cli *cli, int id)
{
	const struct {
		int id;
		const char **value;
		bool *flag;
	} rows[] = {
		{OPTION_READER, &options->reader, NULL},
		{OPTION_JUNIT, &options->junit, NULL},
		{OPTION_RECORD, &options->record, NULL},
		{OPTION_REPLAY, &options->replay, NULL},
		{OPTION_REPLAY_ANY, &options->replay_any, NULL},
		{OPTION_DIFF, &options->diff, NULL},
		{OPTION_UNBUFFERED, NULL, &options->unbuffered},
		{OPTION_CHECK, NULL, &options->check},
		{OPTION_KEEP_GOING, NULL, &options->keep_going},
		{OPTION_EXCLUSIVE, NULL, &options->exclusive},
		{OPTION_WAIT, NULL, &options->wait},
		{OPTION_YES, NULL, &options->yes},
		{OPTION_MASK, NULL, &options->mask},
		{OPTION_SHOW_SECRETS, NULL, &options->show_secrets},
		{OPTION_EXPLAIN, NULL, &options->explain},
		{OPTION_TAP, NULL, &options->tap},
		{OPTION_CONVERT, NULL, &options->convert},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (rows[i].id != id)
			continue;
		if (rows[i].value != NULL)
			*rows[i].value = cli->value;
		else
			*rows[i].flag = true;
		return true;
	}
	return false;
}

static enum status take_own(struct options *options, const struct cli *cli, int id)
{
	if (take_simple(options, cli, id))
		return STATUS_YES;
	switch (id) {
	case OPTION_PROTOCOL:
		if (take_protocol(options, cli->value))
			break;
		message_error("-p %s: not T=0 or T=1", cli->value);
		return STATUS_INPUT;
	case OPTION_LINE:
		options->lines[options->line_count++] = cli->value;
		break;
	case OPTION_DIALECT:
		options->dialect = dialect_find(cli->value);
		if (options->dialect != NULL)
			break;
		message_error("--dialect %s: not scriptor, 3gpp, apdutool, opensc or dump",
		              cli->value);
		return STATUS_INPUT;
	case OPTION_TIME:
		return take_seconds(options, cli->value);
	default:
		return STATUS_INPUT;
	}
	return STATUS_YES;
}

static enum status refuse(const char *why)
{
	message_error("%s", why);
	return STATUS_INPUT;
}

static enum status take_operands(struct options *options, int count, char **words)
{
	if (count > 0 && options->line_count > 0) {
		message_error("%s: a FILE, or lines with -e, not both", words[0]);
		return STATUS_INPUT;
	}
	for (int i = 0; i < count; i++)
		options->files[options->file_count++] = words[i];
	if (count == 1 && strcmp(words[0], "-") == 0)
		options->file_count = 0;
	return STATUS_YES;
}

/* What sends nothing has no use for how it is sent. */
static const struct cli_rule rules[] = {
	{OPTION_CHECK,
         CLI_EXCLUDES,
         {OPTION_CONVERT, OPTION_DIFF, OPTION_READER, OPTION_PROTOCOL, OPTION_UNBUFFERED,
          OPTION_KEEP_GOING, OPTION_EXCLUSIVE, OPTION_WAIT, OPTION_TIME, OPTION_YES, OPTION_MASK,
          OPTION_EXPLAIN, OPTION_TAP, OPTION_JUNIT, OPTION_RECORD, OPTION_REPLAY,
          OPTION_REPLAY_ANY}},
	{OPTION_CONVERT,
         CLI_EXCLUDES,
         {OPTION_LINE, OPTION_DIFF, OPTION_JSON, OPTION_READER, OPTION_PROTOCOL, OPTION_UNBUFFERED,
          OPTION_KEEP_GOING, OPTION_EXCLUSIVE, OPTION_WAIT, OPTION_TIME, OPTION_YES, OPTION_MASK,
          OPTION_EXPLAIN, OPTION_TAP, OPTION_JUNIT, OPTION_RECORD, OPTION_REPLAY,
          OPTION_REPLAY_ANY}},
	{OPTION_DIFF, CLI_EXCLUDES, {OPTION_LINE, OPTION_JSON, OPTION_TAP, OPTION_EXPLAIN}},
	{OPTION_TAP, CLI_EXCLUDES, {OPTION_JSON, OPTION_EXPLAIN}},
	{OPTION_REPLAY,
         CLI_EXCLUDES,
         {OPTION_REPLAY_ANY, OPTION_READER, OPTION_EXCLUSIVE, OPTION_WAIT}},
	{OPTION_REPLAY_ANY, CLI_EXCLUDES, {OPTION_READER, OPTION_EXCLUSIVE, OPTION_WAIT}},
	{OPTION_TIME, CLI_NEEDS, {OPTION_WAIT}},
	{0},
};

/* What no rule can say. */
static enum status check_together(struct options *options)
{
	if (options->dialect != NULL && options->dialect->id != DIALECT_OURS &&
	    options->file_count == 0 && options->diff == NULL && !options->convert &&
	    !options->check)
		return refuse("--dialect needs a FILE: standard input is run line by line");
	if (options->diff == NULL)
		return STATUS_YES;
	if (options->file_count > 0)
		return refuse("--diff names the recording to run: no FILE beside it");
	options->files[options->file_count++] = options->diff;
	return STATUS_YES;
}

enum status options_read(struct options *options, int argc, char **argv)
{
	enum status status = STATUS_YES;
	struct cli cli;
	int id;

	*options = (struct options){.protocols = CARD_T0 | CARD_T1, .wait_ms = -1};
	options->lines = calloc((size_t)argc + 1, sizeof *options->lines);
	options->files = calloc((size_t)argc + 1, sizeof *options->files);
	if (options->lines == NULL || options->files == NULL) {
		memory_ran_out();
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
	if (status == STATUS_YES && !options->common.done && !cli_together(&cli, rules))
		status = STATUS_INPUT;
	if (status == STATUS_YES && !options->common.done)
		status = take_operands(options, argc - cli.first, argv + cli.first);
	if (status == STATUS_YES && !options->common.done)
		status = check_together(options);
	cli_free(&cli);
	return status;
}

void options_free(struct options *options)
{
	free(options->lines);
	free(options->files);
	options->lines = options->files = NULL;
}
