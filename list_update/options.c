#include "list_update/options.h"

#include "app/options.h"
#include "sys/message.h"

#include <stddef.h>

enum { OPTION_CHECK = OPTION_OWN, OPTION_URL, OPTION_FILE, OPTION_CA };

static const struct cli_option own[] = {
	{OPTION_CHECK, 0, "check", CLI_NONE, NULL, "only check whether there is a newer list"},
	{OPTION_URL, 0, "url", CLI_VALUE, "URL", "fetch from URL: https, or http on this machine"},
	{OPTION_FILE, 0, "file", CLI_VALUE, "FILE", "replace this list"},
	{OPTION_CA, 0, "cacert", CLI_VALUE, "FILE",
         "trust these certificates instead of the system's"},
	{0},
};

static const char *const synopsis[] = {"[--check] [--url URL] [--file FILE] [--cacert FILE]", NULL};
static const struct cli_option *const tables[] = {options_common, own, NULL};
static const struct cli_program program = {
	.name = "list-update",
	.synopsis = synopsis,
	.options = tables,
	.notes = "Started by \"atr_parser --update\".\n",
};

static enum status take(struct options *options, struct options_common *common,
                        const struct cli *cli, int id)
{
	switch (id) {
	case OPTION_CHECK:
		options->check = true;
		return STATUS_YES;
	case OPTION_URL:
		options->url = cli->value;
		options->own_url = true;
		return STATUS_YES;
	case OPTION_FILE:
		options->file = cli->value;
		return STATUS_YES;
	case OPTION_CA:
		options->ca_file = cli->value;
		return STATUS_YES;
	default:
		return options_take(common, cli, id) == OPTIONS_TAKEN ? STATUS_YES : STATUS_INPUT;
	}
}

enum status options_read(struct options *options, int argc, char **argv)
{
	struct options_common common = {0};
	enum status status = STATUS_YES;
	struct cli cli;
	int id = CLI_END;

	*options = (struct options){.url = "https://pcsc-tools.apdu.fr/smartcard_list.txt"};
	if (!cli_start(&cli, &program, argc, argv))
		return STATUS_TROUBLE;
	while (status == STATUS_YES && !common.done && (id = cli_next(&cli)) != CLI_END)
		status = id == CLI_ERROR ? STATUS_INPUT : take(options, &common, &cli, id);
	if (status == STATUS_YES && !common.done && cli.first < argc) {
		message_error("%s: unexpected argument", argv[cli.first]);
		message_hint("%s --help lists the options", program.name);
		status = STATUS_INPUT;
	}
	options->done = common.done;
	cli_free(&cli);
	message_start(program.name, term_palette(common.color, 2));
	return status;
}
