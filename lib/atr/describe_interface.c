#include "atr/describe_interface.h"

#include "atr/describe_ts.h"
#include "atr/meanings.h"
#include "words/words.h"

#include <math.h>
#include <stdio.h>

/* The data that the descriptions depend on. */
struct context {
	struct tree *tree;
	const struct atr *atr;
	const struct atr_params *params;
	bool details;
};

static void detail(const struct context *c, node_id field, const char *name, const char *text)
{
	tree_add(c->tree, field, NODE_DETAIL, ROLE_PLAIN, name, text);
}

/* Adds "; WT 1228.8 ms" and the like; nothing if the value is unknown. */
static void put_ms(struct words *words, const char *before, double ms)
{
	if (!isnan(ms))
		words_add(words, "%s%.6g ms", before, ms);
}

static void add_ta1(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	const struct atr_value *fi = atr_field_row(ATR_FIELD_FI, byte->value >> 4);
	struct words rate = {0};

	if (!c->params->implicit)
		atr_rate_text(&rate, byte->value, c->params->clock_hz);
	if (rate.length > 0)
		words_add(words, ": %s", rate.text);
	if (fi != NULL)
		words_add(words, "; fmax %.6g MHz", fi->f_max_hz / 1e6);
}

static void more_ta1(const struct context *c, const struct atr_interface *byte, node_id field)
{
	const struct atr_value *fi = atr_field_row(ATR_FIELD_FI, byte->value >> 4);
	unsigned di = atr_field_number(ATR_FIELD_DI, byte->value & 15);

	if (fi != NULL && di != 0 && !c->params->implicit)
		tree_addf(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "at fmax", "%.6g bit/s",
		          (double)fi->f_max_hz * di / fi->number);
	if (c->params->implicit)
		detail(c, field, "in force",
		       "Fi at once, for fmax and times; F and D are implicit (TA2)");
	else if (c->params->specific_mode)
		detail(c, field, "in force", "at once, as TA2 is present");
	else if (byte->value != 0x11 && byte->value != 0x01 && atr_lacks(c->atr, ATR_TA, 2))
		detail(c, field, "in force", "after PPS; until then 372 cycles per etu");
}

static void more_tb1(const struct context *c, const struct atr_interface *byte, node_id field)
{
	(void)byte;
	if (atr_find(c->atr, ATR_TB, 2) != NULL)
		detail(c, field, "voltage", "replaced by that of TB2");
}

static void add_tc1(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	const struct atr_params *params = c->params;
	double offered = params->offered.guard_time_etu, reset = params->at_reset.guard_time_etu;

	words_put(words, ": ");
	if (byte->value == 255) {
		atr_field_text(words, ATR_FIELD_N, byte->value);
		return;
	}
	words_put(words, "guard time ");
	if (isnan(offered)) {
		words_figure(words, reset, "etu at reset");
		return;
	}
	words_figure(words, offered, "etu");
	if (offered < reset || offered > reset) {
		words_put(words, " as offered, ");
		words_figure(words, reset, "etu at reset");
	}
}

static void more_tc1(const struct context *c, const struct atr_interface *byte, node_id field)
{
	detail(c, field, "guard time",
	       "minimum time between the starts of two characters sent to the card");
	if (byte->value != 0 && byte->value != 255 && c->atr->has_t15)
		detail(c, field, "N", "in etu of Fi and Di even before PPS, as T=15 is present");
}

static void more_td(const struct context *c, const struct atr_interface *byte, node_id field)
{
	unsigned t = byte->value & 15;

	if (byte->index == 1 && t == c->atr->first_protocol)
		detail(c, field, "protocol",
		       atr_lacks(c->atr, ATR_TA, 2) ?
		               "first offered: in use until PPS selects another" :
		               "first offered, but TA2 selects the one in use");
	if (t == 1 && c->atr->complete && atr_find_for(c->atr, ATR_TA, 1) == NULL &&
	    atr_find_for(c->atr, ATR_TB, 1) == NULL && atr_find_for(c->atr, ATR_TC, 1) == NULL)
		detail(c, field, "T=1", "no specific bytes: all defaults apply");
}

static void more_ta2(const struct context *c, const struct atr_interface *byte, node_id field)
{
	detail(c, field, "mode", "specific: no PPS");
	if (!(byte->value & 0x10) && atr_find(c->atr, ATR_TA, 1) == NULL)
		detail(c, field, "Fi and Di", "TA1 is absent: defaults 372 and 1");
}

static void add_tc2(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	if (byte->value != 0 && !c->params->t0)
		words_put(words, ": unused, as T=0 is not offered");
	else
		put_ms(words, ": WT ", c->params->offered.wt_ms);
}

