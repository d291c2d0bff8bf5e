#include "pcsc_scan/options.h"

#include "base/bytes.h"
#include "base/card.h"
#include "base/num.h"
#include "apdu/secret.h"
#include "pcsc_scan/stress/stress.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	OPTION_NO_ANALYSIS = OPTION_OWN,
	OPTION_READERS,
	OPTION_CARDS,
	OPTION_STRESS,
	OPTION_QUIET,
	OPTION_VERBOSE,
	OPTION_DEBUG,
	OPTION_PNP,
	OPTION_TIME,
	OPTION_READER,
	OPTION_LIST,
	OPTION_FORMAT,
	OPTION_COMMAND,
	OPTION_DOCTOR,
	OPTION_UID,
	OPTION_ROOT,
	OPTION_ON,
	OPTION_ATR,
	OPTION_ONCE,
	OPTION_PRESENT,
	OPTION_WAIT,
	OPTION_NO_RECONNECT,
	OPTION_EXEC,
	OPTION_EXEC_DIR,
	OPTION_EXEC_TIME,
	OPTION_PARALLEL,
};

static const struct cli_option own_options[] = {
	{OPTION_NO_ANALYSIS, 'n', NULL, CLI_NONE, NULL, "no analysis of the ATR"},
	{OPTION_READERS, 'r', NULL, CLI_NONE, NULL, "list the readers and end"},
	{OPTION_CARDS, 'c', NULL, CLI_NONE, NULL, "list the readers with their cards and end"},
	{OPTION_STRESS, 's', NULL, CLI_NONE, NULL,
         "send each card that comes a harmless command without end"},
	{OPTION_COMMAND, 0, "command", CLI_VALUE, "HEX", "the command for -s"},
	{OPTION_QUIET, 'q', NULL, CLI_NONE, NULL, "say less: events only"},
	{OPTION_VERBOSE, 'v', NULL, CLI_NONE, NULL,
         "say more (the default); with -r what the readers are"},
	{OPTION_DEBUG, 'd', NULL, CLI_NONE, NULL, "show state bits before and after"},
	{OPTION_PNP, 'p', NULL, CLI_NONE, NULL,
         "wait for new readers even where the service says that it cannot"},
	{OPTION_TIME, 't', NULL, CLI_VALUE, "SECONDS", "end after that time; 0: one look"},
	{OPTION_READER, 0, "reader", CLI_VALUE, "X",
         "only the reader with this number, name or part of it"},
	{OPTION_LIST, 0, "list", CLI_VALUE, "FILE", "name cards from this list; may be repeated"},
	{OPTION_FORMAT, 0, "format", CLI_VALUE, "NAME",
         "text, classic or brief (text on a terminal, else classic)"},
	{OPTION_UID, 0, "uid", CLI_NONE, NULL,
         "ask readers for UID and ATS of cards that seem contactless"},
	{OPTION_DOCTOR, 0, "doctor", CLI_NONE, NULL, "find out why a reader or a card is not seen"},
	{OPTION_ROOT, 0, "root", CLI_VALUE, "DIR", "for tests: --doctor and -r -v look below DIR"},
	{OPTION_ON, 0, "on", CLI_VALUE, "EVENT,...", "only these events"},
	{OPTION_ATR, 0, "atr", CLI_VALUE, "PATTERN", "only cards whose ATR matches this"},
	{OPTION_ONCE, 0, "once", CLI_NONE, NULL, "end after the first event"},
	{OPTION_PRESENT, 0, "present", CLI_NONE, NULL, "is a card there? The exit status tells"},
	{OPTION_WAIT, 0, "wait", CLI_VALUE, "WHAT",
         "end once a card, no card (removed) or a reader is there"},
	{OPTION_NO_RECONNECT, 0, "no-reconnect", CLI_NONE, NULL, "end where there is no service"},
	{OPTION_EXEC_DIR, 0, "exec-dir", CLI_VALUE, "DIR", "run DIR/EVENT for each event"},
	{OPTION_EXEC_TIME, 0, "exec-time", CLI_VALUE, "SECONDS",
         "how long such a program may run (60)"},
	{OPTION_PARALLEL, 0, "parallel", CLI_VALUE, "N", "run them for N readers side by side (1)"},
	{OPTION_EXEC, 0, "exec", CLI_REST, "PROGRAM ARG...",
         "run this for each event; the last option"},
	{0},
};
static const struct cli_program program = {
	.name = "pcsc_scan",
	.synopsis =
		(const char *const[]){"[-nsqvdp] [-t SECONDS] [--reader X] [--list FILE]...",
                                      "[--on EVENT,...] [--atr PATTERN] [--once]\n                 "
                                      "[--exec-dir DIR] [--parallel N] [--exec PROGRAM ARG...]",
                                      "-r | -c | --doctor | --present | --wait card|removed|reader",
                                      NULL},
	.options = (const struct cli_option *const[]){options_common, options_json, options_trace,
                                                      own_options, NULL},
	.notes = "Exit status: 0 ended by INT, TERM, HUP or -t; 1 no card (-c, --present), time is "
		 "up\n"
		 "(--wait, --once) or something found (--doctor); 2 wrong usage; 3 no service, or "
		 "none\n"
		 "that responds within 5 seconds, or no reader (-r, -c, --present).\n",
};

