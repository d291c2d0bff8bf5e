#include "scriptor/show/summary.h"

#include "sys/message.h"

struct summary summary_of(const struct report *report, int status)
{
	struct summary summary = {
		.report = report,
		.files = report->file_count,
		.tests = report->count,
		.passed = report_count(report, REPORT_PASSED),
		.failed = report_count(report, REPORT_FAILED),
		.errors = report_count(report, REPORT_ERROR),
		.skipped = report_count(report, REPORT_SKIPPED),
		.status = status,
	};

	for (size_t i = 0; i < report->count; i++) {
		summary.apdus += report->cases[i].apdus;
		summary.ms += report->cases[i].ms;
	}
	return summary;
}

static bool has_named_case(const struct report *report)
{
	for (size_t i = 0; i < report->count; i++)
		if (report->cases[i].named)
			return true;
	return false;
}

static const char *plural(size_t count)
{
	return count == 1 ? "" : "s";
}

static const char *diff_result(int status)
{
	return status == STATUS_YES ? "no differences" :
		status == STATUS_NO ? "responses differ" :
				      "not completed";
}

void summary_note(const struct summary *summary, const struct options *options, bool ran)
{
	if (options->diff != NULL && ran)
		message_note("%zu APDU%s: %s", summary->apdus, plural(summary->apdus),
		             diff_result(summary->status));
	else if (summary->files > 1 || has_named_case(summary->report) || options->junit != NULL ||
	         options->tap || options->quiet)
		message_note("%zu test%s: %zu passed, %zu failed, %zu error%s, %zu skipped",
		             summary->tests, plural(summary->tests), summary->passed,
		             summary->failed, summary->errors, plural(summary->errors),
		             summary->skipped);
}
