#include "list_update/options.h"
#include "list_update/update.h"

#include "sys/output.h"

int main(int argc, char **argv)
{
	struct options options;

	output_start();
	int status = (int)options_read(&options, argc, argv);
	if (options.check)
		output_is_answer();
	if (status == STATUS_YES && !options.common.done)
		status = (int)update(&options);
	return output_end(status);
}
