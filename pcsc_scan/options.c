#include "pcsc_scan/options.h"

#include "base/bytes.h"
#include "base/card.h"
#include "apdu/secret.h"
#include "render/json.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CLI_STRUCT struct scan_options

/* GET DATA for the card production life cycle (GlobalPlatform Card Specification, 11.3): it only
 * reads, selects nothing, and a card that does not support it returns an error. */
static const uint8_t stress_command[] = {0x80, 0xCA, 0x9F, 0x7F, 0x00};

enum {
	LIMIT_MAX_MS = 1000000000, /* eleven days */
	EXEC_MS = 60000,
	PARALLEL_MAX = 64,
};

/* VERIFY with a wrong PIN, sent repeatedly, would block the card at once. */
static enum status check_command(const uint8_t *bytes, size_t count)
{
	struct secret_reference reference;

	if (count < 4 || count > CARD_COMMAND_MAX) {
		message_error("--command: expected 4 to %d bytes, got %zu", CARD_COMMAND_MAX,
		              count);
		return STATUS_INPUT;
	}
	if (secret_find(bytes, count).length > 0 && secret_reference(bytes, count, &reference)) {
		message_error("--command: repeating a command with a PIN would block the PIN");
		return STATUS_INPUT;
	}
	return STATUS_YES;
}

static enum status take_command(void *into, const char *text)
{
	struct scan_options *options = into;
	size_t size = strlen(text) / 2 + 1;
	uint8_t *bytes = malloc(size);

	if (bytes == NULL)
		return memory_trouble();
	free(options->own_command);
	options->own_command = bytes;
	struct hex_result got = hex_read(text, strlen(text), bytes, size);
	if (got.status != HEX_OK) {
		message_error("--command: '%.*s': %s", hex_quotable(text, strlen(text)), text,
		              hex_status_text(got.status));
		return STATUS_INPUT;
	}
	options->command = bytes;
	options->command_length = got.count;
	return check_command(bytes, got.count);
}

static enum status take_atr(void *into, const char *pattern)
{
	struct scan_options *options = into;

	return filter_set_atr(&options->filter, pattern) ? STATUS_YES : STATUS_INPUT;
}

/* Bits of the tasks in which an option is allowed. An option that a task implies anyway is allowed
 * too, such as --no-reconnect for a task that ends by itself. */
enum {
	WATCH = 1 << SCAN_WATCH,
	READERS = 1 << SCAN_LIST_READERS,
	CARDS = 1 << SCAN_LIST_CARDS,
	USB = 1 << SCAN_USB,
	DOCTOR = 1 << SCAN_DOCTOR,
	QUESTIONS = 1 << SCAN_PRESENT | 1 << SCAN_WAIT,
};

