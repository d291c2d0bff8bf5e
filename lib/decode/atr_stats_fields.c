#include "decode/atr_stats_fields.h"

#include "decode/atr_tables.h"
#include "decode/describe_object.h"
#include "decode/describe_params.h"
#include "decode/hist.h"

#include <stdio.h>
#include <string.h>

static void set_code(struct stats_result *result, unsigned code)
{
	result->kind = STATS_CODE;
	result->code = code;
}

static void set_text(struct stats_result *result, struct span text)
{
	result->kind = STATS_TEXT;
	result->text = text;
}

static void set_absent(struct stats_result *result, bool certainly)
{
	result->kind = certainly ? STATS_NONE : STATS_UNKNOWN;
}

/* The whole byte. certainly: where there is none, it certainly lacks. */
static void read_byte(const struct stats_line *line, const struct atr_interface *byte,
                      bool certainly, struct stats_result *result)
{
	if (byte == NULL)
		set_absent(result, certainly);
	else if (line->bytes.wild[byte->offset])
		set_text(result, atr_line_byte(&line->bytes, byte->offset));
	else
		set_code(result, byte->value);
}

/* One digit of the byte at offset, 0 the upper. */
static void read_digit(const struct stats_line *line, size_t offset, unsigned which,
                       struct stats_result *result)
{
	static const char digits[] = "0123456789ABCDEF";
	struct span digit = line->bytes.digits[offset][which];
	char c = *digit.text >= 'a' && *digit.text <= 'f' ? (char)(*digit.text - 'a' + 'A')
	                                                  : *digit.text;
	const char *found = digit.length == 1 ? memchr(digits, c, 16) : NULL;

	if (found == NULL)
		set_text(result, digit);
	else
		set_code(result, (unsigned)(found - digits));
}

static void read_half(const struct stats_line *line, const struct atr_interface *byte,
                      bool certainly, unsigned which, struct stats_result *result)
{
	if (byte == NULL)
		set_absent(result, certainly);
	else
		read_digit(line, byte->offset, which, result);
}

static bool has_ts(const struct stats_line *line)
{
	return line->bytes.count > 1 && line->atr.length > 0 &&
	       (line->atr.bytes[0] == 0x3B || line->atr.bytes[0] == 0x3F);
}

static void read_k(const struct stats_line *line, struct stats_result *result)
{
	if (has_ts(line))
		read_digit(line, 1, 1, result);
	else
		set_absent(result, false);
}

static void read_fi(const struct stats_line *line, struct stats_result *result)
{
	read_half(line, atr_find(&line->atr, ATR_TA, 1), atr_lacks(&line->atr, ATR_TA, 1), 0, result);
}

static void read_di(const struct stats_line *line, struct stats_result *result)
{
	read_half(line, atr_find(&line->atr, ATR_TA, 1), atr_lacks(&line->atr, ATR_TA, 1), 1, result);
}

static void read_fi_di(const struct stats_line *line, struct stats_result *result)
{
	read_byte(line, atr_find(&line->atr, ATR_TA, 1), atr_lacks(&line->atr, ATR_TA, 1), result);
}

static void read_n(const struct stats_line *line, struct stats_result *result)
{
	read_byte(line, atr_find(&line->atr, ATR_TC, 1), atr_lacks(&line->atr, ATR_TC, 1), result);
}

/* TC2 is for T=0 alone, which TD1 offers then. */
static void read_wi(const struct stats_line *line, struct stats_result *result)
{
	const struct atr_interface *td1 = atr_find(&line->atr, ATR_TD, 1);

	if (td1 != NULL && (td1->value & 15) != 0)
		set_absent(result, true);
	else
		read_byte(line, atr_find(&line->atr, ATR_TC, 2), atr_lacks(&line->atr, ATR_TC, 2),
		          result);
}

static void read_ifsc(const struct stats_line *line, struct stats_result *result)
{
	read_byte(line, atr_find_for(&line->atr, ATR_TA, 1), line->known, result);
}

