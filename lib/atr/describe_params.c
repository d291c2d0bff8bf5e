#include "atr/describe_params.h"

#include "atr/atr.h"
#include "atr/atr_params.h"
#include "atr/contactless.h"
#include "atr/meanings.h"

#include <math.h>
#include <stdio.h>

/* Adds a value to the section, marked as default if the card does not give it. */
static void add_figure(struct tree *tree, node_id parent, const char *name,
                       const struct words *words)
{
	tree_add(tree, parent, NODE_DETAIL, ROLE_PLAIN, name, words->text);
}

static void add_marked(struct tree *tree, node_id parent, const struct atr_params *params,
                       unsigned bit, const char *name, struct words *words)
{
	if (params->unknown & bit) {
		words->length = 0;
		words_put(words, "unknown: the ATR is truncated");
	} else if (params->defaults & bit) {
		words_put(words, " (default)");
	}
	add_figure(tree, parent, name, words);
}

static void add_number(struct tree *tree, node_id parent, const struct atr_params *params,
                       unsigned bit, const char *name, unsigned number)
{
	struct words words = {0};

	words_add(&words, "%u", number);
	add_marked(tree, parent, params, bit, name, &words);
}

/* Adds Fi or Di, which is 0 if TA1 does not define it. */
static void add_factor(struct tree *tree, node_id parent, const struct atr_params *params,
                       unsigned bit, const char *name, unsigned number)
{
	struct words words = {0};

	if (number != 0)
		words_add(&words, "%u", number);
	else
		words_put(&words, "reserved value");
	add_marked(tree, parent, params, bit, name, &words);
}

static void add_etu(struct tree *tree, node_id parent, const char *name,
                    const struct atr_timing *timing, uint32_t clock_hz)
{
	struct words words = {0};

	if (isnan(timing->cycles_per_etu)) {
		words_put(&words, "unknown");
	} else {
		words_add(&words, "%.6g clock cycles, %.6g us, ", timing->cycles_per_etu,
		          timing->cycles_per_etu * 1e6 / clock_hz);
		words_figure(&words, timing->bit_rate, "bit/s");
	}
	add_figure(tree, parent, name, &words);
}

/* Adds the value in another unit; nothing if it is unknown. */
static void put_other(struct words *words, double value, const char *unit)
{
	if (!isnan(value))
		words_add(words, ", %.7g %s", value, unit);
}

/* Adds "12 etu, 0.048 ms as offered; 12 etu, 1.116 ms at reset". */
static void add_etus(struct tree *tree, node_id parent, const struct atr_params *params,
                     const char *name, double offered, double reset)
{
	struct words words = {0};

	words_figure(&words, offered, "etu");
	put_other(&words, offered * params->offered.etu_ms, "ms");
	words_put(&words, " as offered; ");
	words_figure(&words, reset, "etu");
	put_other(&words, reset * params->at_reset.etu_ms, "ms");
	words_put(&words, " at reset");
	add_figure(tree, parent, name, &words);
}

/* Adds "1228.8 ms, 307200 etu as offered; …", where ms come first. */
static void add_ms(struct tree *tree, node_id parent, const struct atr_params *params,
                   const char *name, double offered, double reset)
{
	struct words words = {0};

	words_figure(&words, offered, "ms");
	put_other(&words, offered / params->offered.etu_ms, "etu");
	words_put(&words, " as offered; ");
	words_figure(&words, reset, "ms");
	put_other(&words, reset / params->at_reset.etu_ms, "etu");
	words_put(&words, " at reset");
	add_figure(tree, parent, name, &words);
}

static void add_clock(struct tree *tree, node_id parent, const struct atr_params *params)
{
	struct words clock = {0}, fmax = {0};

	words_add(&clock, "%.6g MHz, used for the times below", params->clock_hz / 1e6);
	if (params->f_max_hz != 0)
		words_add(&fmax, "%.6g MHz", params->f_max_hz / 1e6);
	else
		words_put(&fmax, "unknown");
	add_figure(tree, parent, "clock", &clock);
	add_factor(tree, parent, params, ATR_DEFAULT_FI, "Fi", params->fi);
	add_factor(tree, parent, params, ATR_DEFAULT_DI, "Di", params->di);
	add_marked(tree, parent, params, ATR_DEFAULT_FI, "fmax", &fmax);
	add_etu(tree, parent, "etu as offered", &params->offered, params->clock_hz);
	add_etu(tree, parent, "etu at reset", &params->at_reset, params->clock_hz);
}

