#include "scriptor/run/consent.h"

#include "sys/output.h"
#include "sys/terminal/ask.h"

bool consent_ask(struct run *run, const char *why, const char *act, enum status status,
                 const char *refused)
{
	struct text question = {0}, answer = {0};
	bool yes = false;

	text_printf(&question, "%s; %s anyway? [y/N] ", why, act);
	output_flush();
	if (question.failed)
		runner_error(run, STATUS_TROUBLE, "out of memory");
	else if (ask_line(question.data, false, run->options.signals, &answer) == ASK_DONE &&
	         answer.length > 0)
		yes = answer.data[0] == 'y' || answer.data[0] == 'Y';
	text_free(&question);
	text_free(&answer);
	if (!yes && !run->stopped)
		runner_error(run, status, "%s", refused);
	return yes;
}
