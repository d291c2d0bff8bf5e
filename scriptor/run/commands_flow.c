#include "scriptor/run/commands_flow.h"

#include "sys/output.h"

#include <poll.h>

/* Handles auto, chain, tlv, explain and time. */
size_t do_switch(struct run *run, const struct statement *statement, size_t next)
{
	bool *switches[KEYWORD_COUNT] = {
		[KEYWORD_AUTO] = &run->automatic, [KEYWORD_CHAIN] = &run->chain,
		[KEYWORD_TLV] = &run->tlv,        [KEYWORD_EXPLAIN] = &run->explain,
		[KEYWORD_TIME] = &run->time,
	};

	*switches[statement->keyword->id] = statement->choice == 1;
	return next;
}

size_t do_test(struct run *run, const struct statement *statement, size_t next)
{
	report_case(run->options.report, script_text(run->script, statement->name).text,
	            statement->name.count, statement->line);
	return next;
}

size_t do_exit(struct run *run, const struct statement *statement, size_t next)
{
	run->stopped = run->exited = true;
	run->exit_given = statement->number_given;
	run->exit_status = (int)statement->number;
	return next;
}

size_t do_if(struct run *run, const struct statement *statement, size_t next)
{
	if (!run->has_sw) {
		runner_value_failed(run, "if before the first status word");
		return next;
	}
	return expect_status_word(run->script, statement->sw, run->sw) ? next :
									 statement->partner + 1;
}

size_t do_else(struct run *run, const struct statement *statement, size_t next)
{
	(void)run;
	(void)next;
	return statement->partner + 1;
}

/* Stores the counter of the innermost loop in its variable. */
static void count_round(struct run *run, const struct statement *repeat, const struct loop *loop)
{
	uint8_t number = (uint8_t)loop->round;

	if (repeat->name.count > 0)
		runner_set_named(run, repeat, &number, 1);
}

size_t do_repeat(struct run *run, const struct statement *statement, size_t next)
{
	if (statement->number == 0)
		return statement->partner + 1;
	struct loop *loop = &run->loops[run->loop_count++];
	*loop = (struct loop){.round = 1, .statement = next - 1};
	count_round(run, statement, loop);
	return next;
}

size_t do_end(struct run *run, const struct statement *statement, size_t next)
{
	const struct statement *opener = &run->script->statements[statement->partner];

	if (!statement_is(opener, KEYWORD_REPEAT))
		return next;
	struct loop *loop = &run->loops[run->loop_count - 1];
	if (loop->round == opener->number) {
		run->loop_count--;
		return next;
	}
	loop->round++;
	count_round(run, opener, loop);
	return statement->partner + 1;
}

size_t do_sleep(struct run *run, const struct statement *statement, size_t next)
{
	struct pollfd signals = {.fd = run->options.signals, .events = POLLIN};

	output_flush();
	(void)poll(&signals, 1, (int)statement->number);
	return next;
}
