#include "atr/meanings.h"

#include "atr/atr_problems.h"

#include <stdio.h>
#include <string.h>

#define PROBLEM(name) &atr_problem_kinds[ATR_##name]
#define VALUES(name) name##_values, sizeof name##_values / sizeof *name##_values

/* 8.1 */
static const struct atr_value ts_values[] = {
	{0x3B, 0x3B, "direct convention: state H is 1, least significant bit first"},
	{0x3F, 0x3F, "inverse convention: state L is 1, most significant bit first"},
	{0x03, 0x03, "invalid: 3F (inverse convention) read as direct"},
	{0x23, 0x23, "invalid: 3B (direct convention) read as inverse"},
	{0x00, 0xFF, "invalid: expected 3B or 3F"},
};

static const struct atr_value k_values[] = {
	{0, 0, "no historical bytes"},
	{1, 1, "1 historical byte"},
	{2, 15, "# historical bytes"},
};

/* Table 7 */
static const struct atr_value fi_values[] = {
	{0x0, 0x0, .number = 372, .f_max_hz = 4000000},
	{0x1, 0x1, .number = 372, .f_max_hz = 5000000},
	{0x2, 0x2, .number = 558, .f_max_hz = 6000000},
	{0x3, 0x3, .number = 744, .f_max_hz = 8000000},
	{0x4, 0x4, .number = 1116, .f_max_hz = 12000000},
	{0x5, 0x5, .number = 1488, .f_max_hz = 16000000},
	{0x6, 0x6, .number = 1860, .f_max_hz = 20000000},
	{0x9, 0x9, .number = 512, .f_max_hz = 5000000},
	{0xA, 0xA, .number = 768, .f_max_hz = 7500000},
	{0xB, 0xB, .number = 1024, .f_max_hz = 10000000},
	{0xC, 0xC, .number = 1536, .f_max_hz = 15000000},
	{0xD, 0xD, .number = 2048, .f_max_hz = 20000000},
};

/* Table 8. 7 was added in 2006; the fractions that older editions had for A to F were withdrawn. */
static const struct atr_value di_values[] = {
	{0x1, 0x1, .number = 1},  {0x2, 0x2, .number = 2},  {0x3, 0x3, .number = 4},
	{0x4, 0x4, .number = 8},  {0x5, 0x5, .number = 16}, {0x6, 0x6, .number = 32},
	{0x7, 0x7, .number = 64}, {0x8, 0x8, .number = 12}, {0x9, 0x9, .number = 20},
};

/* ISO/IEC 7816-3:1997, 6.5.4, for TB1 and TB2; the 2006 edition deprecates VPP. */
static const struct atr_value pi1_values[] = {
	{0, 0, "VPP not connected in the card"},
	{5, 25, "programming voltage # V"},
	{0, 31, "PI1 # is reserved", .problem = PROBLEM(TB1_RESERVED)},
};

/* II, with PI1 in the bits below; the current is meaningless if PI1 is 0 or reserved. */
static const struct atr_value ii_values[] = {
	{0x60, 0x7F, "II 3 is reserved", .problem = PROBLEM(TB1_RESERVED)},
	{0x05, 0x19, "25 mA"},
	{0x25, 0x39, "50 mA"},
	{0x45, 0x59, "100 mA"},
	{0x00, 0x5F, ""},
};

static const struct atr_value pi2_values[] = {
	{50, 250, "programming voltage ~ V, replaces that of TB1"},
	{0, 255, "PI2 # is reserved", .problem = PROBLEM(TB2_RESERVED)},
};

static const struct atr_value clear_values[] = {{0, 0, ""}};

static const struct atr_value n_values[] = {
	{0, 0, "no extra guard time"},
	{1, 254, "extra guard time"},
	{255, 255, "minimum guard time, 12 etu (11 etu for T=1)"},
};

/* 8.2.3 */
static const struct atr_value t_values[] = {
	{0, 0, "half-duplex transmission of characters"},
	{1, 1, "half-duplex transmission of blocks"},
	{2, 3, "reserved for full-duplex operation", .problem = PROBLEM(PROTOCOL_RESERVED)},
	{4, 4, "reserved for enhanced half-duplex transmission of characters",
         .problem = PROBLEM(PROTOCOL_RESERVED)},
	{5, 13, "reserved", .problem = PROBLEM(PROTOCOL_RESERVED)},
	{14, 14, "not standardized by ISO/IEC JTC 1/SC 17",
         .problem = PROBLEM(PROTOCOL_PROPRIETARY)},
	{15, 15, "not a protocol: global interface bytes"},
};

