#include "atr_parser/diff.h"

#include "atr_parser/input/read.h"

#include "cards/atr_diff.h"
#include "render/atr_comparison.h"
#include "sys/memory.h"
#include "sys/message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct side_by_side {
	struct atr_report reports[ATR_DIFF_MAX];
	const struct atr_report *pointers[ATR_DIFF_MAX];
	size_t count;
	struct atr_diff diff;
};

static enum status add_atr(struct answer *answer, struct side_by_side *sides, const char *word)
{
	const struct options *options = answer->options;
	struct atr_report *report = &sides->reports[sides->count];
	uint8_t bytes[ATR_KEPT];
	struct not_atr why;
	size_t length;

	sides->pointers[sides->count++] = report;
	if (!read_atr((struct span){word, strlen(word)}, bytes, &length, &why)) {
		message_error("argument %zu, character %zu: %s", sides->count, why.at + 1,
		              why.text);
		return STATUS_INPUT;
	}
	atr_report_fill(report, bytes, length, options->clock_hz);
	if (options->profile_given)
		atr_report_judge(report, options->profile);
	if (!identify_atr(answer->identify, bytes, length, &report->matches) || report->tree.failed)
		return memory_trouble();
	return atr_valid(&report->atr) ? STATUS_YES : STATUS_INPUT;
}

static enum status compare(struct answer *answer, struct side_by_side *sides)
{
	atr_diff_fill(&sides->diff, sides->pointers, sides->count);
	bool written = !sides->diff.failed;
	if (written && answer->json != NULL) {
		render_atr_diff_json(answer->json, &sides->diff);
		written = json_write(answer->json, stdout);
	} else if (written) {
		render_atr_diff(stdout, &answer->layout, &sides->diff);
	}
	if (!written)
		return memory_trouble();
	return sides->diff.count > 0 ? STATUS_NO : STATUS_YES;
}

static enum status take_all(struct answer *answer, struct side_by_side *sides)
{
	enum status status = STATUS_YES;
	bool all = true;

	for (size_t i = 0; i < answer->options->word_count; i++) {
		enum status one = add_atr(answer, sides, answer->options->words[i]);

		all = all && one != STATUS_TROUBLE && sides->reports[i].atr.length > 0;
		status_raise(&status, one);
	}
	if (all) {
		enum status one = compare(answer, sides);

		status_raise(&status, one);
	}
	return status;
}

enum status diff_words(struct answer *answer)
{
	struct side_by_side *sides = calloc(1, sizeof *sides);

	if (sides == NULL)
		return memory_trouble();
	enum status status = take_all(answer, sides);
	for (size_t i = 0; i < sides->count; i++)
		atr_report_free(&sides->reports[i]);
	atr_diff_free(&sides->diff);
	free(sides);
	return status;
}
