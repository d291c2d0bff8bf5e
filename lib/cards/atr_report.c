#include "cards/atr_report.h"

#include "atr/describe_atr.h"
#include "atr/profile/describe_profile.h"
#include "atr/describe_summary.h"

struct atr_view atr_report_view(const struct atr_report *report)
{
	return (struct atr_view){.atr = &report->atr,
	                         .params = &report->params,
	                         .hist = &report->hist,
	                         .contactless = &report->contactless};
}

/* Adds the problems of the historical bytes to the others, in the order of offset. Eight bytes with
 * the structure for a type B card are not historical bytes of ISO/IEC 7816-4, so those problems do
 * not apply. */
static void merge_problems(struct atr_report *report)
{
	if (report->contactless.type_b)
		return;
	for (size_t i = 0; i < report->hist.problem_count; i++) {
		struct problem problem = report->hist.problems[i];

		problem.offset += report->atr.historical.offset;
		atr_add_problem(&report->atr, &problem);
	}
}

void atr_report_check(struct atr_report *report, const uint8_t *bytes, size_t length)
{
	struct atr *atr = &report->atr;

	atr_parse(atr, bytes, length);
	hist_of_atr(&report->hist, atr);
	contactless_parse(&report->contactless, atr, &report->hist);
	merge_problems(report);
	report->tree.count = 0;
	report->verdict.count = 0;
	report->fit = NULL;
}

void atr_report_values(struct atr_report *report, const uint8_t *bytes, size_t length,
                       uint32_t clock_hz)
{
	atr_report_check(report, bytes, length);
	atr_params(&report->params, &report->atr, clock_hz);
}

void atr_report_fields(struct atr_report *report, const uint8_t *bytes, size_t length,
                       uint32_t clock_hz)
{
	atr_report_values(report, bytes, length, clock_hz);
	const struct atr_view view = atr_report_view(report);
	describe_atr_fields(&report->tree, &view);
}

void atr_report_summary(struct atr_report *report, const uint8_t *bytes, size_t length,
                        uint32_t clock_hz)
{
	atr_report_values(report, bytes, length, clock_hz);
	const struct atr_view view = atr_report_view(report);
	describe_atr_summary(&report->tree, &view);
}

void atr_report_fill(struct atr_report *report, const uint8_t *bytes, size_t length,
                     uint32_t clock_hz)
{
	atr_report_values(report, bytes, length, clock_hz);
	const struct atr_view view = atr_report_view(report);
	describe_atr(&report->tree, &view);
}

void atr_report_facts(const struct atr_report *report, struct words *facts)
{
	const struct atr_view view = atr_report_view(report);

	describe_facts(facts, &view);
}

void atr_report_judge(struct atr_report *report, enum atr_profile profile)
{
	struct atr_verdict *verdict = &report->verdict;

	verdict->profile = profile;
	verdict->count = atr_profile_judge(profile, &report->atr, verdict->rulings);
	if (report->tree.count > 0)
		describe_profile(&report->tree, verdict, &report->atr);
}

bool atr_report_accepted(const struct atr_report *report)
{
	for (size_t i = 0; i < report->verdict.count; i++)
		if (!report->verdict.rulings[i].accepted)
			return false;
	return true;
}

void atr_report_free(struct atr_report *report)
{
	tree_free(&report->tree);
	card_matches_free(&report->matches);
	*report = (struct atr_report){0};
}
