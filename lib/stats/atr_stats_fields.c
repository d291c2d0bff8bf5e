#include "stats/atr_stats_fields.h"

#include "atr/atr_params.h"
#include "atr/describe_object.h"
#include "atr/hist.h"
#include "names/status_indicator.h"

#include <string.h>

static void put_hex(struct words *words, enum atr_field_id field, unsigned code)
{
	(void)field;
	words_add(words, "%02X", code);
}

static void put_fi_di(struct words *words, enum atr_field_id field, unsigned code)
{
	unsigned fi = atr_field_number(ATR_FIELD_FI, code >> 4);
	unsigned di = atr_field_number(ATR_FIELD_DI, code & 15);

	(void)field;
	if (fi == 0 || di == 0)
		words_put(words, "reserved");
	else
		words_add(words, "%u/%u", fi, di);
}

static void put_rate(struct words *words, enum atr_field_id field, unsigned code)
{
	(void)field;
	atr_rate_text(words, code, ATR_CLOCK_DEFAULT);
}

static void put_check(struct words *words, enum atr_field_id field, unsigned code)
{
	(void)field;
	words_put(words, code == TCK_RIGHT ? "correct" : code == TCK_WRONG ? "wrong" : "missing");
}

static void put_category(struct words *words, enum atr_field_id field, unsigned code)
{
	(void)field;
	words_put(words, hist_category_text(code));
}

static void put_life_cycle(struct words *words, enum atr_field_id field, unsigned code)
{
	(void)field;
	describe_status(words, (int)code, -1);
}

static void put_protocols(struct words *words, const char *value)
{
	words_add(words, "T=%s", value);
	if (strchr(value, ',') != NULL)
		words_put(words, "; offered in this order");
	else if (strcmp(value, "0") == 0 || strcmp(value, "1") == 0)
		words_add(words, ", %s",
		          atr_field_row(ATR_FIELD_T, (unsigned)(*value - '0'))->text);
}

#define NONE ATR_FIELD_COUNT
/* A field that has a table row for its byte; the value is shown as a number, as text, or in hex
 * with its meaning. */
#define NUMBER(field) ATR_FIELD_##field, NULL, atr_field_put_number
#define NAMED(field) ATR_FIELD_##field, NULL, atr_field_text
#define HEX(field) ATR_FIELD_##field, NULL, put_hex

const struct stats_derived stats_derived[] = {
	{"K", "number of historical bytes", "", ATR_FIELD_K, stats_read_k, atr_field_put_number,
         atr_field_text},
	{"category", "category indicator, the first historical byte", "no historical bytes", NONE,
         stats_read_category, put_hex, put_category},
	{"TCK", "check byte", "only T=0, or missing", NONE, stats_read_tck, put_hex},
	{"check", "check byte, correct or wrong", "only T=0: no check byte", NONE, stats_read_check,
         put_check},
	{"protocols", "protocols offered", "only T=15", NONE, stats_read_protocols, put_hex, NULL,
         put_protocols},
	{"N", "extra guard time integer", "TC1 absent: default 0", NUMBER(N), atr_field_text},
	{"Fi", "clock rate conversion integer", "TA1 absent: default 372", NUMBER(FI)},
	{"Di", "baud rate adjustment integer", "TA1 absent: default 1", NUMBER(DI)},
	{"Fi/Di", "clock cycles per etu offered", "TA1 absent: default 372/1", NONE,
         stats_read_fi_di, put_fi_di, put_rate},
	{"WI", "waiting time integer of T=0", "no TC2 for T=0: default 10 if T=0 is offered",
         ATR_FIELD_WI, stats_read_wi, atr_field_put_number, atr_field_text},
	{"IFSC", "information field size of T=1", "no TA for T=1: default 32 if T=1 is offered",
         NUMBER(IFSC), atr_field_text},
	{"BWI", "block waiting time integer of T=1", "no TB for T=1: default 4 if T=1 is offered",
         NUMBER(BWI), atr_field_text},
	{"CWI", "character waiting time integer of T=1",
         "no TB for T=1: default 13 if T=1 is offered", NUMBER(CWI), atr_field_text},
	{"EDC", "error detection code of T=1", "no TC for T=1: default LRC if T=1 is offered",
         ATR_FIELD_EDC, stats_read_edc, put_hex, atr_field_text},
	{"clock-stop", "clock stop", "no TA for T=15: not supported", NAMED(CLOCK_STOP)},
	{"classes", "classes of operating conditions", "no TA for T=15: class A", HEX(CLASSES),
         atr_field_text},
	{"SPU", "use of contact C6", "no TB for T=15: not used", HEX(SPU), atr_field_text},
	{"life-cycle", "life cycle status in the historical bytes", "not given", NONE,
         stats_read_life_cycle, put_hex, put_life_cycle},
	{"SW", "status word in the historical bytes", "not given", NONE, stats_read_sw, put_hex},
	{0},
};
