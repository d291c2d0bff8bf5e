#include "scriptor/run/guard.h"

#include "apdu/cla.h"
#include "apdu/secret.h"
#include "scriptor/run/runner.h"
#include "sys/message.h"
#include "sys/output.h"
#include "sys/terminal/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void guard_free(struct guard *guard)
{
	free(guard->list);
	*guard = (struct guard){0};
}

static void drop(struct guard *guard, size_t at)
{
	guard->list[at] = guard->list[--guard->count];
}

static bool is_in_reader(const struct run *run, const struct guarded *one)
{
	return strcmp(one->reader, world_reader(run->world)) == 0;
}

/* The counter starts anew with the service: a smaller one is no sign of a removal. */
static bool is_other_card(const struct run *run, const struct guarded *one, uint16_t counter)
{
	const struct card *card = run->card;

	return counter > one->counter || card->atr_length != one->atr_length ||
		memcmp(card->atr, one->atr, card->atr_length) != 0;
}

void guard_connected(struct run *run)
{
	struct guard *guard = &run->guard;

	if (guard->count == 0)
		return;
	uint16_t counter = world_counter(run->world);
	for (size_t i = guard->count; i-- > 0;)
		if (is_in_reader(run, &guard->list[i]) &&
		    is_other_card(run, &guard->list[i], counter))
			drop(guard, i);
}

/* The application selected on the command's channel; NULL where none is known. */
static const struct apdu_application *application_of(const struct apdu_context *context,
                                                     uint8_t cla)
{
	const struct apdu_application *application = &context->channels[cla_read(cla).channel];

	return application->aid_length > 0 ? application : NULL;
}

/* Where one of the applications is not known, they may be the same. */
static bool is_application(const struct guarded *one, const struct apdu_application *application)
{
	return application == NULL || one->aid_length == 0 ||
		(application->aid_length == one->aid_length &&
	         memcmp(application->aid, one->aid, one->aid_length) == 0);
}

/* The place of the next entry from a place on; the count of entries where there is none. */
static size_t find(const struct run *run, size_t from, uint8_t reference,
                   const struct apdu_application *application)
{
	const struct guard *guard = &run->guard;

	while (from < guard->count &&
	       !(guard->list[from].reference == reference &&
	         is_in_reader(run, &guard->list[from]) &&
	         is_application(&guard->list[from], application)))
		from++;
	return from;
}

static struct guarded *add(struct guard *guard)
{
	if (guard->count == guard->size) {
		size_t size = guard->size == 0 ? 4 : guard->size * 2;
		struct guarded *list = realloc(guard->list, size * sizeof *list);

		if (list == NULL)
			return NULL;
		guard->list = list;
		guard->size = size;
	}
	return memset(&guard->list[guard->count++], 0, sizeof *guard->list);
}

static void remember(struct run *run, uint8_t reference, uint8_t tries,
                     const struct apdu_application *application)
{
	struct guarded *one = add(&run->guard);

	if (one == NULL) {
		runner_error(run, STATUS_TROUBLE, "out of memory");
		return;
	}
	snprintf(one->reader, sizeof one->reader, "%s", world_reader(run->world));
	one->counter = world_counter(run->world);
	one->atr_length = run->card->atr_length;
	memcpy(one->atr, run->card->atr, one->atr_length);
	if (application != NULL) {
		one->aid_length = application->aid_length;
		memcpy(one->aid, application->aid, one->aid_length);
	}
	one->reference = reference;
	one->tries = tries;
}

/* ISO/IEC 7816-4:2005, 7.5.6: 63Cx tells how many tries are left. A part of a chain that is not
 * the last one has an answer of its own. */
void guard_learn(struct run *run, const uint8_t *command, size_t length)
{
	bool told = (run->sw & 0xFFF0) == 0x63C0;
	struct secret_reference reference;

	if ((!told && run->sw != 0x9000) || !secret_reference(command, length, &reference) ||
	    reference.carried || cla_read(command[0]).chaining)
		return;
	const struct apdu_application *application = application_of(&run->sent_context, command[0]);
	for (size_t i = 0; (i = find(run, i, reference.number, application)) < run->guard.count;)
		drop(&run->guard, i);
	if (told && (run->sw & 0x0F) <= 1)
		remember(run, reference.number, run->sw & 0x0F, application);
}

static void add_why(struct text *text, const struct guarded *one)
{
	text_printf(text, "the card reported %s left for reference %02X",
	            one->tries == 1 ? "1 try" : "no tries", one->reference);
}

static bool has_variable(const struct run *run, struct range items)
{
	for (uint32_t i = 0; i < items.count; i++)
		if (run->script->items[items.at + i].kind == ITEM_VARIABLE)
			return true;
	return false;
}

/* Written out, and run once. */
static bool is_literal(const struct run *run)
{
	const struct statement *statement = run->statement;

	return run->loop_count == 0 && !has_variable(run, statement->items) &&
		!has_variable(run, statement->header) && !has_variable(run, statement->le);
}

static bool person_says_yes(struct run *run, const struct guarded *one)
{
	struct text question = {0}, answer = {0};

	add_why(&question, one);
	text_puts(&question, "; send it anyway? [y/N] ");
	output_flush();
	enum ask_result result = question.failed ?
		ASK_END :
		ask_line(question.data, false, run->options.signals, &answer);
	bool yes = result == ASK_DONE && answer.length > 0 &&
		(answer.data[0] == 'y' || answer.data[0] == 'Y');
	text_free(&question);
	text_free(&answer);
	if (!yes)
		runner_error(run, STATUS_NO, "not sent");
	return yes;
}

static void warn(struct run *run, const struct guarded *one)
{
	struct text why = {0};

	add_why(&why, one);
	if (!why.failed)
		message_error("%s%s; sent as written", runner_place(run), why.data);
	text_free(&why);
}

static bool refuse(struct run *run, const struct guarded *one)
{
	struct text why = {0};

	add_why(&why, one);
	run->refused = true;
	runner_error(run, STATUS_NO, "not sent: %s", why.failed ? "out of memory" : why.data);
	message_hint("--yes sends it anyway");
	text_free(&why);
	return false;
}

static bool allows(struct run *run, uint8_t reference, uint8_t cla)
{
	size_t at = find(run, 0, reference, application_of(&run->context, cla));

	if (at == run->guard.count || run->options.yes)
		return true;
	const struct guarded *one = &run->guard.list[at];
	bool recorded = world_is_recorded(run->world);
	if (run->at_prompt && !recorded)
		return person_says_yes(run, one);
	if (!recorded && !is_literal(run))
		return refuse(run, one);
	warn(run, one);
	return true;
}

bool guard_allows(struct run *run, const uint8_t *command, size_t length)
{
	struct secret_reference reference;

	if (run->guard.count == 0 || secret_find(command, length).length == 0 ||
	    !secret_reference(command, length, &reference))
		return true;
	return allows(run, reference.number, command[0]);
}

bool guard_allows_control(struct run *run, const uint8_t *bytes, size_t length)
{
	struct secret_reference reference;

	if (run->guard.count == 0 || secret_find_control(bytes, length).length == 0 ||
	    !secret_reference_control(bytes, length, &reference))
		return true;
	return allows(run, reference.number, 0);
}
