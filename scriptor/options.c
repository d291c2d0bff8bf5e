#include "scriptor/options.h"

#include "base/card.h"
#include "render/json.h"
#include "sys/cli/cli_value.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/terminal/editor.h"

#include <limits.h>
#include <string.h>
#include <strings.h>

#define CLI_STRUCT struct options

static const char *protocol_word(unsigned n)
{
	return n == 0 ? "T=0" : n == 1 ? "T=1" : NULL;
}

static enum status take_protocol(void *into, const char *text)
{
	struct options *options = into;

	if (strcasecmp(text, "T=0") == 0)
		options->protocols = CARD_T0;
	else if (strcasecmp(text, "T=1") == 0)
		options->protocols = CARD_T1;
	else
		return cli_unknown_word("-p", "protocol", protocol_word, text, strlen(text));
	return STATUS_YES;
}

static enum status take_dialect(void *into, const char *text)
{
	struct options *options = into;

	options->dialect = dialect_find(text);
	if (options->dialect != NULL)
		return STATUS_YES;
	return cli_unknown_word("--dialect", "dialect", dialect_word, text, strlen(text));
}

/* Bits of the modes in which an option is allowed. Options for sending do not apply to modes that
 * send nothing. */
enum {
	RUN = 1 << MODE_RUN,
	CHECK = 1 << MODE_CHECK,
	SENDING = RUN | 1 << MODE_DIFF,
};

static const struct cli_option rows[] = {
	{.letter = 'e',
         .argument = "LINE",
         .group = CLI_ACTIONS,
         .help = "run LINE instead of a FILE; may be repeated",
         TO_LIST(lines),
         .modes = RUN | CHECK},
	{.name = "check",
         .group = CLI_ACTIONS,
         .help = "check the script only; send nothing",
         .mode = MODE_CHECK},
	{.name = "convert",
         .group = CLI_ACTIONS,
         .help = "print FILE in scriptor's language; send nothing",
         .mode = MODE_CONVERT,
         .excludes = "--json"},
	{.name = "diff",
         .argument = "FILE",
         .group = CLI_ACTIONS,
         .help = "run a recording again and show what differs",
         TO_TEXT(diff),
         .mode = MODE_DIFF,
         .excludes = "--json",
         .completion = CLI_COMPLETE_FILE},
	{.name = "replay",
         .argument = "FILE",
         .group = CLI_ACTIONS,
         .help = "use a recording instead of a card",
         TO_TEXT(replay),
         .modes = SENDING,
         .excludes = "--replay-any --reader --exclusive --wait",
         .completion = CLI_COMPLETE_FILE},
	{.name = "replay-any",
         .argument = "FILE",
         .group = CLI_ACTIONS,
         .help = "the same, with records used in any order",
         TO_TEXT(replay_any),
         .modes = SENDING,
         .excludes = "--reader --exclusive --wait",
         .completion = CLI_COMPLETE_FILE},
	{.name = "record",
         .argument = "FILE",
         .group = CLI_ACTIONS,
         .help = "record commands and responses in FILE",
         TO_TEXT(record),
         .modes = SENDING,
         .completion = CLI_COMPLETE_FILE},
	{.name = "pcap",
         .argument = "FILE",
         .group = CLI_ACTIONS,
         .help = "write the run to FILE as a capture for Wireshark",
         TO_TEXT(pcap),
         .modes = SENDING,
         .completion = CLI_COMPLETE_FILE},
	{.letter = 'r',
         .name = "reader",
         .argument = "X",
         .group = CLI_SELECTING,
         .help = "use this reader: number, name or part of it",
         TO_TEXT(reader),
         .modes = SENDING,
         .completion = CLI_COMPLETE_READER},
	{.letter = 'p',
         .argument = "T=0|T=1",
         .group = CLI_SELECTING,
         .help = "use only this protocol",
         TO_CALL(take_protocol),
         .word = protocol_word,
         .modes = SENDING},
	{.name = "dialect",
         .argument = "NAME",
         .group = CLI_SELECTING,
         .help = "read FILE in the language or format NAME",
         TO_CALL(take_dialect),
         .word = dialect_word},
	{.name = "session",
         .argument = "N",
         .group = CLI_SELECTING,
         .help = "take session N of a trace (default: the longest)",
         TO_NUMBER(session, 1, UINT32_MAX)},
	{.name = "exclusive",
         .group = CLI_RUNNING,
         .help = "do not share the card with other programs",
         TO_FLAG(exclusive),
         .modes = SENDING},
	{.name = "wait",
         .group = CLI_RUNNING,
         .help = "wait for a card first",
         TO_FLAG(wait),
         .modes = SENDING},
	{.letter = 't',
         .argument = "SECONDS",
         .group = CLI_RUNNING,
         .help = "wait at most SECONDS with --wait",
         TO_SECONDS(wait_ms, INT_MAX),
         .needs = "--wait"},
	{.name = "keep-going",
         .group = CLI_RUNNING,
         .help = "continue after a failed expectation",
         TO_FLAG(keep_going),
         .modes = SENDING},
	{.name = "yes",
         .group = CLI_RUNNING,
         .help = "send long APDUs and last-try PINs; write anywhere",
         TO_FLAG(yes),
         .modes = SENDING},
	{.name = "mask",
         .group = CLI_SECRETS,
         .help = "hide PINs and keys",
         TO_FLAG(mask),
         .modes = SENDING},
	{.name = "show-secrets",
         .group = CLI_SECRETS,
         .help = "do not mask PINs and keys",
         TO_FLAG(show_secrets)},
	{.name = "explain",
         .group = CLI_OUTPUT,
         .help = "explain commands and responses",
         TO_FLAG(explain),
         .modes = RUN},
	{.name = "tap",
         .group = CLI_OUTPUT,
         .help = "report tests in TAP format",
         TO_FLAG(tap),
         .modes = RUN,
         .excludes = "--json --explain"},
	{.name = "junit",
         .argument = "FILE",
         .group = CLI_OUTPUT,
         .help = "report tests as JUnit XML in FILE",
         TO_TEXT(junit),
         .modes = SENDING,
         .completion = CLI_COMPLETE_FILE},
	{.letter = 'q',
         .group = CLI_OUTPUT,
         .help = "print only what failed, and a summary",
         TO_FLAG(quiet),
         .modes = RUN,
         .excludes = "--json --tap"},
	{.letter = 'u',
         .group = CLI_OUTPUT,
         .help = "print each command before it is sent",
         TO_FLAG(unbuffered),
         .modes = SENDING},
	{0},
};

