#include "list_update/options.h"

#include "list_update/fetch.h"
#include "sys/process/confine.h"

#include <stddef.h>

#define CLI_STRUCT struct options

static const struct cli_option rows[] = {
	{.name = "check",
         .group = CLI_ACTIONS,
         .help = "only check whether there is a newer list",
         TO_FLAG(check)},
	{.name = "url",
         .argument = "URL",
         .group = CLI_SELECTING,
         .help = "fetch from URL: https, or http on this machine",
         TO_TEXT(url)},
	{.name = "file",
         .argument = "FILE",
         .group = CLI_SELECTING,
         .help = "replace this list",
         TO_TEXT(file),
         .completion = CLI_COMPLETE_FILE},
	{.name = "cacert",
         .argument = "FILE",
         .group = CLI_SELECTING,
         .help = "trust these certificates instead of the system's",
         TO_TEXT(ca_file),
         .completion = CLI_COMPLETE_FILE},
	{0},
};

const struct cli_program options_program = {
	.name = "list-update",
	.synopsis =
		(const char *const[]){"[--check] [--url URL] [--file FILE] [--cacert FILE]", NULL},
	.options = (const struct cli_option *const[]){options_common, rows, NULL},
	.notes = "Started by \"atr_parser --update\".\n",
	.libraries = (cli_library *const[]){fetch_library, confine_library, NULL},
};

enum status options_read(struct options *options, int argc, char **argv)
{
	struct cli cli;

	*options = (struct options){.url = "https://pcsc-tools.apdu.fr/smartcard_list.txt"};
	enum status status = options_take(&cli, &options_program, options, argc, argv);
	options->own_url = cli_given(&cli, "--url");
	cli_free(&cli);
	return status;
}
