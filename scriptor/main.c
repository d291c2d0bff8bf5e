#include "options.h"
#include "session.h"
#include "sys/message.h"
#include "sys/output.h"

#include <unistd.h>

int main(int argc, char **argv)
{
	struct options options;

	output_start();
	message_start("scriptor", &palette_plain);
	int status = (int)options_read(&options, argc, argv);
	if (status == STATUS_YES && !options.common.done) {
		message_start("scriptor", term_palette(options.common.color, STDERR_FILENO));
		status = session_run(&options);
	}
	options_free(&options);
	return output_end(status);
}
