#include "capture/options.h"
#include "capture/read_capture.h"
#include "capture/write_capture.h"

#include "sys/output.h"
#include "sys/process/confine.h"
#include "sys/process/descriptors.h"
#include "sys/process/no_core.h"

int main(int argc, char **argv)
{
	struct options options;

	descriptors_close(3);
	output_start();
	no_core();
	int status = (int)options_read(&options, argc, argv);
	confine_to_streams();
	if (status == STATUS_YES && !options.common.done)
		status = (int)(options.writes ? write_capture() : read_capture());
	return output_end(status);
}