static void more_tc2(const struct context *c, const struct atr_interface *byte, node_id field)
{
	(void)byte;
	if (c->params->t0)
		detail(c, field, "WT",
		       "maximum time between two characters of the card, or of card and reader");
}

static void add_waiting(const struct context *c, const struct atr_interface *byte,
                        struct words *words)
{
	put_ms(words, ": BWT ", c->params->offered.bwt_ms);
	words_put(words, isnan(c->params->offered.bwt_ms) ? ": " : ", ");
	atr_field_text(words, ATR_FIELD_CWI, byte->value & 15);
	put_ms(words, ", ", c->params->offered.cwt_ms);
}

static void more_waiting(const struct context *c, const struct atr_interface *byte, node_id field)
{
	struct words bwt = {0}, cwt = {0};

	(void)byte;
	put_ms(&bwt, "maximum wait for a block of the card; at reset ", c->params->at_reset.bwt_ms);
	put_ms(&cwt, "maximum wait between characters of a block; at reset ",
	       c->params->at_reset.cwt_ms);
	if (bwt.length > 0)
		detail(c, field, "BWT", bwt.text);
	if (cwt.length > 0)
		detail(c, field, "CWT", cwt.text);
}

static void more_clock_stop(const struct context *c, const struct atr_interface *byte,
                            node_id field)
{
	const struct atr_field *classes = &atr_fields[ATR_FIELD_CLASSES];

	for (size_t i = 0; i < classes->bit_count; i++) {
		struct words name = {0};

		words_add(&name, "class %s", classes->bits[i].name);
		if (byte->value & classes->bits[i].mask)
			detail(c, field, name.text, classes->bits[i].detail);
	}
}

/* Descriptions that depend on other bytes: add appends to the text, more adds details. */
static const struct {
	void (*add)(const struct context *c, const struct atr_interface *byte, struct words *words);
	void (*more)(const struct context *c, const struct atr_interface *byte, node_id field);
} wholes[ATR_MEANING_COUNT] = {
	[ATR_MEANING_TA1] = {add_ta1, more_ta1},
	[ATR_MEANING_TB1] = {NULL, more_tb1},
	[ATR_MEANING_TC1] = {add_tc1, more_tc1},
	[ATR_MEANING_TD] = {NULL, more_td},
	[ATR_MEANING_TA2] = {NULL, more_ta2},
	[ATR_MEANING_TC2] = {add_tc2, more_tc2},
	[ATR_MEANING_TB_T1] = {add_waiting, more_waiting},
	[ATR_MEANING_TA_T15] = {NULL, more_clock_stop},
};

static const enum role roles[] = {
	[ATR_T0] = ROLE_T0, [ATR_TA] = ROLE_TA, [ATR_TB] = ROLE_TB,
	[ATR_TC] = ROLE_TC, [ATR_TD] = ROLE_TD,
};

static const char kinds[] = "0ABCD"; /* by enum atr_kind */

static void put_byte(const struct context *c, struct words *words, const struct atr_interface *byte,
                     enum atr_meaning_id meaning)
{
	if (atr_is_repeated(byte)) {
		words_add(words, "repeated T%c for T=%d; only the first counts", kinds[byte->kind],
		          byte->protocol);
		return;
	}
	atr_meaning_text(words, byte);
	if (wholes[meaning].add != NULL)
		wholes[meaning].add(c, byte, words);
}

static void describe_byte(const struct context *c, node_id parent, const struct atr_interface *byte)
{
	enum atr_meaning_id meaning = atr_meaning_of(byte);
	struct words words;
	char name[8];
	node_id field;

	words.length = 0;
	/* With precision 0, the index 0 of T0 is not printed. */
	(void)snprintf(name, sizeof name, "T%c%.0u", kinds[byte->kind], byte->index);
	put_byte(c, &words, byte, meaning);
	field = tree_add(c->tree, parent, NODE_FIELD, roles[byte->kind], name, words.text);
	tree_bytes(c->tree, field, byte->offset, 1);
	if (c->details && !atr_is_repeated(byte) && wholes[meaning].more != NULL)
		wholes[meaning].more(c, byte, field);
}

void describe_interface(struct tree *tree, node_id parent, const struct atr *atr,
                        const struct atr_params *params, bool details)
{
	struct context c = {tree, atr, params, details};

	describe_ts(tree, parent, atr, details);
	for (size_t i = 0; i < atr->interface_count; i++)
		describe_byte(&c, parent, &atr->interface[i]);
}