const struct cli_program options_program = {
	.name = "scriptor",
	.synopsis = (const char *const[]){"[OPTION]... [-e LINE]... [FILE|DIRECTORY]...",
                                          "[OPTION]... --diff FILE", NULL},
	.options = (const struct cli_option *const[]){options_common, options_json, options_trace,
                                                      rows, options_root, NULL},
	.notes = "Without FILE, scriptor reads statements from standard input and runs each at\n"
		 "once; on a terminal it shows a prompt.\n"
		 "\n"
		 "Exit status: 0 success; 1 a failed expectation; 2 usage or invalid script; 3 no\n"
		 "reader, no card, or a card that failed; 128 + signal if stopped by one.\n",
	.mode = offsetof(struct options, mode),
	.operands = UINT_MAX,
	.operand = CLI_COMPLETE_FILE,
	.libraries = (cli_library *const[]){pcsc_library, json_library, editor_library, NULL},
};

static enum status report_error(const char *why)
{
	message_error("%s", why);
	return STATUS_INPUT;
}

static enum status take_files(struct options *options, const struct cli *cli)
{
	if (cli->operand_count > 0 && options->lines.count > 0)
		return report_error("-e cannot be combined with FILE");
	if (cli->operand_count == 1 && strcmp(cli->operands[0], "-") == 0)
		return STATUS_YES;
	options->files = (const char *const *)(const void *)cli->operands;
	options->file_count = cli->operand_count;
	return STATUS_YES;
}

/* Checks the conditions that the rows of options cannot express. */
static enum status check_together(struct options *options)
{
	bool is_own = options->dialect == NULL || dialect_is_own(options->dialect);
	bool has_trace = options->mode == MODE_CONVERT || options->mode == MODE_DIFF ||
		options->replay != NULL || options->replay_any != NULL;

	if (!is_own && options->file_count == 0 && options->mode == MODE_RUN)
		return report_error("--dialect needs a FILE: standard input is run line by line");
	if (options->session != 0 && is_own && !has_trace)
		return report_error(
			"--session needs a trace: --replay, --convert, --diff or --dialect");
	if (options->mode != MODE_DIFF)
		return STATUS_YES;
	if (options->file_count > 0)
		return report_error("--diff takes no FILE beside the recording");
	options->files = &options->diff;
	options->file_count = 1;
	return STATUS_YES;
}

enum status options_read(struct options *options, int argc, char **argv)
{
	struct cli cli;

	*options = (struct options){.protocols = CARD_T0 | CARD_T1};
	enum status status = options_take(&cli, &options_program, options, argc, argv);
	options->has_timeout = cli_given(&cli, "-t");
	if (status == STATUS_YES && !options->common.done)
		status = take_files(options, &cli);
	if (status == STATUS_YES && !options->common.done)
		status = check_together(options);
	cli_free(&cli);
	return status;
}

struct dialect_request options_dialect(const struct options *options, bool recognize)
{
	struct dialect_request request = {.dialect = options->dialect, .session = options->session};

	if (request.dialect == NULL && !recognize)
		request.dialect = &dialect_rows[0];
	return request;
}

void options_free(struct options *options)
{
	cli_list_free(&options->lines);
}