static const struct cli_option rows[] = {
	{.letter = 'r',
         .group = CLI_ACTIONS,
         .help = "list readers and exit",
         .mode = SCAN_LIST_READERS},
	{.letter = 'c',
         .group = CLI_ACTIONS,
         .help = "list readers with their cards and exit",
         .mode = SCAN_LIST_CARDS},
	{.name = "usb",
         .group = CLI_ACTIONS,
         .help = "show what USB readers can do; no service is needed",
         .mode = SCAN_USB},
	{.name = "present",
         .group = CLI_ACTIONS,
         .help = "exit with 0 if a card is present, with 1 if not",
         .mode = SCAN_PRESENT,
         .excludes = "--json"},
	{.name = "wait",
         .argument = "WHAT",
         .group = CLI_ACTIONS,
         .help = "wait for WHAT: card, removed or reader",
         TO_CHOICE(question, "condition", question_word),
         .mode = SCAN_WAIT,
         .excludes = "--json"},
	{.letter = 's',
         .group = CLI_ACTIONS,
         .help = "stress test: repeat a harmless command on each card",
         TO_FLAG(stress),
         .modes = WATCH},
	{.name = "command",
         .argument = "HEX",
         .group = CLI_ACTIONS,
         .help = "repeat this command instead",
         TO_CALL(take_command),
         .modes = WATCH,
         .needs = "-s"},
	{.name = "doctor",
         .group = CLI_ACTIONS,
         .help = "find out why a reader or a card is not seen",
         .mode = SCAN_DOCTOR},
	{.name = "reader",
         .argument = "X",
         .group = CLI_SELECTING,
         .help = "watch only this reader: number, name or part of it",
         TO_TEXT(filter.reader.wanted),
         .completion = CLI_COMPLETE_READER},
	{.name = "on",
         .argument = "EVENT,...",
         .group = CLI_SELECTING,
         .help = "report only these events",
         TO_SET(filter.kinds, "event", filter_event_word),
         .modes = WATCH},
	{.name = "atr",
         .argument = "PATTERN",
         .group = CLI_SELECTING,
         .help = "report only cards whose ATR matches PATTERN",
         TO_CALL(take_atr),
         .modes = WATCH | CARDS | QUESTIONS},
	{.letter = 't',
         .argument = "SECONDS",
         .group = CLI_RUNNING,
         .help = "exit after SECONDS; 0: look once",
         TO_SECONDS(limit_ms, LIMIT_MAX_MS)},
	{.name = "once",
         .group = CLI_RUNNING,
         .help = "exit after the first event",
         TO_FLAG(once),
         .modes = WATCH},
	{.name = "no-reconnect",
         .group = CLI_RUNNING,
         .help = "exit if the PC/SC service is not running",
         TO_FLAG(no_reconnect)},
	{.letter = 'p',
         .group = CLI_RUNNING,
         .help = "watch for new readers even without service support",
         TO_FLAG(assume_pnp)},
	{.name = "uid",
         .group = CLI_RUNNING,
         .help = "ask readers for the UID and ATS of contactless cards",
         TO_FLAG(uid),
         .modes = WATCH | CARDS},
	{.name = "exec",
         .argument = "PROGRAM ARG...",
         .group = CLI_HOOKS,
         .help = "run PROGRAM for each event; must be the last option",
         TO_REST(exec),
         .modes = WATCH,
         .completion = CLI_COMPLETE_PROGRAM},
	{.name = "exec-dir",
         .argument = "DIR",
         .group = CLI_HOOKS,
         .help = "run DIR/EVENT for each event",
         TO_TEXT(exec_directory),
         .modes = WATCH,
         .completion = CLI_COMPLETE_DIRECTORY},
	{.name = "exec-time",
         .argument = "SECONDS",
         .group = CLI_HOOKS,
         .help = "stop a hook after SECONDS (default: 60; 0: never)",
         TO_SECONDS(exec_ms, LIMIT_MAX_MS),
         .modes = WATCH,
         .needs = "--exec --exec-dir"},
	{.name = "parallel",
         .argument = "N",
         .group = CLI_HOOKS,
         .help = "run hooks for up to N readers at once (default: 1)",
         TO_NUMBER(parallel, 1, PARALLEL_MAX),
         .modes = WATCH,
         .needs = "--exec --exec-dir"},
	{.name = "format",
         .argument = "NAME",
         .group = CLI_OUTPUT,
         .help = "print text, classic (default in a pipe) or brief",
         TO_CHOICE(format, "format", render_atr_word),
         .modes = WATCH | READERS | CARDS,
         .excludes = "--json"},
	{.name = "list",
         .argument = "FILE",
         .group = CLI_OUTPUT,
         .help = "look cards up in FILE only; may be repeated",
         TO_LIST(lists),
         .modes = WATCH | CARDS,
         .completion = CLI_COMPLETE_FILE},
	{.letter = 'n',
         .group = CLI_OUTPUT,
         .help = "do not analyze ATRs",
         TO_FLAG(plain_atr),
         .excludes = "--list"},
	{.letter = 'q',
         .group = CLI_OUTPUT,
         .help = "print no banner",
         TO_VALUE(detail, SCAN_QUIET)},
	{.letter = 'v',
         .group = CLI_OUTPUT,
         .help = "print more; with -r, describe each reader",
         TO_VALUE(detail, SCAN_VERBOSE)},
	{.letter = 'd',
         .group = CLI_OUTPUT,
         .help = "print the state bits before and after each event",
         TO_FLAG(debug),
         .modes = WATCH | CARDS,
         .excludes = "--json"},
	{0},
};

const struct cli_program options_program = {
	.name = "pcsc_scan",
	.synopsis = (const char *const[]){"[OPTION]...", "[OPTION]... --exec PROGRAM ARG...",
                                          "[OPTION]... -r | -c | --usb | --doctor | --present",
                                          "[OPTION]... --wait card|removed|reader", NULL},
	.options = (const struct cli_option *const[]){options_common, options_json, options_trace,
                                                      rows, options_root, NULL},
	.notes = "Exit status: 0 stopped by a signal or -t; 1 no card (-c, --present), timed out\n"
		 "(--wait, --once), findings (--doctor) or no reader (--usb); 2 usage; 3 no\n"
		 "reader, or no PC/SC service, or none that responds within 5 s.\n",
	.mode = offsetof(struct scan_options, task),
	.libraries = (cli_library *const[]){pcsc_library, json_library, NULL},
};

enum status options_read(struct scan_options *options, int argc, char **argv)
{
	struct cli cli;

	*options = (struct scan_options){
		.command = stress_command,
		.command_length = sizeof stress_command,
		.exec_ms = EXEC_MS,
		.parallel = 1,
		.format = isatty(STDOUT_FILENO) == 1 ? ATR_FORMAT_TEXT : ATR_FORMAT_CLASSIC,
	};
	enum status status = options_take(&cli, &options_program, options, argc, argv);
	options->quiet = options->detail == SCAN_QUIET;
	options->verbose = options->detail == SCAN_VERBOSE;
	options->has_limit = cli_given(&cli, "-t");
	options->filter.hidden_too = options->task == SCAN_LIST_READERS;
	cli_free(&cli);
	return status;
}

void options_free(struct scan_options *options)
{
	cli_list_free(&options->lists);
	free(options->own_command);
	options->own_command = NULL;
}