static void read_bwi(const struct stats_line *line, struct stats_result *result)
{
	read_half(line, atr_find_for(&line->atr, ATR_TB, 1), line->known, 0, result);
}

static void read_cwi(const struct stats_line *line, struct stats_result *result)
{
	read_half(line, atr_find_for(&line->atr, ATR_TB, 1), line->known, 1, result);
}

static void read_edc(const struct stats_line *line, struct stats_result *result)
{
	read_byte(line, atr_find_for(&line->atr, ATR_TC, 1), line->known, result);
}

static void read_clock_stop(const struct stats_line *line, struct stats_result *result)
{
	read_byte(line, atr_find_for(&line->atr, ATR_TA, 15), line->known, result);
	result->code >>= 6;
}

static void read_classes(const struct stats_line *line, struct stats_result *result)
{
	read_byte(line, atr_find_for(&line->atr, ATR_TA, 15), line->known, result);
	result->code &= 0x3F;
}

static void read_spu(const struct stats_line *line, struct stats_result *result)
{
	read_byte(line, atr_find_for(&line->atr, ATR_TB, 15), line->known, result);
}

static void read_protocols(const struct stats_line *line, struct stats_result *result)
{
	size_t length = 0;

	if (!line->known || line->atr.protocol_count == 0) {
		set_absent(result, line->known);
		return;
	}
	result->kind = STATS_WORDS;
	for (size_t i = 0; i < line->atr.protocol_count; i++)
		length += (size_t)snprintf(result->words + length, sizeof result->words - length, "%s%u",
		                           i > 0 ? "," : "", line->atr.protocols[i]);
}

static void read_category(const struct stats_line *line, struct stats_result *result)
{
	const struct atr *atr = &line->atr;

	if (!line->known || (atr->historical_announced > 0 && atr->historical.length == 0))
		set_absent(result, false);
	else if (atr->historical_announced == 0)
		set_absent(result, true);
	else if (line->bytes.wild[atr->historical.offset])
		set_text(result, atr_line_byte(&line->bytes, atr->historical.offset));
	else
		set_code(result, atr->bytes[atr->historical.offset]);
}

/* True where none of the bytes is a wildcard. */
static bool are_plain(const struct stats_line *line, size_t from, size_t to)
{
	while (from < to && !line->bytes.wild[from])
		from++;
	return from >= to;
}

/* Its value, whether right or not: "none" is also one that is missing. */
static void read_tck(const struct stats_line *line, struct stats_result *result)
{
	const struct atr *atr = &line->atr;

	if (line->known && !atr->tck_needed)
		set_absent(result, true);
	else if (!line->known || atr->truncated)
		set_absent(result, false);
	else if (!atr->tck_present)
		set_absent(result, !line->bytes.open);
	else if (line->bytes.wild[atr->tck_offset])
		set_text(result, atr_line_byte(&line->bytes, atr->tck_offset));
	else
		set_code(result, atr->bytes[atr->tck_offset]);
}

enum { TCK_RIGHT, TCK_WRONG, TCK_MISSING };

static void read_check(const struct stats_line *line, struct stats_result *result)
{
	const struct atr *atr = &line->atr;
	size_t end = atr->tck_offset + (size_t)1;

	if (line->known && !atr->tck_needed)
		set_absent(result, true);
	else if (!line->known || atr->truncated || !are_plain(line, 1, end - !atr->tck_present) ||
	         (!atr->tck_present && line->bytes.open))
		set_absent(result, false);
	else if (!atr->tck_present)
		set_code(result, TCK_MISSING);
	else
		set_code(result, atr->bytes[atr->tck_offset] == atr->tck_expected ? TCK_RIGHT : TCK_WRONG);
}

