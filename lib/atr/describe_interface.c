#include "atr/describe_interface.h"

#include "atr/atr_tables.h"
#include "atr/describe_params.h"
#include "atr/describe_ts.h"
#include "words/words.h"

#include <math.h>
#include <stdio.h>

/* What a describer may look at. */
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

/* "TA2 and TD2 follow", for the bits of Y(index). */
static void put_announced(struct words *words, unsigned y, unsigned index)
{
	size_t count = (y & 1) + (y >> 1 & 1) + (y >> 2 & 1) + (y >> 3 & 1), n = 0;
	char name[8];

	for (unsigned i = 0; i < 4; i++) {
		if (!(y >> i & 1))
			continue;
		(void)snprintf(name, sizeof name, "T%c%u", "ABCD"[i], index);
		words_item(words, n++, count, name);
	}
	words_put(words,
	          count == 0         ? "no interface byte follows" :
	                  count == 1 ? " follows" :
	                               " follow");
}

/* "; WT 1228.8 ms" and the like; nothing where the figure is not known. */
static void put_ms(struct words *words, const char *before, double ms)
{
	if (!isnan(ms))
		words_add(words, "%s%.6g ms", before, ms);
}

static void say_t0(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	unsigned k = byte->value & 15;

	(void)c;
	put_announced(words, byte->value >> 4, 1);
	if (k == 0)
		words_put(words, "; no historical bytes");
	else
		words_add(words, "; %u historical byte%s", k, k == 1 ? "" : "s");
}

static void say_ta1(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	const struct atr_fi *fi = &atr_fi_table[byte->value >> 4];
	unsigned di = atr_di_table[byte->value & 15];
	double clock = c->params->clock_hz, cycles = di != 0 ? (double)fi->fi / di : 0;

	if (fi->fi != 0)
		words_add(words, "Fi %u, ", fi->fi);
	else
		words_add(words, "Fi reserved (%X), ", byte->value >> 4);
	if (di != 0)
		words_add(words, "Di %u", di);
	else
		words_add(words, "Di reserved (%X)", byte->value & 15);
	if (cycles > 0)
		words_add(words, ": %.6g cycles per etu, %.6g bit/s at %.6g MHz", cycles,
		          clock / cycles, clock / 1e6);
	if (fi->fi != 0)
		words_add(words, "; fmax %.6g MHz", fi->f_max_hz / 1e6);
}

static void more_ta1(const struct context *c, const struct atr_interface *byte, node_id field)
{
	const struct atr_fi *fi = &atr_fi_table[byte->value >> 4];
	unsigned di = atr_di_table[byte->value & 15];

	if (fi->fi != 0 && di != 0)
		tree_addf(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "at fmax", "%.6g bit/s",
		          (double)fi->f_max_hz * di / fi->fi);
	if (c->params->implicit)
		detail(c, field, "in force", "never: by TA2 the reader must know F and D");
	else if (c->params->specific_mode)
		detail(c, field, "in force", "at once, for TA2 is there");
	else if (byte->value != 0x11 && byte->value != 0x01 && atr_lacks(c->atr, ATR_TA, 2))
		detail(c, field, "in force", "after a PPS; until then 372 cycles per etu");
}

static void say_tb1(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	unsigned pi1 = byte->value & 0x1F, ma = atr_ipp_ma[byte->value >> 5 & 3];

	(void)c;
	if (byte->value & 0x80 || !atr_pi1_defined(pi1))
		words_add(words, "deprecated, and reserved: II %u, PI1 %u", byte->value >> 5 & 3,
		          pi1);
	else if (pi1 == 0)
		words_put(words, "deprecated: VPP is not connected in the card");
	else if (ma == 0)
		words_add(words, "deprecated: programming voltage %u V, II 3 reserved", pi1);
	else
		words_add(words, "deprecated: programming voltage %u V, %u mA", pi1, ma);
}