/* What a task does not do. A task that does it without being asked, as a look that ends by itself
 * does with --no-reconnect, excludes nothing. */
static const struct cli_rule rules[] = {
	{OPTION_DOCTOR,
         CLI_EXCLUDES,
         {OPTION_READERS, OPTION_CARDS, OPTION_PRESENT, OPTION_WAIT, OPTION_STRESS, OPTION_COMMAND,
          OPTION_DEBUG, OPTION_UID, OPTION_ON, OPTION_ATR, OPTION_ONCE, OPTION_LIST, OPTION_FORMAT,
          OPTION_EXEC, OPTION_EXEC_DIR, OPTION_EXEC_TIME, OPTION_PARALLEL}},
	{OPTION_READERS,
         CLI_EXCLUDES,
         {OPTION_CARDS, OPTION_PRESENT, OPTION_WAIT, OPTION_STRESS, OPTION_COMMAND, OPTION_DEBUG,
          OPTION_UID, OPTION_ON, OPTION_ATR, OPTION_ONCE, OPTION_LIST, OPTION_EXEC, OPTION_EXEC_DIR,
          OPTION_EXEC_TIME, OPTION_PARALLEL}},
	{OPTION_CARDS,
         CLI_EXCLUDES,
         {OPTION_PRESENT, OPTION_WAIT, OPTION_STRESS, OPTION_COMMAND, OPTION_ON, OPTION_ONCE,
          OPTION_EXEC, OPTION_EXEC_DIR, OPTION_EXEC_TIME, OPTION_PARALLEL}},
	{OPTION_PRESENT,
         CLI_EXCLUDES,
         {OPTION_WAIT, OPTION_JSON, OPTION_STRESS, OPTION_COMMAND, OPTION_DEBUG, OPTION_UID,
          OPTION_ON, OPTION_ONCE, OPTION_LIST, OPTION_FORMAT, OPTION_EXEC, OPTION_EXEC_DIR,
          OPTION_EXEC_TIME, OPTION_PARALLEL}},
	{OPTION_WAIT,
         CLI_EXCLUDES,
         {OPTION_JSON, OPTION_STRESS, OPTION_COMMAND, OPTION_DEBUG, OPTION_UID, OPTION_ON,
          OPTION_ONCE, OPTION_LIST, OPTION_FORMAT, OPTION_EXEC, OPTION_EXEC_DIR, OPTION_EXEC_TIME,
          OPTION_PARALLEL}},
	{OPTION_JSON, CLI_EXCLUDES, {OPTION_FORMAT, OPTION_DEBUG}},
	{OPTION_NO_ANALYSIS, CLI_EXCLUDES, {OPTION_LIST}},
	{OPTION_COMMAND, CLI_NEEDS, {OPTION_STRESS}},
	{OPTION_EXEC_TIME, CLI_NEEDS, {OPTION_EXEC, OPTION_EXEC_DIR}},
	{OPTION_PARALLEL, CLI_NEEDS, {OPTION_EXEC, OPTION_EXEC_DIR}},
	{OPTION_ROOT, CLI_NEEDS, {OPTION_DOCTOR, OPTION_READERS}},
	{0},
};

enum {
	LIMIT_MAX_MS = 1000000000, /* eleven days */
	EXEC_MS = 60000,
	PARALLEL_MAX = 64,
};

static bool take_seconds(const char *option, const char *value, uint64_t *ms)
{
	if (num_seconds(value, LIMIT_MAX_MS, ms))
		return true;
	message_error("%s %s: not a number of seconds", option, value);
	return false;
}

static bool take_parallel(struct scan_options *options, const char *value)
{
	uint64_t count;

	if (!num_decimal(value, PARALLEL_MAX, &count) || count == 0) {
		message_error("--parallel %s: not a number from 1 to %d", value, PARALLEL_MAX);
		return false;
	}
	options->parallel = (size_t)count;
	return true;
}

static bool take_exec(struct scan_options *options, const struct cli *cli)
{
	if (cli->first >= cli->argc) {
		message_error("--exec: needs a program");
		return false;
	}
	options->exec = (const char *const *)(const void *)(cli->argv + cli->first);
	return true;
}

/* A wrong PIN that is sent again and again blocks a card at once. */
static enum status take_command(struct scan_options *options, const char *text)
{
	size_t size = strlen(text) / 2 + 1;
	uint8_t *bytes = malloc(size);
	struct secret_reference reference;

