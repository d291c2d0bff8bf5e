#include "sys/output.h"
#include "sys/process/timed_call.h"
#include "vicard/card_run.h"
#include "vicard/options.h"

int main(int argc, char **argv)
{
	struct options options;

	output_start();
	int status = (int)options_read(&options, argc, argv);
	if (status == STATUS_YES && !options.common.done)
		status = card_run(&options);
	return timed_call_end(output_end(status));
}