static void more_tb1(const struct context *c, const struct atr_interface *byte, node_id field)
{
	(void)byte;
	if (atr_find(c->atr, ATR_TB, 2) != NULL)
		detail(c, field, "voltage", "TB2's holds in place of this one");
}

static void say_tc1(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	const struct atr_params *params = c->params;
	double offered = params->offered.guard_time_etu, reset = params->at_reset.guard_time_etu;

	words_add(words, "N %u: ", byte->value);
	if (byte->value == 255) {
		words_put(words, "the least guard time, 12 etu; 11 etu for T=1");
		return;
	}
	words_put(words, "guard time ");
	words_figure(words, isnan(offered) ? reset : offered, "etu");
	if (!isnan(offered) && (offered < reset || offered > reset)) {
		words_put(words, " as offered, ");
		words_figure(words, reset, "etu at reset");
	}
}

static void more_tc1(const struct context *c, const struct atr_interface *byte, node_id field)
{
	detail(c, field, "guard time",
	       "least time between the starts of two characters sent to the card");
	if (byte->value != 0 && byte->value != 255 && c->atr->has_t15)
		detail(c, field, "N",
		       "counts in etu of Fi and Di even before a PPS, for T=15 is there");
}

static void say_td(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	unsigned t = byte->value & 15;

	(void)c;
	words_add(words, "T=%u, %s; ", t, atr_protocol_name(t));
	put_announced(words, byte->value >> 4, byte->index + 1u);
}

static void more_td(const struct context *c, const struct atr_interface *byte, node_id field)
{
	unsigned t = byte->value & 15;

	if (byte->index == 1 && t == c->atr->first_protocol)
		detail(c, field, "protocol",
		       atr_lacks(c->atr, ATR_TA, 2) ?
		               "offered first: it holds until a PPS chooses another" :
		               "offered first, but TA2 tells which one holds");
	if (t == 1 && c->atr->complete && atr_find_for(c->atr, ATR_TA, 1) == NULL &&
	    atr_find_for(c->atr, ATR_TB, 1) == NULL && atr_find_for(c->atr, ATR_TC, 1) == NULL)
		detail(c, field, "T=1", "no byte is given for it: all its defaults hold");
}

static void say_ta2(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	(void)c;
	words_add(words, "specific mode: T=%u at once, %s; %s", byte->value & 15,
	          byte->value & 0x10 ? "F and D that the reader must know" : "Fi and Di of TA1",
	          byte->value & 0x80 ? "cannot change" : "may change by a warm reset");
}

static void more_ta2(const struct context *c, const struct atr_interface *byte, node_id field)
{
	detail(c, field, "mode", "specific: no PPS takes place");
	if (!(byte->value & 0x10) && atr_find(c->atr, ATR_TA, 1) == NULL)
		detail(c, field, "Fi and Di", "TA1 is absent: its default, 372 and 1");
}

static void say_tb2(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	(void)c;
	if (atr_pi2_defined(byte->value))
		words_add(words, "deprecated: programming voltage %.1f V, in place of TB1's",
		          byte->value / 10.0);
	else
		words_add(words, "deprecated, and reserved: PI2 %u", byte->value);
}

static void say_tc2(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	words_add(words, "WI %u", byte->value);
	if (byte->value == 0)
		words_put(words, ": reserved");
	else if (!c->params->t0)
		words_put(words, ": of no use, for T=0 is not offered");
	else
		put_ms(words, ": WT ", c->params->offered.wt_ms);
}

static void more_tc2(const struct context *c, const struct atr_interface *byte, node_id field)
{
	(void)byte;
	if (c->params->t0)
		detail(c, field, "WT",
		       "longest time between two characters of the card, or of card and reader");
}

static void say_ifsc(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	(void)c;
	if (byte->value == 0 || byte->value == 255)
		words_add(words, "IFSC %u: reserved", byte->value);
	else
		words_add(words,
		          "IFSC %u: the card takes blocks with up to %u bytes of information",
		          byte->value, byte->value);
}

