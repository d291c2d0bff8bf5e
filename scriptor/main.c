#include "scriptor/options.h"
#include "scriptor/run/scriptor_session.h"
#include "app/trace.h"
#include "sys/output.h"
#include "sys/process/timed_call.h"

#include <stdio.h>

int main(int argc, char **argv)
{
	struct options options;

	output_start();
	output_is_answer();
	int status = (int)options_read(&options, argc, argv);
	if (status == STATUS_YES && !options.common.done) {
		enum trace_data data = options.show_secrets ? TRACE_SHOW : TRACE_HIDE;
		status = trace_start(&options.common, data) ? session_run(&options, stdout) :
							      STATUS_TROUBLE;
	}
	options_free(&options);
	return timed_call_end(output_end(trace_end(status)));
}