/* False where the historical bytes are not known; then result is set. */
static bool read_hist(const struct stats_line *line, struct hist *hist, struct stats_result *result)
{
	const struct atr *atr = &line->atr;
	size_t start = atr->historical.offset;

	if (!line->known || atr->truncated ||
	    !are_plain(line, start, start + atr->historical.length)) {
		set_absent(result, false);
		return false;
	}
	hist_parse(hist, atr->bytes + start, atr->historical.length, atr->historical_announced);
	return true;
}

static void read_life_cycle(const struct stats_line *line, struct stats_result *result)
{
	struct hist hist;

	if (!read_hist(line, &hist, result))
		return;
	set_absent(result, true);
	if (hist.life_cycle >= 0)
		set_code(result, (unsigned)hist.life_cycle);
}

static void read_sw(const struct stats_line *line, struct stats_result *result)
{
	struct hist hist;

	if (!read_hist(line, &hist, result))
		return;
	set_absent(result, true);
	if (hist.sw >= 0) {
		result->kind = STATS_WORDS;
		(void)snprintf(result->words, sizeof result->words, "%04X", (unsigned)hist.sw);
	}
}

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
	words_put(words, code == 255 ? "the least guard time" :
	                 code == 0 ? "no extra guard time" : "extra guard time");
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
	words_put(words, code == 0x00 ? "objects, then three status bytes" :
	                 code == 0x10 ? "DIR data reference" :
	                 code == 0x80 ? "objects" : code >> 4 == 8 ? "reserved" : "proprietary");
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
	{"K", "number of historical bytes", "", read_k, put_decimal, say_k, NULL},
	{"category", "category indicator, the first historical byte", "no historical bytes",
	 read_category, put_hex, say_category, NULL},
	{"TCK", "check byte", "T=0 alone, or it is missing", read_tck, put_hex, NULL, NULL},
	{"check", "what the check byte says", "T=0 alone: there is none", read_check, put_check, NULL,
	 NULL},
	{"protocols", "protocols offered", "T=15 alone", read_protocols, put_decimal, NULL,
	 say_protocols},
	{"N", "extra guard time integer", "TC1 is absent: 0 holds", read_n, put_decimal, say_n, NULL},
	{"Fi", "clock rate conversion integer", "TA1 is absent: 372 holds", read_fi, put_fi, NULL, NULL},
	{"Di", "baud rate adjustment integer", "TA1 is absent: 1 holds", read_di, put_di, NULL, NULL},
	{"Fi/Di", "clock cycles per etu that are offered", "TA1 is absent: 372/1 holds", read_fi_di,
	 put_fi_di, say_fi_di, NULL},
	{"WI", "waiting time integer of T=0", "no TC2 for T=0: 10 holds where T=0 is offered", read_wi,
	 put_decimal, say_wi, NULL},
	{"IFSC", "information field size of T=1", "no TA for T=1: 32 holds where T=1 is offered",
	 read_ifsc, put_decimal, say_ifsc, NULL},
	{"BWI", "block waiting time integer of T=1", "no TB for T=1: 4 holds where T=1 is offered",
	 read_bwi, put_decimal, say_bwi, NULL},
	{"CWI", "character waiting time integer of T=1", "no TB for T=1: 13 holds where T=1 is offered",
	 read_cwi, put_decimal, say_cwi, NULL},
	{"EDC", "error detection code of T=1", "no TC for T=1: LRC holds where T=1 is offered", read_edc,
	 put_hex, say_edc, NULL},
	{"clock-stop", "clock stop", "no TA for T=15: not supported", read_clock_stop, put_clock_stop,
	 NULL, NULL},
	{"classes", "classes of operating conditions", "no TA for T=15: class A", read_classes, put_hex,
	 describe_classes, NULL},
	{"SPU", "use of contact C6", "no TB for T=15: not used", read_spu, put_hex, say_spu, NULL},
	{"life-cycle", "life cycle status in the historical bytes", "not told", read_life_cycle, put_hex,
	 say_life_cycle, NULL},
	{"SW", "status word in the historical bytes", "not told", read_sw, put_hex, NULL, NULL},
	{0},
};