static const struct atr_value ta2_b5_values[] = {
	{0, 0, "Fi and Di of TA1"},
	{1, 1, "F and D are implicit", .problem = PROBLEM(TA2_IMPLICIT)},
};

static const struct atr_value ta2_b8_values[] = {
	{0, 0, "mode may change after a warm reset"},
	{1, 1, "mode cannot change"},
};

/* 10.2 */
static const struct atr_value wi_values[] = {{1, 255, "WT # x 960 x Fi/f"}};

/* 11.4.2 */
static const struct atr_value ifsc_values[] = {
	{1, 254, "the card accepts blocks of up to # bytes of information"},
};

/* 11.4.3 */
static const struct atr_value bwi_values[] = {{0, 9}};

/* 11.4.4 */
static const struct atr_value edc_values[] = {
	{0, 0, "LRC, 1 byte", "LRC"},
	{1, 1, "CRC, 2 bytes", "CRC"},
};

/* 8.3, the first TA for T=15: X */
static const struct atr_value clock_stop_values[] = {
	{0, 0, "not supported"},
	{1, 1, "state L"},
	{2, 2, "state H"},
	{3, 3, "no preference"},
};

/* Y of the first TA for T=15; class D: ETSI TS 102 221, 6.2 (class E is reserved there). */
const struct atr_bit atr_classes[] = {
	{0x01, "A", "5 V"},   {0x02, "B", "3 V"}, {0x04, "C", "1.8 V"},
	{0x08, "D", "1.2 V"}, {0x10, "E"},        {0},
};
enum { CLASSES = 4 };

/* A, B, AB, C, BC, ABC; with D also D, CD, BCD, ABCD. */
static const struct atr_value classes_values[] = {
	{0x01, 0x04, "&"},
	{0x06, 0x07, "&"},
	{0x08, 0x08, "& (ETSI)", .problem = PROBLEM(CLASS_D)},
	{0x0C, 0x0C, "& (ETSI)", .problem = PROBLEM(CLASS_D)},
	{0x0E, 0x0F, "& (ETSI)", .problem = PROBLEM(CLASS_D)},
	{0x00, 0x3F, "& (reserved)", .problem = PROBLEM(CLASS_RESERVED)},
};

static const struct atr_value spu_values[] = {
	{0x00, 0x00, "not used"},
	{0x01, 0x7F, "reserved standard use", .problem = PROBLEM(SPU_RESERVED)},
	{0x80, 0x80, "proprietary use"},
	{0x81, 0xFF, "proprietary use; on a UICC: &"},
};

/* ETSI TS 102 221, 6.3.3, table 6.7: independent bits. b2 and b1 were added later. */
static const struct atr_bit spu_bits[] = {
	{0x40, "Inter-Chip USB UICC-terminal interface (ETSI TS 102 600)"},
	{0x20, "UICC-CLF interface, SWP (ETSI TS 102 613)"},
	{0x10, "low impedance drivers and protocol on I/O"},
	{0x08, "secure channel (ETSI TS 102 484)"},
	{0x04, "secured APDU, platform to platform, required (ETSI TS 102 484)"},
	{0x02, "eUICC-related functions"},
	{0x01, "logical secure element interfaces: several enabled profiles"},
};

static const struct atr_value all_values[] = {{0, 255}};

/* 8.2.2: adds "TA2 and TD2 follow" for Y(index). */
static void put_announced(struct words *words, unsigned y, unsigned index)
{
	size_t count = (y & 1) + (y >> 1 & 1) + (y >> 2 & 1) + (y >> 3 & 1), item = 0;
	char name[8];

	for (unsigned i = 0; i < 4; i++) {
		if (!(y >> i & 1))
			continue;
		(void)snprintf(name, sizeof name, "T%c%u", "ABCD"[i], index + 1);
		words_item(words, item++, count, name);
	}
	words_put(words,
	          count == 0         ? "no interface byte follows" :
	                  count == 1 ? " follows" :
	                               " follow");
}

static void put_bwi(struct words *words, unsigned bwi, unsigned index)
{
	(void)index;
	words_add(words, "BWT 11 etu + %u x 960 x 372/f", 1u << bwi);
}

