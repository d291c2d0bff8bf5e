#include "atr/describe_summary.h"

#include "atr/atr.h"
#include "atr/atr_params.h"
#include "atr/contactless.h"
#include "atr/describe_ts.h"
#include "atr/meanings.h"

#include <math.h>
#include <stdio.h>

static void add_detail(struct tree *tree, node_id parent, const char *name,
                       const struct words *words)
{
	tree_add(tree, parent, NODE_DETAIL, ROLE_PLAIN, name, words->text);
}

static void put_protocols(struct words *words, const struct atr *atr)
{
	char name[8];

	for (size_t i = 0; i < atr->protocol_count; i++) {
		(void)snprintf(name, sizeof name, "T=%u", atr->protocols[i] & 15u);
		words_item(words, i, atr->protocol_count, name);
	}
}

static void add_protocols(struct tree *tree, node_id parent, const struct atr_view *view)
{
	const struct atr_interface *ta2 = atr_find(view->atr, ATR_TA, 2);
	struct words words = {0};

	if (view->atr->protocol_count == 0)
		words_put(&words, view->atr->complete ? "none" : "unknown: the ATR is truncated");
	put_protocols(&words, view->atr);
	if (ta2 != NULL)
		words_add(&words, "; specific mode: T=%u, no PPS", ta2->value & 15u);
	add_detail(tree, parent, "protocols", &words);
}

static double rate_at_fmax(const struct atr_params *params)
{
	return (double)params->f_max_hz * params->di / params->fi;
}

/* Adds "258065 bit/s at 4 MHz, 322581 at 5 MHz": at the given clock and at fmax. */
static void put_rates(struct words *words, const struct atr_params *params)
{
	words_add(words, "%.6g bit/s at %.6g MHz", params->offered.bit_rate,
	          params->clock_hz / 1e6);
	if (params->clock_hz != params->f_max_hz)
		words_add(words, ", %.6g at %.6g MHz", rate_at_fmax(params),
		          params->f_max_hz / 1e6);
}

static void add_speed(struct tree *tree, node_id parent, const struct atr_params *params)
{
	bool standard = params->defaults & ATR_DEFAULT_FI;
	struct words words = {0};

	if (params->implicit) {
		words_put(&words, "implicit: TA2 leaves F and D to the reader");
	} else if (params->unknown & ATR_DEFAULT_FI) {
		words_put(&words, "unknown: the ATR is truncated before TA1");
	} else if (params->fi == 0 || params->di == 0) {
		words_put(&words, "unknown: TA1 has a reserved value");
	} else {
		put_rates(&words, params);
		words_add(&words, "; Fi %u, Di %u%s", params->fi, params->di,
		          standard ? " (default)" : "");
	}
	add_detail(tree, parent, "speed", &words);
}

void describe_volts(struct words *words, unsigned classes)
{
	size_t count = 0, item = 0;

	for (const struct atr_bit *bit = atr_classes; bit->mask != 0; bit++)
		count += (classes & bit->mask) != 0 && bit->detail != NULL;
	for (const struct atr_bit *bit = atr_classes; bit->mask != 0; bit++)
		if (classes & bit->mask && bit->detail != NULL)
			words_item(words, item++, count, bit->detail);
}

static void add_classes(struct tree *tree, node_id parent, const struct atr_params *params)
{
	struct words words = {0}, volts = {0};

	if (params->unknown & ATR_DEFAULT_CLASSES) {
		words_put(&words, "unknown: the ATR is truncated");
	} else {
		atr_field_text(&words, ATR_FIELD_CLASSES, params->classes);
		describe_volts(&volts, params->classes);
		if (volts.length > 0)
			words_add(&words, ": %s", volts.text);
		if (params->defaults & ATR_DEFAULT_CLASSES)
			words_put(&words, " (default)");
	}
	add_detail(tree, parent, "classes", &words);
}

static void put_storage(struct words *words, const struct contactless *card)
{
	words_put(words, "storage card");
	if (!card->pcsc)
		return;
	words_add(words, ": %s", card->card_name != NULL ? card->card_name : "no name assigned");
	if (card->standard_name != NULL)
		words_add(words, ", %s", card->standard_name);
}

/* This follows from the structure of the ATR only: a contact card may have the same. */
static void put_kind(struct words *words, const struct contactless *card)
{
	if (card->kind == CONTACTLESS_STORAGE)
		put_storage(words, card);
	else
		words_add(words, "ISO/IEC 14443-4 card, type A%s, by the form of the ATR",
		          card->type_b ? " or B" : "");
}

void describe_summary(struct tree *tree, node_id parent, const struct atr_view *view)
{
	struct words convention = {0}, contactless = {0};

	if (view->atr->interface_count == 0) {
		if (view->atr->length > 0)
			describe_ts(tree, parent, view->atr, true);
		return;
	}
	if (view->contactless->kind != CONTACTLESS_NONE) {
		put_kind(&contactless, view->contactless);
		add_detail(tree, parent, "contactless", &contactless);
		add_protocols(tree, parent, view);
		return;
	}
	words_put(&convention, view->atr->bytes[0] == 0x3F ? "inverse" : "direct");
	add_detail(tree, parent, "convention", &convention);
	add_protocols(tree, parent, view);
	add_speed(tree, parent, view->params);
	add_classes(tree, parent, view->params);
}

static const char *separator_after(const struct words *words, const char *separator)
{
	return words->length > 0 ? separator : "";
}

static void put_contact_facts(struct words *words, const struct atr_view *view)
{
	const struct atr_params *params = view->params;
	struct words volts = {0};

	put_protocols(words, view->atr);
	if (params->fi != 0 && params->di != 0 && !(params->unknown & ATR_DEFAULT_FI))
		words_add(words, "%sup to %.6g bit/s", separator_after(words, ", "),
		          rate_at_fmax(params));
	if (!(params->unknown & ATR_DEFAULT_CLASSES))
		describe_volts(&volts, params->classes);
	if (volts.length > 0)
		words_add(words, "%s%s", separator_after(words, ", "), volts.text);
}

static void put_errors(struct words *words, const struct atr *atr)
{
	size_t errors = 0;

	for (size_t i = 0; i < atr->problem_count; i++)
		errors += atr->problems[i].kind->severity == SEVERITY_ERROR;
	if (errors > 0)
		words_add(words, "%s%zu error%s", separator_after(words, "; "), errors,
		          errors == 1 ? "" : "s");
}

void describe_facts(struct words *words, const struct atr_view *view)
{
	if (view->atr->interface_count == 0) {
		words_put(words, "not an ATR of ISO/IEC 7816-3");
	} else if (view->contactless->kind != CONTACTLESS_NONE) {
		words_put(words, "contactless: ");
		put_kind(words, view->contactless);
	} else {
		put_contact_facts(words, view);
	}
	put_errors(words, view->atr);
}
