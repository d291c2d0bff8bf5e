#include "app/options.h"

#include "sys/message.h"

#include <stddef.h>

const struct cli_option options_common[] = {
	{OPTION_HELP, 'h', "help", CLI_NONE, NULL, "this help"},
	{OPTION_VERSION, 'V', "version", CLI_NONE, NULL, "the version"},
	{OPTION_COLOR, 0, "color", CLI_VALUE, "WHEN", "auto, always or never (auto)"},
	{0},
};

const struct cli_option options_json[] = {
	{OPTION_JSON, 0, "json", CLI_NONE, NULL, "one JSON object a line"},
	{0},
};

const struct cli_option options_trace[] = {
	{OPTION_TRACE, 0, "trace", CLI_OPTIONAL, "FILE",
         "tell each PC/SC call (on standard error)"},
	{0},
};

enum options_result options_take(struct options_common *options, const struct cli *cli, int id)
{
	switch (id) {
	case OPTION_HELP:
		cli_help(cli->program);
		options->done = true;
		return OPTIONS_TAKEN;
	case OPTION_VERSION:
		cli_version(cli->program);
		options->done = true;
		return OPTIONS_TAKEN;
	case OPTION_COLOR:
		if (term_color_when(cli->value, &options->color))
			return OPTIONS_TAKEN;
		message_error("--color %s: not auto, always or never", cli->value);
		return OPTIONS_ERROR;
	case OPTION_JSON:
		options->json = true;
		return OPTIONS_TAKEN;
	case OPTION_TRACE:
		options->trace = true;
		options->trace_path = cli->value;
		return OPTIONS_TAKEN;
	default:
		return OPTIONS_NOT_MINE;
	}
}