static void put_cwi(struct words *words, unsigned cwi, unsigned index)
{
	(void)index;
	words_add(words, "CWT %u etu", 11 + (1u << cwi));
}

#define P3 "ISO/IEC 7816-3:2006, "

const struct atr_field atr_fields[ATR_FIELD_COUNT] = {
	[ATR_FIELD_TS] = {0xFF, .line = "@", VALUES(ts)},
	[ATR_FIELD_Y1] = {0xF0, .line = "@", VALUES(all), .put = put_announced},
	[ATR_FIELD_K] = {0x0F, .line = "; @", VALUES(k)},
	[ATR_FIELD_FI] = {0xF0, true, "Fi #", VALUES(fi), PROBLEM(FI_RESERVED),
                          PROBLEM(FI_UNUSABLE)},
	[ATR_FIELD_DI] = {0x0F, true, ", Di #", VALUES(di), PROBLEM(DI_RESERVED),
                          PROBLEM(DI_UNUSABLE)},
	[ATR_FIELD_PI1] = {0x1F, .line = "deprecated: @", VALUES(pi1)},
	[ATR_FIELD_II] = {0x7F, .line = ", @", VALUES(ii)},
	[ATR_FIELD_TB1_B8] = {0x80, .line = ", b8 is set (reserved)", VALUES(clear),
                              PROBLEM(TB1_RESERVED)},
	[ATR_FIELD_N] = {0xFF, .line = "N #", VALUES(n)},
	[ATR_FIELD_T] = {0x0F, .line = "T=#, @", VALUES(t)},
	[ATR_FIELD_Y] = {0xF0, .line = "; @", VALUES(all), .put = put_announced},
	[ATR_FIELD_TA2_RESERVED] = {0x60, .line = "", VALUES(clear), PROBLEM(TA2_RESERVED_BITS)},
	[ATR_FIELD_TA2_T] = {0x0F, .line = "specific mode: T=# at once", VALUES(all)},
	[ATR_FIELD_TA2_B5] = {0x10, .line = ", @", VALUES(ta2_b5)},
	[ATR_FIELD_TA2_B8] = {0x80, .line = "; @", VALUES(ta2_b8)},
	[ATR_FIELD_PI2] = {0xFF, .line = "deprecated: @", VALUES(pi2)},
	[ATR_FIELD_WI] = {0xFF, .line = "WI #", VALUES(wi), PROBLEM(WI_RESERVED)},
	[ATR_FIELD_IFSC] = {0xFF, .line = "IFSC #: @", VALUES(ifsc), PROBLEM(IFSC_RESERVED)},
	[ATR_FIELD_BWI] = {0xF0, .line = "BWI #", VALUES(bwi), PROBLEM(BWI_RESERVED),
                           .put = put_bwi},
	[ATR_FIELD_CWI] = {0x0F, .line = ", CWI #", VALUES(all), .put = put_cwi},
	[ATR_FIELD_EDC] = {0x01, .line = "error detection: @", VALUES(edc)},
	[ATR_FIELD_EDC_RESERVED] = {0xFE, .line = "; reserved bits set", VALUES(clear),
                                    PROBLEM(EDC_RESERVED)},
	[ATR_FIELD_CLOCK_STOP] = {0xC0, .line = "clock stop: @", VALUES(clock_stop)},
	[ATR_FIELD_CLASSES] = {0x3F, .line = "; classes: @", VALUES(classes), .bits = atr_classes,
                               .bit_count = CLASSES},
	[ATR_FIELD_SPU] = {0xFF, .line = "contact C6 (SPU): @", VALUES(spu), .bits = spu_bits,
                           .bit_count = sizeof spu_bits / sizeof *spu_bits},
};

#define ONE(field) ATR_FIELD_##field, 1
#define RUN(from, to) ATR_FIELD_##from, ATR_FIELD_##to - ATR_FIELD_##from + 1

