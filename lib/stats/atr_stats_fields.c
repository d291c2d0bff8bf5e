#include "stats/atr_stats_fields.h"

#include "stats/atr_stats_read.h"
#include "atr/atr_tables.h"
#include "atr/describe_object.h"
#include "atr/describe_params.h"
#include "names/status_indicator.h"

#include <string.h>

static void put_decimal(struct words *words, unsigned code)
{
	words_add(words, "%u", code);
}

static void put_hex(struct words *words, unsigned code)
{
	words_add(words, "%02X", code);
}

static void put_known(struct words *words, unsigned number)
{
	if (number == 0)
		words_put(words, "reserved");
	else
		words_add(words, "%u", number);
}

static void put_fi(struct words *words, unsigned code)
{
	put_known(words, atr_fi_table[code & 15].fi);
}

static void put_di(struct words *words, unsigned code)
{
	put_known(words, atr_di_table[code & 15]);
}

static void put_fi_di(struct words *words, unsigned code)
{
	unsigned fi = atr_fi_table[code >> 4 & 15].fi, di = atr_di_table[code & 15];

	if (fi == 0 || di == 0)
		words_put(words, "reserved");
	else
		words_add(words, "%u/%u", fi, di);
}

static void say_fi_di(struct words *words, unsigned code)
{
	unsigned fi = atr_fi_table[code >> 4 & 15].fi, di = atr_di_table[code & 15];

	if (fi != 0 && di != 0)
		words_add(words, "%.6g cycles per etu, %.6g bit/s at 4 MHz", (double)fi / di,
		          4e6 * di / fi);
}

static void say_k(struct words *words, unsigned code)
{
	words_add(words, "%u historical byte%s", code, code == 1 ? "" : "s");
}

static void say_n(struct words *words, unsigned code)
{
	words_put(words,
	          code == 255       ? "the least guard time" :
	                  code == 0 ? "no extra guard time" :
	                              "extra guard time");
}

static void say_wi(struct words *words, unsigned code)
{
	if (code == 0)
		words_put(words, "reserved");
	else
		words_add(words, "WT %u x 960 x Fi/f", code);
}

static void say_ifsc(struct words *words, unsigned code)
{
	if (code == 0 || code == 255)
		words_put(words, "reserved");
	else
		words_add(words, "blocks with up to %u bytes of information", code);
}

static void say_bwi(struct words *words, unsigned code)
{
	if (code > 9)
		words_put(words, "reserved");
	else
		words_add(words, "BWT 11 etu + %u x 960 x 372/f", 1u << code);
}

static void say_cwi(struct words *words, unsigned code)
{
	words_add(words, "CWT %u etu", 11 + (1u << code));
}

static void say_edc(struct words *words, unsigned code)
{
	words_put(words, (code & 1) != 0 ? "CRC" : "LRC");
}

static void put_clock_stop(struct words *words, unsigned code)
{
	words_put(words, atr_clock_stop_name(code & 3));
}

static void say_spu(struct words *words, unsigned code)
{
	stats_byte_text(words, ATR_TB, 3, 15, code);
}

static void put_check(struct words *words, unsigned code)
{
	words_put(words, code == TCK_RIGHT ? "right" : code == TCK_WRONG ? "wrong" : "missing");
}

static void say_category(struct words *words, unsigned code)
{
	words_put(words,
	          code == 0x00           ? "objects, then three status bytes" :
	                  code == 0x10   ? "DIR data reference" :
	                  code == 0x80   ? "objects" :
	                  code >> 4 == 8 ? "reserved" :
	                                   "proprietary");
}

static void say_life_cycle(struct words *words, unsigned code)
{
	describe_status(words, (int)code, -1);
}

static void say_protocols(struct words *words, const char *value)
{
	words_add(words, "T=%s", value);
	if (strchr(value, ',') != NULL)
		words_put(words, ", the first is offered first");
	else if (strcmp(value, "0") == 0)
		words_add(words, ", %s", atr_protocol_name(0));
	else if (strcmp(value, "1") == 0)
		words_add(words, ", %s", atr_protocol_name(1));
}

const struct stats_derived stats_derived[] = {
	{"K", "number of historical bytes", "", stats_read_k, put_decimal, say_k, NULL},
	{"category", "category indicator, the first historical byte", "no historical bytes",
         stats_read_category, put_hex, say_category, NULL},
	{"TCK", "check byte", "T=0 alone, or it is missing", stats_read_tck, put_hex, NULL, NULL},
	{"check", "what the check byte says", "T=0 alone: there is none", stats_read_check,
         put_check, NULL, NULL},
	{"protocols", "protocols offered", "T=15 alone", stats_read_protocols, put_decimal, NULL,
         say_protocols},
	{"N", "extra guard time integer", "TC1 is absent: 0 holds", stats_read_n, put_decimal,
         say_n, NULL},
	{"Fi", "clock rate conversion integer", "TA1 is absent: 372 holds", stats_read_fi, put_fi,
         NULL, NULL},
	{"Di", "baud rate adjustment integer", "TA1 is absent: 1 holds", stats_read_di, put_di,
         NULL, NULL},
	{"Fi/Di", "clock cycles per etu that are offered", "TA1 is absent: 372/1 holds",
         stats_read_fi_di, put_fi_di, say_fi_di, NULL},
	{"WI", "waiting time integer of T=0", "no TC2 for T=0: 10 holds where T=0 is offered",
         stats_read_wi, put_decimal, say_wi, NULL},
	{"IFSC", "information field size of T=1", "no TA for T=1: 32 holds where T=1 is offered",
         stats_read_ifsc, put_decimal, say_ifsc, NULL},
	{"BWI", "block waiting time integer of T=1", "no TB for T=1: 4 holds where T=1 is offered",
         stats_read_bwi, put_decimal, say_bwi, NULL},
	{"CWI", "character waiting time integer of T=1",
         "no TB for T=1: 13 holds where T=1 is offered", stats_read_cwi, put_decimal, say_cwi,
         NULL},
	{"EDC", "error detection code of T=1", "no TC for T=1: LRC holds where T=1 is offered",
         stats_read_edc, put_hex, say_edc, NULL},
	{"clock-stop", "clock stop", "no TA for T=15: not supported", stats_read_clock_stop,
         put_clock_stop, NULL, NULL},
	{"classes", "classes of operating conditions", "no TA for T=15: class A",
         stats_read_classes, put_hex, describe_classes, NULL},
	{"SPU", "use of contact C6", "no TB for T=15: not used", stats_read_spu, put_hex, say_spu,
         NULL},
	{"life-cycle", "life cycle status in the historical bytes", "not told",
         stats_read_life_cycle, put_hex, say_life_cycle, NULL},
	{"SW", "status word in the historical bytes", "not told", stats_read_sw, put_hex, NULL,
         NULL},
	{0},
};
