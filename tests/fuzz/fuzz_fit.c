/* Whether a card fits a reader: the bytes of a descriptor, then an ATR. */
#include "reader/fit.h"

#include "cards/atr_report.h"

#include <assert.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_line(const struct fit *fit, const struct fit_line *line)
{
	assert(line->severity <= fit->severity);
	assert(line->aspect != NULL && line->clause != NULL);
	assert(line->text.length > 0 && line->text.length + 1 < sizeof line->text.text);
	assert(line->text.text[line->text.length] == '\0');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct atr_report report;
	size_t length = size < CCID_LENGTH ? size : CCID_LENGTH;
	struct ccid reader;
	struct fit fit;

	ccid_read(&reader, data, length);
	atr_report_fill(&report, data + length, size - length, 0);
	const struct atr_view card = {&report.atr, &report.params, &report.hist,
	                              &report.contactless};
	fit_compare(&fit, &card, &reader, "reader", size % 2 == 0);
	assert(fit.count <= FIT_LINES_MAX);
	for (size_t i = 0; i < fit.count; i++)
		check_line(&fit, &fit.lines[i]);
	/* The speed is either the one after reset, or not more than the card supports. */
	if (fit.speed.f != 372 || fit.speed.d != 1)
		assert(fit.speed.f * report.params.di >= report.params.fi * fit.speed.d);
	describe_fit(&report.tree, &fit);
	return 0;
}
