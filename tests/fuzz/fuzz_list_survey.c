/* What a server sends as a card list, compared with the current list: the first byte says, in
 * 256ths of the input, where one ends and the other begins. */
#include "list_update/survey.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static size_t reported;

static void report(const struct survey_entry *entry, size_t number)
{
	assert(entry->atr.length > 0);
	(void)number;
	reported++;
}

static void check(const struct survey *survey, const char *text, size_t length)
{
	assert(survey->count + survey->unreadable <= length);
	for (size_t i = 0; i < survey->count; i++) {
		const struct survey_entry *entry = &survey->entries[i];

		assert(entry->atr.text >= text && entry->atr.length > 0);
		assert(entry->atr.text + entry->atr.length <= text + length);
		assert(i == 0 || span_compare(survey->entries[i - 1].atr, entry->atr) <= 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct survey old = {0}, fresh = {0};

	if (size == 0)
		return 0;
	const char *text = (const char *)data + 1;
	size_t length = (size - 1) * data[0] / 256, rest = size - 1 - length;
	bool good = survey_take(&old, text, length) && survey_take(&fresh, text + length, rest);
	assert(good);
	check(&old, text, length);
	check(&fresh, text + length, rest);
	const char *doubt = survey_doubt(&fresh, &old, 1);
	/* What is accepted is a card list, and not much shorter than the current one. */
	assert(doubt != NULL || (fresh.count > 0 && fresh.count * 10 >= old.count * 9));
	reported = 0;
	size_t new = survey_new(&fresh, &old, report);
	assert(new == reported &&new <= fresh.count);
	assert(survey_new(&fresh, &fresh, NULL) == 0);
	survey_free(&old);
	survey_free(&fresh);
	return 0;
}