static void say_waiting(const struct context *c, const struct atr_interface *byte,
                        struct words *words)
{
	unsigned bwi = byte->value >> 4, cwi = byte->value & 15;

	words_add(words, "BWI %u, CWI %u: ", bwi, cwi);
	if (bwi > 9)
		words_put(words, "BWI is reserved, ");
	else
		put_ms(words, "BWT ", c->params->offered.bwt_ms);
	words_add(words, "%sCWT %u etu", bwi <= 9 && !isnan(c->params->offered.bwt_ms) ? ", " : "",
	          11 + (1u << cwi));
	put_ms(words, ", ", c->params->offered.cwt_ms);
}

static void more_waiting(const struct context *c, const struct atr_interface *byte, node_id field)
{
	struct words bwt = {0}, cwt = {0};

	(void)byte;
	put_ms(&bwt, "longest wait for the card's block; at reset ", c->params->at_reset.bwt_ms);
	put_ms(&cwt, "longest wait between characters of a block; at reset ",
	       c->params->at_reset.cwt_ms);
	if (bwt.length > 0)
		detail(c, field, "BWT", bwt.text);
	if (cwt.length > 0)
		detail(c, field, "CWT", cwt.text);
}

static void say_edc(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	(void)c;
	words_add(words, "error detection: %s%s", byte->value & 1 ? "CRC, 2 bytes" : "LRC, 1 byte",
	          byte->value & 0xFE ? "; reserved bits are set" : "");
}

static void say_clock_stop(const struct context *c, const struct atr_interface *byte,
                           struct words *words)
{
	(void)c;
	words_add(words, "clock stop: %s; classes: ", atr_clock_stop_name(byte->value >> 6));
	describe_classes(words, byte->value & 0x3F);
}

static void more_clock_stop(const struct context *c, const struct atr_interface *byte,
                            node_id field)
{
	for (const struct atr_class *row = atr_classes; row->mask != 0; row++) {
		char name[] = "class ?";

		name[sizeof name - 2] = row->letter;
		if (byte->value & row->mask)
			detail(c, field, name, row->volts);
	}
}

static void say_spu(const struct context *c, const struct atr_interface *byte, struct words *words)
{
	(void)c;
	if (byte->value == 0)
		words_put(words, "contact C6 (SPU) is not used");
	else if (!(byte->value & 0x80))
		words_put(words, "contact C6 (SPU): reserved standard use");
	else
		words_put(words, "contact C6 (SPU): proprietary use; on a UICC, its interfaces");
}

static void more_spu(const struct context *c, const struct atr_interface *byte, node_id field)
{
	if (!(byte->value & 0x80))
		return;
	for (const struct atr_spu_bit *row = atr_spu_bits; row->mask != 0; row++)
		if (byte->value & row->mask)
			tree_addf(c->tree, field, NODE_DETAIL, ROLE_PLAIN, "on a UICC", "%s",
			          row->meaning);
}

static void say_undefined(const struct context *c, const struct atr_interface *byte,
                          struct words *words)
{
	(void)c;
	words_add(words, "not defined for T=%d", byte->protocol);
}

static void say_proprietary(const struct context *c, const struct atr_interface *byte,
                            struct words *words)
{
	(void)c, (void)byte;
	words_put(words, "proprietary: T=14 is not standardised");
}

static void say_reserved(const struct context *c, const struct atr_interface *byte,
                         struct words *words)
{
	(void)c;
	words_add(words, "of T=%d, which is reserved", byte->protocol);
}

enum { ANY = -1, LATER = 3 };

/* What a byte means: ISO/IEC 7816-3, 8.2 and 8.3; T=0 10.2; T=1 11.4. The first row that fits
 * counts. */