/* The first match counts. */
const struct atr_meaning atr_meanings[ATR_MEANING_COUNT] = {
	[ATR_MEANING_T0] = {ATR_T0, 0, ATR_ANY, P3 "8.2.2", RUN(Y1, K)},
	[ATR_MEANING_TA1] = {ATR_TA, 1, ATR_ANY, P3 "8.3", RUN(FI, DI)},
	[ATR_MEANING_TB1] = {ATR_TB, 1, ATR_ANY, P3 "8.3", RUN(PI1, TB1_B8),
                             .problem = PROBLEM(TB1_DEPRECATED)},
	[ATR_MEANING_TC1] = {ATR_TC, 1, ATR_ANY, P3 "8.3", ONE(N)},
	[ATR_MEANING_TD] = {ATR_TD, ATR_ANY, ATR_ANY, P3 "8.2.3", RUN(T, Y)},
	[ATR_MEANING_TA2] = {ATR_TA, 2, ATR_ANY, P3 "8.3", RUN(TA2_RESERVED, TA2_B8)},
	[ATR_MEANING_TB2] = {ATR_TB, 2, ATR_ANY, P3 "8.3", ONE(PI2),
                             .problem = PROBLEM(TB2_DEPRECATED)},
	[ATR_MEANING_TC2] = {ATR_TC, 2, ATR_ANY, P3 "10.2", ONE(WI)},
	[ATR_MEANING_TA_T1] = {ATR_TA, ATR_LATER, 1, P3 "11.4.2", ONE(IFSC), true},
	[ATR_MEANING_TB_T1] = {ATR_TB, ATR_LATER, 1, P3 "11.4.3", RUN(BWI, CWI), true},
	[ATR_MEANING_TC_T1] = {ATR_TC, ATR_LATER, 1, P3 "11.4.4", RUN(EDC, EDC_RESERVED), true},
	[ATR_MEANING_TA_T15] = {ATR_TA, ATR_LATER, 15, P3 "8.3", RUN(CLOCK_STOP, CLASSES), true},
	[ATR_MEANING_TB_T15] = {ATR_TB, ATR_LATER, 15, P3 "8.3; ETSI TS 102 221, 6.3.3", ONE(SPU),
                                true},
	[ATR_MEANING_TC_T15] = {ATR_TC, ATR_LATER, 15, P3 "8.3", .text = "not defined for T=#",
                                .problem = PROBLEM(T15_UNDEFINED)},
	[ATR_MEANING_T0_OTHER] = {ATR_ANY, ATR_LATER, 0, P3 "10.2", .text = "not defined for T=#",
                                  .problem = PROBLEM(T0_UNDEFINED)},
	[ATR_MEANING_T14] = {ATR_ANY, ATR_LATER, 14, P3 "8.2.3",
                             .text = "proprietary: T=# is not standardized"},
	[ATR_MEANING_RESERVED] = {ATR_ANY, ATR_LATER, ATR_ANY, P3 "8.2.3",
                                  .text = "for T=#, which is reserved"},
};

enum atr_meaning_id atr_meaning_of(const struct atr_interface *byte)
{
	unsigned id = 0;

	for (; id < ATR_MEANING_RESERVED; id++) {
		const struct atr_meaning *row = &atr_meanings[id];

		if ((row->kind == ATR_ANY || row->kind == (int)byte->kind) &&
		    (row->index == ATR_ANY || row->index == byte->index ||
		     (row->index == ATR_LATER && byte->index > ATR_LATER)) &&
		    (row->protocol == ATR_ANY || row->protocol == byte->protocol))
			break;
	}
	return (enum atr_meaning_id)id;
}

bool atr_is_repeated(const struct atr_interface *byte)
{
	return atr_meanings[atr_meaning_of(byte)].once && !byte->counts;
}

/* Returns the row of the byte that contains the field. */
static const struct atr_meaning *owner(enum atr_field_id field)
{
	const struct atr_meaning *row = atr_meanings;

	while (field - row->first >= row->count)
		row++;
	return row;
}

const struct atr_interface *atr_field_byte(const struct atr *atr, enum atr_field_id field)
{
	const struct atr_meaning *row = owner(field);

	return row->index == ATR_LATER ?
		atr_find_for(atr, (enum atr_kind)row->kind, (unsigned)row->protocol) :
		atr_find(atr, (enum atr_kind)row->kind, (unsigned)row->index);
}

bool atr_field_lacks(const struct atr *atr, enum atr_field_id field)
{
	const struct atr_meaning *row = owner(field);

	return row->index == ATR_LATER ?
		atr->complete :
		atr_lacks(atr, (enum atr_kind)row->kind, (unsigned)row->index);
}

unsigned atr_field_of(enum atr_field_id field, unsigned byte)
{
	unsigned mask = atr_fields[field].mask;

	return (byte & mask) / (mask & (~mask + 1));
}

