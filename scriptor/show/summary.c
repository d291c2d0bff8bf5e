#include "scriptor/show/summary.h"

#include "sys/message.h"

void summary_tell(const struct report *report, struct show *show, const struct options *options,
                  int status, bool ran)
{
	struct show_summary summary = {
		.files = report->file_count,
		.tests = report->count,
		.passed = report_count(report, REPORT_PASSED),
		.failed = report_count(report, REPORT_FAILED),
		.errors = report_count(report, REPORT_ERROR),
		.skipped = report_count(report, REPORT_SKIPPED),
		.status = status,
	};
	bool named = false;

	for (size_t i = 0; i < report->count; i++) {
		summary.apdus += report->cases[i].apdus;
		summary.ms += report->cases[i].ms;
		named = named || report->cases[i].named;
	}
	show_summary(show, &summary);
	if (options->diff != NULL && ran)
		message_note("%zu APDUs: %s", summary.apdus,
		             status == STATUS_YES ? "no answer differs" : "answers differ");
	else if (summary.files > 1 || named || options->junit != NULL || options->tap)
		message_note("%zu tests: %zu passed, %zu failed, %zu errors, %zu skipped",
		             summary.tests, summary.passed, summary.failed, summary.errors,
		             summary.skipped);
}