static const struct meaning {
	enum atr_kind kind;
	int index; /* LATER: 3 and all above */
	int protocol;
	void (*say)(const struct context *c, const struct atr_interface *byte, struct words *words);
	void (*more)(const struct context *c, const struct atr_interface *byte, node_id field);
	bool once; /* a further one for the same T is reserved */
} meanings[] = {
	{ATR_T0, 0, ANY, say_t0, NULL},
	{ATR_TA, 1, ANY, say_ta1, more_ta1},
	{ATR_TB, 1, ANY, say_tb1, more_tb1},
	{ATR_TC, 1, ANY, say_tc1, more_tc1},
	{ATR_TD, ANY, ANY, say_td, more_td},
	{ATR_TA, 2, ANY, say_ta2, more_ta2},
	{ATR_TB, 2, ANY, say_tb2, NULL},
	{ATR_TC, 2, ANY, say_tc2, more_tc2},
	{ATR_TA, LATER, 1, say_ifsc, NULL, true},
	{ATR_TB, LATER, 1, say_waiting, more_waiting, true},
	{ATR_TC, LATER, 1, say_edc, NULL, true},
	{ATR_TA, LATER, 15, say_clock_stop, more_clock_stop, true},
	{ATR_TB, LATER, 15, say_spu, more_spu, true},
	{ATR_TC, LATER, 15, say_undefined, NULL},
	{ATR_TA, LATER, 0, say_undefined, NULL},
	{ATR_TB, LATER, 0, say_undefined, NULL},
	{ATR_TC, LATER, 0, say_undefined, NULL},
	{ATR_TA, LATER, 14, say_proprietary, NULL},
	{ATR_TB, LATER, 14, say_proprietary, NULL},
	{ATR_TC, LATER, 14, say_proprietary, NULL},
	{ATR_TA, LATER, ANY, say_reserved, NULL},
	{ATR_TB, LATER, ANY, say_reserved, NULL},
	{ATR_TC, LATER, ANY, say_reserved, NULL},
};

static const struct meaning *meaning_of(const struct atr_interface *byte)
{
	const struct meaning *row = meanings;

	while (row->kind != byte->kind ||
	       (row->index == LATER ? byte->index < LATER :
	                              row->index != ANY && row->index != byte->index) ||
	       (row->protocol != ANY && row->protocol != byte->protocol))
		row++;
	return row;
}

static const enum role roles[] = {
	[ATR_T0] = ROLE_T0, [ATR_TA] = ROLE_TA, [ATR_TB] = ROLE_TB,
	[ATR_TC] = ROLE_TC, [ATR_TD] = ROLE_TD,
};

static const char kinds[] = "0ABCD"; /* by enum atr_kind */

static void describe_byte(const struct context *c, node_id parent, const struct atr_interface *byte)
{
	const struct meaning *meaning = meaning_of(byte);
	struct words words;
	char name[8];
	node_id field;
	bool counts = byte->counts || !meaning->once;

	words.length = 0;
	/* The precision leaves T0 without an index. */
	(void)snprintf(name, sizeof name, "T%c%.0u", kinds[byte->kind], byte->index);
	if (counts)
		meaning->say(c, byte, &words);
	else
		words_add(&words, "a further T%c for T=%d: only the first counts",
		          kinds[byte->kind], byte->protocol);
	field = tree_add(c->tree, parent, NODE_FIELD, roles[byte->kind], name, words.text);
	tree_bytes(c->tree, field, byte->offset, 1);
	if (c->details && counts && meaning->more != NULL)
		meaning->more(c, byte, field);
}

void describe_interface(struct tree *tree, node_id parent, const struct atr *atr,
                        const struct atr_params *params, bool details)
{
	struct context c = {tree, atr, params, details};

	describe_ts(tree, parent, atr, details);
	for (size_t i = 0; i < atr->interface_count; i++)
		describe_byte(&c, parent, &atr->interface[i]);
}
