#include "vicard/options.h"

#include "base/bytes.h"
#include "sys/message.h"
#include "sys/pcsc/pcsc.h"
#include "sys/replace.h"
#include "vicard/card/virtual_card.h"
#include "vicard/input/control.h"

#include <string.h>

#define CLI_STRUCT struct options

static enum status take_atr(void *into, const char *text)
{
	struct options *options = into;
	uint8_t atr[VICARD_ATR_MAX];
	struct hex_result got = hex_read(text, strlen(text), atr, sizeof atr);

	options->atr = text;
	if (got.status == HEX_OK)
		return STATUS_YES;
	message_error("--atr: '%s': %s", text, hex_status_text(got.status));
	return STATUS_INPUT;
}

static const struct cli_option rows[] = {
	{.name = "host",
         .argument = "HOST",
         .group = CLI_SELECTING,
         .help = "connect to the reader at HOST (default: 127.0.0.1)",
         TO_TEXT(host),
         .completion = CLI_COMPLETE_HOST},
	{.name = "port",
         .argument = "PORT",
         .group = CLI_SELECTING,
         .help = "connect to PORT (default: 35963)",
         TO_NUMBER(port, 1, 65535)},
	{.name = "session",
         .argument = "N",
         .group = CLI_SELECTING,
         .help = "take session N of a trace (default: the longest)",
         TO_NUMBER(session, 1, UINT32_MAX),
         .excludes = "--relay"},
	{.name = "atr",
         .argument = "HEX",
         .group = CLI_ACTIONS,
         .help = "insert a card with this ATR at the start",
         TO_CALL(take_atr)},
	{.name = "relay",
         .argument = "READER",
         .group = CLI_ACTIONS,
         .help = "relay this reader's card: number, name or part of it",
         TO_TEXT(relay),
         .excludes = "--atr",
         .completion = CLI_COMPLETE_READER},
	{.name = "record",
         .argument = "FILE",
         .group = CLI_ACTIONS,
         .help = "record commands and responses in FILE",
         TO_TEXT(record),
         .needs = "--relay",
         .completion = CLI_COMPLETE_FILE},
	{.name = "pcap",
         .argument = "FILE",
         .group = CLI_ACTIONS,
         .help = "record them as USB traffic for Wireshark in FILE",
         TO_TEXT(pcap),
         .needs = "--relay",
         .completion = CLI_COMPLETE_FILE},
	{.name = "show-secrets",
         .group = CLI_SECRETS,
         .help = "do not mask PINs and keys",
         TO_FLAG(show_secrets),
         .needs = "--record --pcap"},
	{0},
};

const struct cli_program options_program = {
	.name = "vicard",
	.synopsis =
		(const char *const[]){
			"[--host HOST] [--port PORT] [--atr HEX] [--session N] [FILE]",
			"[--host HOST] [--port PORT] --relay READER"
			"\n              [--record FILE] [--pcap FILE] [--show-secrets]",
			NULL},
	.options = (const struct cli_option *const[]){options_common, rows, NULL},
	.notes = control_help,
	.operands = 1,
	.operand = CLI_COMPLETE_FILE,
	.libraries = (cli_library *const[]){pcsc_library, NULL},
};

enum status options_read(struct options *options, int argc, char **argv)
{
	struct cli cli;

	*options = (struct options){.host = "127.0.0.1", .port = 35963};
	enum status status = options_take(&cli, &options_program, options, argc, argv);
	options->file = cli.operand_count > 0 ? cli.operands[0] : NULL;
	cli_free(&cli);
	if (status == STATUS_YES && options->relay != NULL && options->file != NULL) {
		message_error("--relay takes no file: '%s'", options->file);
		return STATUS_INPUT;
	}
	if (status == STATUS_YES && options->session != 0 && options->file == NULL) {
		message_error("--session needs a file with a trace");
		return STATUS_INPUT;
	}
	if (status == STATUS_YES && options->record != NULL && options->pcap != NULL &&
	    replace_is_same(options->record, options->pcap)) {
		message_error("%s: output file of both --record and --pcap", options->pcap);
		return STATUS_INPUT;
	}
	return status;
}