static void add_mode(struct tree *tree, node_id parent, const struct atr *atr,
                     const struct atr_params *params)
{
	const struct atr_interface *ta2 = atr_find(atr, ATR_TA, 2);
	struct words words = {0};

	if (params->implicit)
		words_add(&words, "specific: T=%u at once, F and D are implicit", ta2->value & 15);
	else if (ta2 != NULL)
		words_add(&words, "specific: T=%u and the offered values apply at once, no PPS",
		          ta2->value & 15);
	else if (atr_find(atr, ATR_TD, 1) != NULL && !atr_lacks(atr, ATR_TA, 2))
		words_put(&words, "specific, but the ATR is truncated before TA2");
	else if (!atr_lacks(atr, ATR_TA, 2))
		words_put(&words, "unknown: the ATR is truncated before TD1");
	else if (atr->first_protocol == ATR_NO_PROTOCOL)
		words_put(&words, "negotiable: Fd 372 and Dd 1 until PPS");
	else
		words_add(&words, "negotiable: T=%u, Fd 372 and Dd 1 until PPS",
		          atr->first_protocol);
	add_figure(tree, parent, "mode", &words);
}

static void add_meaning(struct tree *tree, node_id parent, const struct atr_params *params,
                        unsigned bit, const char *name, enum atr_field_id field, unsigned value)
{
	struct words words = {0};

	atr_field_text(&words, field, value);
	add_marked(tree, parent, params, bit, name, &words);
}

static void add_global(struct tree *tree, node_id parent, const struct atr_params *params)
{
	struct words spu = {0};

	words_add(&spu, "%02X", params->spu);
	if (params->spu == 0) {
		words_put(&spu, ", ");
		atr_field_text(&spu, ATR_FIELD_SPU, params->spu);
	}
	add_number(tree, parent, params, ATR_DEFAULT_N, "N", params->n);
	add_etus(tree, parent, params, "guard time", params->offered.guard_time_etu,
	         params->at_reset.guard_time_etu);
	add_meaning(tree, parent, params, ATR_DEFAULT_CLOCK_STOP, "clock stop",
	            ATR_FIELD_CLOCK_STOP, params->clock_stop);
	add_meaning(tree, parent, params, ATR_DEFAULT_CLASSES, "classes", ATR_FIELD_CLASSES,
	            params->classes);
	add_marked(tree, parent, params, ATR_DEFAULT_SPU, "SPU", &spu);
}

/* Clause 9: a card that accepts returns the request, or leaves out PPS1 to keep Fd and Dd. */
static void add_pps(struct tree *tree, node_id parent, const struct atr_params *params, unsigned t)
{
	for (size_t i = 0; i < params->pps_count; i++) {
		const struct atr_pps *pps = &params->pps[i];
		struct words request = {0}, answer = {0};

		if (pps->protocol != t)
			continue;
		words_hex(&request, pps->request, pps->length);
		words_put(&answer, request.text);
		words_add(&answer, ": accepted; FF %02X %02X: T=%u at the default speed", t,
		          0xFF ^ t, t);
		add_figure(tree, parent, "PPS request", &request);
		add_figure(tree, parent, "PPS response", &answer);
	}
}

static void add_t0(struct tree *tree, node_id parent, const struct atr_params *params)
{
	add_number(tree, parent, params, ATR_DEFAULT_WI, "WI", params->wi);
	add_ms(tree, parent, params, "WT", params->offered.wt_ms, params->at_reset.wt_ms);
}

static void add_t1(struct tree *tree, node_id parent, const struct atr_params *params)
{
	add_number(tree, parent, params, ATR_DEFAULT_IFSC, "IFSC", params->ifsc);
	add_number(tree, parent, params, ATR_DEFAULT_BWI, "BWI", params->bwi);
	add_ms(tree, parent, params, "BWT", params->offered.bwt_ms, params->at_reset.bwt_ms);
	add_number(tree, parent, params, ATR_DEFAULT_CWI, "CWI", params->cwi);
	add_ms(tree, parent, params, "CWT", params->offered.cwt_ms, params->at_reset.cwt_ms);
	add_etus(tree, parent, params, "CGT", params->offered.cgt_etu, params->at_reset.cgt_etu);
	add_etus(tree, parent, params, "BGT", 22, 22); /* 11.2 */
	add_meaning(tree, parent, params, ATR_DEFAULT_EDC, "EDC", ATR_FIELD_EDC, params->crc);
}

static void add_protocol(struct tree *tree, node_id parent, const struct atr_params *params,
                         unsigned t)
{
	char name[8];
	node_id section;

	(void)snprintf(name, sizeof name, "T=%u", t & 15);
	section = tree_add(tree, parent, NODE_SECTION, ROLE_HEADING, name,
	                   atr_field_row(ATR_FIELD_T, t & 15)->text);
	if (t == 0)
		add_t0(tree, section, params);
	else if (t == 1)
		add_t1(tree, section, params);
	add_pps(tree, section, params, t);
}

void describe_params(struct tree *tree, node_id parent, const struct atr_view *view)
{
	const struct atr_params *params = view->params;
	const struct atr *atr = view->atr;

	if (view->contactless->kind != CONTACTLESS_NONE)
		tree_add(tree, parent, NODE_DETAIL, ROLE_PLAIN, "note",
		         "for a contactless card these have no physical meaning");
	add_clock(tree, parent, params);
	add_mode(tree, parent, atr, params);
	add_global(tree, parent, params);
	for (size_t i = 0; i < atr->protocol_count; i++)
		add_protocol(tree, parent, params, atr->protocols[i]);
}