const struct atr_value *atr_field_row(enum atr_field_id field, unsigned value)
{
	const struct atr_value *row = atr_fields[field].values,
			       *end = row + atr_fields[field].count;

	while (row < end && (value < row->first || value > row->last))
		row++;
	return row < end ? row : NULL;
}

unsigned atr_field_number(enum atr_field_id field, unsigned value)
{
	const struct atr_value *row = atr_field_row(field, value);

	if (!atr_fields[field].coded)
		return value;
	return row != NULL ? row->number : 0;
}

void atr_field_put_number(struct words *words, enum atr_field_id field, unsigned value)
{
	unsigned number = atr_field_number(field, value);

	if (atr_fields[field].coded && number == 0)
		words_put(words, "reserved");
	else
		words_add(words, "%u", number);
}

/* Adds the text up to the next of the marks, and returns the position of that mark. */
static const char *put_until(struct words *words, const char *text, const char *marks)
{
	size_t length = strcspn(text, marks);

	words_add(words, "%.*s", (int)length, text);
	return text + length;
}

/* Adds the names of the bits that are set. */
static void put_bits(struct words *words, const struct atr_field *field, unsigned value)
{
	size_t count = 0, item = 0;

	for (size_t i = 0; i < field->bit_count; i++)
		count += (value & field->bits[i].mask) != 0;
	if (count == 0)
		words_put(words, "none");
	for (size_t i = 0; i < field->bit_count; i++)
		if (value & field->bits[i].mask)
			words_item(words, item++, count, field->bits[i].name);
}

/* Adds a text with its number, tenths or bits filled in; field may be NULL if the text has no
 * bits. */
static void put_text(struct words *words, const char *text, const struct atr_field *field,
                     unsigned value)
{
	while (*(text = put_until(words, text, "#~&")) != '\0') {
		if (*text == '#')
			words_add(words, "%u", value);
		else if (*text == '~')
			words_add(words, "%.1f", value / 10.0);
		else
			put_bits(words, field, value);
		text++;
	}
}

static void put_value(struct words *words, enum atr_field_id id, unsigned value, unsigned index)
{
	const struct atr_field *field = &atr_fields[id];
	const struct atr_value *row = atr_field_row(id, value);

	if (row == NULL)
		words_put(words, "reserved");
	else if (row->text != NULL)
		put_text(words, row->text, field, value);
	else if (field->put != NULL)
		field->put(words, value, index);
}

void atr_field_text(struct words *words, enum atr_field_id field, unsigned value)
{
	put_value(words, field, value, 0);
}

/* Adds the number for "#" in the line of a field, marked as reserved unless the line has a text
 * that says so. */
static void put_line_number(struct words *words, enum atr_field_id field, unsigned value)
{
	const struct atr_field *row = &atr_fields[field];

	atr_field_put_number(words, field, value);
	if (atr_field_row(field, value) != NULL || strchr(row->line, '@') != NULL)
		return;
	if (row->coded)
		words_add(words, " (%X)", value);
	else
		words_put(words, " (reserved)");
}

static void put_line(struct words *words, enum atr_field_id field, unsigned value, unsigned index)
{
	const struct atr_value *row = atr_field_row(field, value);
	const char *line = atr_fields[field].line;

	if (row != NULL && row->text != NULL && *row->text == '\0')
		return;
	while (*(line = put_until(words, line, "#@")) != '\0') {
		if (*line++ == '#')
			put_line_number(words, field, value);
		else
			put_value(words, field, value, index);
	}
}

void atr_meaning_text(struct words *words, const struct atr_interface *byte)
{
	const struct atr_meaning *row = &atr_meanings[atr_meaning_of(byte)];

	if (row->text != NULL)
		put_text(words, row->text, NULL, (unsigned)byte->protocol);
	for (unsigned i = 0; i < row->count; i++) {
		enum atr_field_id field = (enum atr_field_id)(row->first + i);

		put_line(words, field, atr_field_of(field, byte->value), byte->index);
	}
}

void atr_rate_text(struct words *words, unsigned ta1, double clock_hz)
{
	double f = atr_field_number(ATR_FIELD_FI, ta1 >> 4);
	double d = atr_field_number(ATR_FIELD_DI, ta1 & 15);

	if (f > 0 && d > 0)
		words_add(words, "%.6g cycles per etu, %.6g bit/s at %.6g MHz", f / d,
		          clock_hz * d / f, clock_hz / 1e6);
}