	if (bytes == NULL) {
		memory_ran_out();
		return STATUS_TROUBLE;
	}
	free(options->own_command);
	options->own_command = bytes;
	struct hex_result got = hex_read(text, strlen(text), bytes, size);
	if (got.status != HEX_OK)
		message_error("--command %.*s: %s", hex_quotable(text, strlen(text)), text,
		              hex_status_text(got.status));
	else if (got.count < 4 || got.count > CARD_COMMAND_MAX)
		message_error("--command: %zu bytes; a command has 4 to %d", got.count,
		              CARD_COMMAND_MAX);
	else if (secret_find(bytes, got.count).length > 0 &&
	         secret_reference(bytes, got.count, &reference))
		message_error("--command: one that carries a PIN would block it: not repeated");
	else {
		options->command = bytes;
		options->command_length = got.count;
		return STATUS_YES;
	}
	return STATUS_INPUT;
}

static enum status take_own(struct scan_options *options, const struct cli *cli, int id)
{
	switch (id) {
	case OPTION_NO_ANALYSIS:
		options->plain_atr = true;
		break;
	case OPTION_READERS:
		options->task = SCAN_LIST_READERS;
		options->filter.hidden_too = true;
		break;
	case OPTION_CARDS:
		options->task = SCAN_LIST_CARDS;
		break;
	case OPTION_STRESS:
		options->stress = true;
		break;
	case OPTION_QUIET:
	case OPTION_VERBOSE:
		options->quiet = id == OPTION_QUIET;
		options->verbose = !options->quiet;
		break;
	case OPTION_DEBUG:
		options->debug = true;
		break;
	case OPTION_PNP:
		options->assume_pnp = true;
		break;
	case OPTION_TIME:
		options->limited = true;
		return take_seconds("-t", cli->value, &options->limit_ms) ? STATUS_YES :
									    STATUS_INPUT;
	case OPTION_READER:
		options->filter.reader.wanted = cli->value;
		break;
	case OPTION_LIST:
		options->lists[options->list_count++] = cli->value;
		break;
	case OPTION_FORMAT:
		if (!render_atr_format(cli->value, &options->format)) {
			message_error("--format %s: not text, classic or brief", cli->value);
			return STATUS_INPUT;
		}
		break;
	case OPTION_COMMAND:
		return take_command(options, cli->value);
	case OPTION_UID:
		options->uid = true;
		break;
	case OPTION_DOCTOR:
		options->task = SCAN_DOCTOR;
		break;
	case OPTION_ROOT:
		options->root = cli->value;
		break;
	case OPTION_ON:
		return filter_set_events(&options->filter, cli->value) ? STATUS_YES : STATUS_INPUT;
	case OPTION_ATR:
		return filter_set_atr(&options->filter, cli->value) ? STATUS_YES : STATUS_INPUT;
	case OPTION_ONCE:
		options->once = true;
		break;
	case OPTION_PRESENT:
		options->task = SCAN_PRESENT;
		break;
	case OPTION_WAIT:
		options->task = SCAN_WAIT;
		if (!question_named(cli->value, &options->question)) {
			message_error("--wait %s: not card, removed or reader", cli->value);
			return STATUS_INPUT;
		}
		break;
	case OPTION_NO_RECONNECT:
		options->no_reconnect = true;
		break;
	case OPTION_EXEC:
		return take_exec(options, cli) ? STATUS_YES : STATUS_INPUT;
	case OPTION_EXEC_DIR:
		options->exec_folder = cli->value;
		break;
	case OPTION_EXEC_TIME:
		return take_seconds("--exec-time", cli->value, &options->exec_ms) ? STATUS_YES :
										    STATUS_INPUT;
	case OPTION_PARALLEL:
		return take_parallel(options, cli->value) ? STATUS_YES : STATUS_INPUT;
	}
	return STATUS_YES;
}

static enum status take_all(struct scan_options *options, struct cli *cli)
{
	enum status status = STATUS_YES;
	int id;

	while (status == STATUS_YES && !options->common.done && (id = cli_next(cli)) != CLI_END) {
		enum options_result result = OPTIONS_ERROR;

		if (id != CLI_ERROR)
			result = options_take(&options->common, cli, id);
		if (result == OPTIONS_NOT_MINE)
			status = take_own(options, cli, id);
		else if (result == OPTIONS_ERROR)
			status = STATUS_INPUT;
	}
	if (status == STATUS_YES && !options->common.done && options->exec == NULL &&
	    cli->first < cli->argc) {
		message_error("%s: pcsc_scan takes no arguments", cli->argv[cli->first]);
		message_hint("pcsc_scan --help lists the options");
		status = STATUS_INPUT;
	}
	return status;
}

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
	options->lists = calloc((size_t)argc + 1, sizeof *options->lists);
	if (options->lists == NULL) {
		memory_ran_out();
		return STATUS_TROUBLE;
	}
	if (!cli_start(&cli, &program, argc, argv))
		return STATUS_TROUBLE;
	enum status status = take_all(options, &cli);
	if (status == STATUS_YES && !options->common.done && !cli_together(&cli, rules))
		status = STATUS_INPUT;
	cli_free(&cli);
	return status;
}

void options_free(struct scan_options *options)
{
	free(options->lists);
	options->lists = NULL;
	free(options->own_command);
	options->own_command = NULL;
}
