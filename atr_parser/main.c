#include "atr_parser/answer.h"
#include "atr_parser/build.h"
#include "atr_parser/diff.h"
#include "atr_parser/lists/lint_list.h"
#include "atr_parser/options.h"
#include "atr_parser/lists/search.h"
#include "atr_parser/input/sources.h"
#include "atr_parser/lists/stats.h"
#include "atr_parser/lists/update_list.h"
#include "atr_parser/page/cgi.h"
#include "atr_parser/page/site.h"

#include "app/trace.h"
#include "sys/output.h"
#include "sys/process/timed_call.h"

#include <unistd.h>

static enum status answer_all(struct answer *answer)
{
	const struct options *options = answer->options;

	if (options->mode == MODE_SEARCH)
		return search_words(answer);
	if (options->mode == MODE_SITE)
		return site_write(answer);
	if (options->mode == MODE_CARD)
		return from_card(answer);
	if (options->mode == MODE_DIFF)
		return diff_words(answer);
	if (options->word_count == 0)
		return from_standard_input(answer);
	return options->mode == MODE_BUILD ? build_from_words(answer) : from_arguments(answer);
}

static enum status run(const struct options *options)
{
	if (!trace_start(&options->common, TRACE_MASK))
		return STATUS_TROUBLE;
	bool many = options->word_count == 0 && options->mode != MODE_CARD;
	enum status status = STATUS_INPUT;
	struct answer answer;

	if (options->mode == MODE_LINT)
		return lint(options);
	if (options->mode == MODE_STATS)
		return stats(options);
	if (options->mode == MODE_UPDATE)
		return update_list(options);
	if (many && options->mode != MODE_SITE && isatty(STDIN_FILENO) == 1) {
		options_usage(options);
		return STATUS_INPUT;
	}
	if (answer_start(&answer, options, many))
		status = options->usb != NULL ? answer_usb(&answer) : STATUS_YES;
	if (status == STATUS_YES)
		status = answer_all(&answer);
	if (answer.identify != NULL && !identify_is_whole(answer.identify))
		status = STATUS_TROUBLE;
	answer_end(&answer);
	return status;
}

int main(int argc, char **argv)
{
	struct options options;

	output_start();
	if (cgi_is_asked(argc, argv))
		return output_end((int)cgi_answer());
	enum status status = options_read(&options, argc, argv);
	if (options.mode == MODE_LINT || options.mode == MODE_DIFF || options.profile_given)
		output_is_answer();
	if (status == STATUS_YES && !options.common.done)
		status = run(&options);
	options_free(&options);
	return timed_call_end(output_end(trace_end((int)status)));
}
