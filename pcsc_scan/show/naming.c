#include "pcsc_scan/show/naming.h"

#include "app/card_fit.h"
#include "app/identify.h"
#include "app/reader_ccid.h"
#include "sys/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct naming {
	const char *const *lists;
	size_t count;
	struct identify *identify;
	bool rested;              /* the lists may have changed */
	bool failed;              /* the lists could not be read, which was reported once */
	struct atr_report report; /* for the last ATR */
	bool worded;              /* the report includes its tree */
	struct fit fit;           /* for the card and the reader that came last */
};

struct naming *naming_new(const char *const *lists, size_t count)
{
	struct naming *naming = calloc(1, sizeof *naming);

	if (naming != NULL) {
		naming->lists = lists;
		naming->count = count;
	}
	return naming;
}

void naming_free(struct naming **naming)
{
	if (*naming == NULL)
		return;
	atr_report_free(&(*naming)->report);
	identify_free(&(*naming)->identify);
	free(*naming);
	*naming = NULL;
}

bool naming_prepare(struct naming *naming)
{
	if (naming->identify == NULL && !naming->failed) {
		naming->identify = identify_new(naming->lists, naming->count, false);
		naming->failed = naming->identify == NULL;
	}
	return !naming->failed;
}

void naming_rest(struct naming *naming)
{
	naming->rested = true;
}

/* Opens lists again that were changed; the report, which points into them, is not used again. */
static void refresh(struct naming *naming)
{
	struct atr_report *report = &naming->report;

	if (!naming->rested || naming->identify == NULL)
		return;
	naming->rested = false;
	if (!identify_refresh(naming->identify))
		return;
	report->atr.length = 0;
	report->matches.count = 0;
	report->sources = NULL;
	report->source_count = 0;
}

const struct atr_report *naming_report(struct naming *naming, const uint8_t *atr, size_t length,
                                       bool words)
{
	struct atr_report *report = &naming->report;

	refresh(naming);
	if (report->atr.length == length && memcmp(report->atr.bytes, atr, length) == 0 &&
	    length > 0 && (naming->worded || !words)) {
		report->fit = NULL;
		return report;
	}
	naming->worded = words;
	if (words)
		atr_report_fill(report, atr, length, ATR_CLOCK_DEFAULT);
	else
		atr_report_values(report, atr, length, ATR_CLOCK_DEFAULT);
	report->matches.count = 0;
	(void)memory_sufficed(!report->tree.failed);
	if (naming_prepare(naming)) {
		(void)memory_sufficed(
			identify_atr(naming->identify, atr, length, &report->matches));
		if (!identify_is_whole(naming->identify))
			report->matches.count = 0;
		report->sources = identify_sources(naming->identify, &report->source_count);
	}
	return report;
}

const struct atr_report *naming_report_in(struct naming *naming, const uint8_t *atr, size_t length,
                                          bool words, const char *root, const char *reader)
{
	const struct atr_report *report = naming_report(naming, atr, length, words);
	struct ccid ccid;

	if (!reader_ccid(root, reader, NULL, &ccid))
		return report;
	card_fit(&naming->report, &naming->fit, &ccid, reader, true);
	naming->worded = false; /* the text names this reader */
	return report;
}

size_t naming_name(struct naming *naming, const uint8_t *atr, size_t length,
                   char name[CARD_NAME_SIZE])
{
	const struct card_matches *matches = &naming_report(naming, atr, length, false)->matches;
	size_t count = 0;

	name[0] = '\0';
	for (size_t i = 0; i < matches->count; i++) {
		struct span names = matches->items[i].names, one;

		while (card_name(&names, &one))
			if (!card_is_url(one) && count++ == 0)
				snprintf(name, CARD_NAME_SIZE, "%.*s", (int)one.length, one.text);
	}
	return count;
}

void naming_report_age(struct naming *naming)
{
	if (naming->identify != NULL)
		identify_report_age(naming->identify);
}
