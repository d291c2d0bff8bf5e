#include "atr_parser/lists/search.h"

#include "render/search_result.h"
#include "sys/memory.h"
#include "sys/message.h"
#include "sys/output.h"

#include <stdio.h>

static void show_found(void *self, const char *list, const struct card_found *found)
{
	struct answer *answer = self;
	const struct options *options = answer->options;
	bool exact = found->atr.kind == CARDLIST_EXACT;

	if (exact)
		atr_parse(&answer->report.atr, found->atr.bytes, found->atr.length);
	if (answer->json != NULL) {
		render_search_result_json(answer->json, list, found);
		if (!json_write(answer->json, stdout))
			answer->report.matches.failed = true;
	} else {
		if (answer->count > 0 && options->format != ATR_FORMAT_BRIEF)
			putchar('\n');
		render_search_result(stdout, options->format, &answer->layout, list, found,
		                     exact ? &answer->report.atr : NULL);
	}
	answer->count++;
}

enum status search_words(struct answer *answer)
{
	const struct options *options = answer->options;

	identify_search(answer->identify, (const char *const *)options->words, options->word_count,
	                show_found, answer);
	if (answer->report.matches.failed)
		return memory_trouble();
	if (answer->count > 0)
		return STATUS_YES;
	message_note("no card name contains all these words");
	return STATUS_NO;
}
