#include "app/shared_options.h"

#include "base/installed.h"
#include "sys/message.h"

#include <unistd.h>

#define CLI_STRUCT struct options_common

const struct cli_option options_common[] = {
	{.letter = 'h',
         .name = "help",
         .group = CLI_OTHER,
         .help = "show this help",
         .kind = CLI_HELP},
	{.letter = 'V',
         .name = "version",
         .group = CLI_OTHER,
         .help = "show the version",
         .kind = CLI_VERSION},
	{.name = "color",
         .argument = "WHEN",
         .group = CLI_OUTPUT,
         .help = "use color: auto, always or never (default: auto)",
         TO_CHOICE(color, "color mode", term_color_word)},
	{0},
};

const struct cli_option options_json[] = {
	{.name = "json",
         .group = CLI_OUTPUT,
         .help = "print JSON, one object per line",
         TO_FLAG(json)},
	{0},
};

const struct cli_option options_trace[] = {
	{.name = "trace",
         .argument = "[=FILE]",
         .group = CLI_OTHER,
         .help = "trace PC/SC calls to FILE (default: stderr)",
         TO_TEXT(trace),
         .completion = CLI_COMPLETE_FILE},
	{0},
};

const struct cli_option options_root[] = {
	{.name = "root",
         .argument = "DIR",
         .group = CLI_TESTS,
         .help = "examine the system below DIR instead of /",
         TO_TEXT(root),
         .completion = CLI_COMPLETE_DIRECTORY},
	{0},
};

const char *options_root_of(const struct options_common *common)
{
	return common->root != NULL ? common->root : "";
}

enum status options_take(struct cli *cli, const struct cli_program *program, void *options,
                         int argc, char **argv)
{
	struct options_common *common = options;

	const char *name = cli_name(program, argv);

	installed_start(argv[0] != NULL ? argv[0] : "", name);
	message_start(name, term_palette(COLOR_AUTO, STDERR_FILENO));
	enum status status = cli_read(cli, program, options, argc, argv);
	common->done = cli->done;
	message_start(cli->name, term_palette(common->color, STDERR_FILENO));
	return status;
}
