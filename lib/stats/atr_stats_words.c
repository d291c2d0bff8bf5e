#include "stats/atr_stats_fields.h"

#include "atr/atr_tables.h"
#include "atr/describe_params.h"

void stats_ts_text(struct words *words, unsigned value)
{
	words_put(words,
	          value == 0x3B         ? "direct convention" :
	                  value == 0x3F ? "inverse convention" :
	                                  "no TS of an ATR");
}

/* "then TA2 TD2", or "then nothing". */
static void put_announced(struct words *words, unsigned y, unsigned index)
{
	words_put(words, y == 0 ? "then nothing" : "then");
	for (unsigned i = 0; i < 4; i++)
		if (y >> i & 1)
			words_add(words, " T%c%u", "ABCD"[i], index);
}

static void say_t0(struct words *words, unsigned value)
{
	words_add(words, "K %u; ", value & 15);
	put_announced(words, value >> 4, 1);
}

static void say_ta1(struct words *words, unsigned value)
{
	unsigned fi = atr_fi_table[value >> 4].fi, di = atr_di_table[value & 15];

	if (fi != 0)
		words_add(words, "Fi %u, ", fi);
	else
		words_put(words, "Fi reserved, ");
	if (di != 0)
		words_add(words, "Di %u", di);
	else
		words_put(words, "Di reserved");
}

static void say_tb1(struct words *words, unsigned value)
{
	unsigned pi1 = value & 0x1F, ma = atr_ipp_ma[value >> 5 & 3];

	if ((value & 0x80) != 0 || !atr_pi1_defined(pi1) || (pi1 != 0 && ma == 0))
		words_put(words, "reserved");
	else if (pi1 == 0)
		words_put(words, "VPP is not connected");
	else
		words_add(words, "VPP %u V, %u mA", pi1, ma);
}

static void say_tc1(struct words *words, unsigned value)
{
	words_add(words, "N %u", value);
}

static void say_ta2(struct words *words, unsigned value)
{
	words_add(words, "T=%u at once, %s; %s", value & 15,
	          (value & 0x10) != 0 ? "implicit F and D" : "Fi and Di of TA1",
	          (value & 0x80) != 0 ? "cannot change" : "can change");
}

static void say_tb2(struct words *words, unsigned value)
{
	if (atr_pi2_defined(value))
		words_add(words, "VPP %.1f V", value / 10.0);
	else
		words_put(words, "reserved");
}

static void say_tc2(struct words *words, unsigned value)
{
	words_add(words, value == 0 ? "WI %u, reserved" : "WI %u", value);
}

static void say_ifsc(struct words *words, unsigned value)
{
	words_add(words, value == 0 || value == 255 ? "IFSC %u, reserved" : "IFSC %u", value);
}

static void say_waiting(struct words *words, unsigned value)
{
	words_add(words, "BWI %u, CWI %u", value >> 4, value & 15);
}

static void say_edc(struct words *words, unsigned value)
{
	words_put(words, (value & 1) != 0 ? "CRC" : "LRC");
}

static void say_clock_stop(struct words *words, unsigned value)
{
	words_add(words, "clock stop: %s; ", atr_clock_stop_name(value >> 6));
	describe_classes(words, value & 0x3F);
}

static void say_spu(struct words *words, unsigned value)
{
	unsigned before = 0;

	if ((value & 0x80) == 0) {
		words_put(words, value == 0 ? "C6 is not used" : "reserved");
		return;
	}
	for (const struct atr_spu_bit *row = atr_spu_bits; row->mask != 0; row++)
		if ((value & row->mask) != 0)
			words_add(words, "%s%s", before++ == 0 ? "on a UICC: " : ", ",
			          row->meaning);
	if (before == 0)
		words_put(words, "proprietary use of C6");
}

static void say_td(struct words *words, unsigned value, unsigned index)
{
	words_add(words, "T=%u; ", value & 15);
	put_announced(words, value >> 4, index + 1);
}

enum { ANY = -1, LATER = 3 };

/* ISO/IEC 7816-3:2006, 8.2 and 8.3; T=1 11.4. The first row that fits counts. */
static const struct meaning {
	enum atr_kind kind;
	unsigned index; /* LATER: 3 and all above */
	int protocol;
	void (*say)(struct words *words, unsigned value);
} meanings[] = {
	{ATR_T0, 0, ANY, say_t0},
	{ATR_TA, 1, ANY, say_ta1},
	{ATR_TB, 1, ANY, say_tb1},
	{ATR_TC, 1, ANY, say_tc1},
	{ATR_TA, 2, ANY, say_ta2},
	{ATR_TB, 2, ANY, say_tb2},
	{ATR_TC, 2, ANY, say_tc2},
	{ATR_TA, LATER, 1, say_ifsc},
	{ATR_TB, LATER, 1, say_waiting},
	{ATR_TC, LATER, 1, say_edc},
	{ATR_TA, LATER, 15, say_clock_stop},
	{ATR_TB, LATER, 15, say_spu},
};

void stats_byte_text(struct words *words, enum atr_kind kind, unsigned index, int protocol,
                     unsigned value)
{
	if (kind == ATR_TD) {
		say_td(words, value, index);
		return;
	}
	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
		const struct meaning *row = &meanings[i];

		if (row->kind == kind &&
		    (row->index == LATER ? index >= LATER : row->index == index) &&
		    (row->protocol == ANY || row->protocol == protocol)) {
			row->say(words, value);
			return;
		}
	}
	words_put(words, protocol == 14 ? "proprietary" : "not defined");
}
