#include "scriptor/run/guard.h"

#include "apdu/cla.h"
#include "apdu/secret.h"
#include "scriptor/run/consent.h"
#include "sys/message.h"

#include <stdio.h>

/* Returns the application selected on the command's channel; NULL if none is known. */
static const struct apdu_application *application_of(const struct apdu_context *context,
                                                     uint8_t cla)
{
	const struct apdu_application *application = &context->channels[cla_read(cla).channel];

	return application->aid_length > 0 ? application : NULL;
}

/* ISO/IEC 7816-4:2005, 7.5.6: 63Cx is the number of tries left. A part of a chain other than the
 * last has a response of its own. */
void guard_learn(struct run *run, const uint8_t *command, size_t length)
{
	bool counts = (run->sw & 0xFFF0) == 0x63C0;
	struct secret_reference reference;

	if ((!counts && run->sw != 0x9000) || !secret_reference(command, length, &reference) ||
	    reference.carried || cla_read(command[0]).chaining)
		return;
	const struct apdu_application *application = application_of(&run->sent_context, command[0]);
	const char *reader = card_source_reader(run->source);
	tries_drop(&run->tries, reader, reference.number, application);
	struct tries_card card = {.reader = reader, .card = run->card};
	if (!counts || (run->sw & 0x0F) > 1)
		return;
	card.counter = card_source_counter(run->source);
	if (!tries_add(&run->tries, &card, reference.number, run->sw & 0x0F, application))
		runner_error(run, STATUS_TROUBLE, "out of memory");
}

static bool has_variable(const struct run *run, struct range items)
{
	for (uint32_t i = 0; i < items.count; i++)
		if (run->script->items[items.at + i].kind == ITEM_VARIABLE)
			return true;
	return false;
}

/* Returns whether the command is written out in bytes and not repeated by a loop. */
static bool is_literal(const struct run *run)
{
	const struct statement *statement = run->statement;

	return run->loop_count == 0 && !has_variable(run, statement->items) &&
		!has_variable(run, statement->header) && !has_variable(run, statement->le);
}

static bool allows(struct run *run, uint8_t reference, uint8_t cla)
{
	const struct tries_entry *one = tries_find(&run->tries, card_source_reader(run->source),
	                                           reference, application_of(&run->context, cla));
	char words[64];

	if (one == NULL || run->options.yes)
		return true;
	bool recorded = card_source_is_recorded(run->source);
	snprintf(words, sizeof words, "the card reported %s left for reference %02X",
	         one->left == 1 ? "1 try" : "no tries", one->reference);
	if (run->at_prompt && !recorded)
		return consent_ask(run, words, "send it", STATUS_NO, "not sent");
	if (recorded || is_literal(run)) {
		message_error("%s%s; sent as written", runner_place(run), words);
		return true;
	}
	run->refused = true;
	runner_error(run, STATUS_NO, "not sent: %s", words);
	message_hint("--yes sends it anyway");
	return false;
}

bool guard_allows(struct run *run, const uint8_t *command, size_t length)
{
	struct secret_reference reference;

	if (run->tries.count == 0 || secret_find(command, length).length == 0 ||
	    !secret_reference(command, length, &reference))
		return true;
	return allows(run, reference.number, command[0]);
}

bool guard_allows_control(struct run *run, const uint8_t *bytes, size_t length)
{
	struct secret_reference reference;

	if (run->tries.count == 0 || secret_find_control(bytes, length).length == 0 ||
	    !secret_reference_control(bytes, length, &reference))
		return true;
	return allows(run, reference.number, 0);
}
