#include "pcsc_scan/doctor/doctor.h"
#include "pcsc_scan/inventory/inventory.h"
#include "pcsc_scan/inventory/usb_listing.h"
#include "pcsc_scan/options.h"
#include "pcsc_scan/scan.h"
#include "app/trace.h"
#include "sys/output.h"
#include "sys/process/timed_call.h"

static int run(struct scan_options *options)
{
	if (options->task == SCAN_DOCTOR || options->task == SCAN_PRESENT ||
	    options->task == SCAN_WAIT)
		output_is_answer();
	if (options->task == SCAN_DOCTOR)
		return doctor_run(options);
	if (options->task == SCAN_USB)
		return usb_listing_run(options);
	if (options->task == SCAN_LIST_READERS && options->verbose)
		return inventory_run(options);
	return scan_run(options);
}

int main(int argc, char **argv)
{
	struct scan_options options;

	output_start();
	int status = (int)options_read(&options, argc, argv);
	if (status == STATUS_YES && !options.common.done)
		status = trace_start(&options.common, TRACE_MASK) ? run(&options) : STATUS_TROUBLE;
	status = timed_call_end(output_end(trace_end(status)));
	options_free(&options); /* last, as a thread that was abandoned may use them */
	return status;
}
