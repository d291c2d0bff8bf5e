#include "capture/options.h"

#include "capture/packets.h"
#include "sys/message.h"
#include "sys/process/confine.h"

#include <stddef.h>
#include <string.h>

const struct cli_program options_program = {
	.name = "capture",
	.synopsis = (const char *const[]){"read <CAPTURE >TRACE", "write <TRACE >CAPTURE", NULL},
	.options = (const struct cli_option *const[]){options_common, NULL},
	.notes = "Started by scriptor and vicard.\n",
	.operands = 1,
	.libraries = (cli_library *const[]){packets_library, confine_library, NULL},
};

enum status options_read(struct options *options, int argc, char **argv)
{
	struct cli cli;

	*options = (struct options){.writes = false};
	enum status status = options_take(&cli, &options_program, options, argc, argv);
	const char *word = cli.operand_count > 0 ? cli.operands[0] : "";
	options->writes = strcmp(word, "write") == 0;
	if (status == STATUS_YES && !options->common.done && !options->writes &&
	    strcmp(word, "read") != 0) {
		message_error("expected \"read\" or \"write\"");
		status = STATUS_INPUT;
	}
	cli_free(&cli);
	return status;
}
