#include "app/card_fit.h"

void card_fit(struct atr_report *report, struct fit *fit, const struct ccid *reader,
              const char *name, bool inserted)
{
	const struct atr_view card = atr_report_view(report);

	fit_compare(fit, &card, reader, name, inserted);
	if (report->tree.count > 0)
		describe_fit(&report->tree, fit);
	report->fit = fit;
}
