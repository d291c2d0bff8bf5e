#include "app/reader_ccid.h"
#include "cards/atr_report.h"
#include "pcsc_scan/doctor/doctor_facts.h"

#include <stdlib.h>

static void compare(struct facts *facts, struct atr_report *report, size_t index)
{
	const struct reader_state *state = &facts->service.states[index];
	struct facts_fit *place = &facts->fits[facts->fit_count];
	struct ccid reader;

	if (state->atr_length == 0 || !reader_ccid_among(&facts->usb, state->name, NULL, &reader))
		return;
	atr_report_values(report, state->atr, state->atr_length, ATR_CLOCK_DEFAULT);
	const struct atr_view card = atr_report_view(report);
	place->reader = index;
	fit_compare(&place->fit, &card, &reader, state->name, true);
	facts->fit_count += place->fit.count > 0;
}

bool facts_compare_cards(struct facts *facts)
{
	struct atr_report *report = calloc(1, sizeof *report);

	facts->fits = calloc(facts->service.count + 1, sizeof *facts->fits);
	bool ok = report != NULL && facts->fits != NULL;
	for (size_t i = 0; ok && i < facts->service.count; i++)
		compare(facts, report, i);
	if (report != NULL)
		atr_report_free(report);
	free(report);
	return ok;
}
