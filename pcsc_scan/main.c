#include "doctor.h"
#include "options.h"
#include "scan.h"
#include "sys/message.h"
#include "sys/output.h"

#include <unistd.h>

int main(int argc, char **argv)
{
	struct scan_options options;

	output_start();
	message_start("pcsc_scan", term_palette(COLOR_AUTO, STDERR_FILENO));
	int status = (int)options_read(&options, argc, argv);
	if (status == STATUS_YES && !options.common.done) {
		message_start("pcsc_scan", term_palette(options.common.color, STDERR_FILENO));
		status = options.task == SCAN_DOCTOR ? doctor_run(&options) : scan_run(&options);
	}
	options_free(&options);
	return output_end(status);
}
