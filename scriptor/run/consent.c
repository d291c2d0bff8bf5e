#include "scriptor/run/consent.h"

#include "sys/output.h"
#include "sys/terminal/ask.h"

bool consent_asked(struct run *run, const char *why, const char *act, enum status status,
                   const char *refused)
{
	struct text question = {0}, answer = {0};

	text_printf(&question, "%s; %s anyway? [y/N] ", why, act);
	output_flush();
	enum ask_result result = question.failed ?
		ASK_END :
		ask_line(question.data, false, run->options.signals, &answer);
	bool yes = result == ASK_DONE && answer.length > 0 &&
		(answer.data[0] == 'y' || answer.data[0] == 'Y');
	text_free(&question);
	text_free(&answer);
	if (!yes)
		runner_error(run, status, "%s", refused);
	return yes;
}
