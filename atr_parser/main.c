#include "atr_parser/answer.h"
#include "atr_parser/build.h"
#include "atr_parser/diff.h"
#include "atr_parser/lists/lint.h"
#include "atr_parser/options.h"
#include "atr_parser/lists/search.h"
#include "atr_parser/input/sources.h"
#include "atr_parser/lists/stats.h"
#include "atr_parser/lists/update.h"

#include "app/trace.h"
#include "sys/output.h"
#include "sys/process/limited.h"

#include <unistd.h>

static enum status answer_all(struct answer *answer)
{
	const struct options *options = answer->options;

	if (options->search)
		return search_words(answer);
	if (options->card)
		return from_card(answer);
	if (options->diff)
		return diff_words(answer);
	if (options->word_count == 0)
		return from_standard_input(answer);
	return options->build ? build_from_words(answer) : from_arguments(answer);
}

static enum status run(const struct options *options)
{
	if (!trace_start(&options->common, TRACE_MASK))
		return STATUS_TROUBLE;
	bool many = options->word_count == 0 && !options->card;
	enum status status = STATUS_INPUT;
	struct answer answer;

	if (options->lint != NULL)
		return lint(options);
	if (options->stats != NULL)
		return stats(options);
	if (options->update)
		return update_list(options);
	if (many && isatty(STDIN_FILENO) == 1) {
		options_usage(options);
		return STATUS_INPUT;
	}
	if (answer_start(&answer, options, many))
		status = answer_all(&answer);
	if (answer.identify != NULL && !identify_is_whole(answer.identify))
		status = STATUS_TROUBLE;
	answer_end(&answer);
	return status;
}

int main(int argc, char **argv)
{
	struct options options;
	enum status status = STATUS_INPUT;

	output_start();
	if (options_read(&options, argc, argv)) {
		if (options.lint != NULL || options.diff || options.profile_given)
			output_is_answer();
		status = options.common.done ? STATUS_YES : run(&options);
	}
	options_free(&options);
	return limited_end(output_end(trace_end((int)status)));
}
